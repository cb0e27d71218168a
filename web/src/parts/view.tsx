import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useSite } from '../data/site.tsx';

export type ViewProps = {
  readonly title: string;
  /** What is seen here, in a sentence or two. */
  readonly lede: ReactNode;
  /** Of these runs the policy stands below; absent: of all. */
  readonly runs?: readonly string[];
  readonly children: ReactNode;
};

/** A page: its head with the policy that every number on it rests on, and its content. */
export const View = ({ title, lede, runs, children }: ViewProps): ReactNode => {
  const { index } = useSite();
  useEffect(() => {
    document.title = `${title} · ${index.title}`;
  }, [title, index.title]);
  return (
    <div className="view">
      <header>
        <h1>{title}</h1>
        <p className="lede">{lede}</p>
        <Policies runs={runs} />
      </header>
      {children}
    </div>
  );
};

/** The policies in words; one line where all runs have the same. */
const Policies = ({ runs }: { readonly runs: readonly string[] | undefined }): ReactNode => {
  const { index } = useSite();
  const shown = index.runs.filter(({ name }) => runs === undefined || runs.includes(name));
  const texts = Map.groupBy(shown, ({ scores }) => scores.policyText);
  return [...texts].map(([text, of]) => (
    <p className="policy" key={text}>
      <b>Policy{texts.size > 1 ? ` of ${of.map(({ name }) => name).join(', ')}` : ''}</b> {text}
    </p>
  ));
};
