import { useCallback, useMemo, useState } from 'react';
import type { LabelPost, ReviewQueue } from '../../../../src/reports/site/format.ts';
import { useSite } from '../../data/site.tsx';
import { type Job, type Label, lastLabels } from './queue.ts';

export type Labels = {
  /** By sample. */
  readonly labels: ReadonlyMap<string, Label>;
  readonly add: (label: Label) => void;
  /** Why the last label is not kept; empty: it is. */
  readonly problem: string;
};

type Place = { readonly run: string; readonly name: string; readonly kind: Job['kind'] };

const keyOf = ({ run, kind, name }: Place, { samples }: ReviewQueue): string =>
  ['bifocal', kind, run, samples[0]?.code.slice(0, 12) ?? '', name].join(' ');

const recall = (key: string): readonly Label[] => {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? '[]') as readonly Label[];
  } catch {
    return [];
  }
};

/** A live server writes labels into the run; in a folder the browser keeps them until they are saved as a file. */
export const useLabels = (queue: ReviewQueue, job: Job, place: Place): Labels => {
  const { index } = useSite();
  const key = keyOf(place, queue);
  const [own, setOwn] = useState(() => recall(key));
  const [problem, setProblem] = useState('');
  const labels = useMemo(() => lastLabels(queue, [...job.given, ...own]), [queue, job, own]);
  const add = useCallback(
    (label: Label) => {
      const next = [...own.filter(({ sample }) => sample !== label.sample), label];
      setOwn(next);
      const keep = (): void => window.localStorage.setItem(key, JSON.stringify(next));
      const done = index.live ? post({ ...place, labels: [label] }) : Promise.resolve().then(keep);
      done.then(
        () => setProblem(''),
        ({ message }: Error) => setProblem(message),
      );
    },
    [own, index.live, key, place],
  );
  return { labels, add, problem };
};

/** @throws Error with what the server says, if it does not take the labels */
const post = async (body: LabelPost): Promise<void> => {
  const answer = await fetch('api/labels', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) return;
  const { message, hint } = (await answer.json()) as { readonly message: string; readonly hint?: string };
  throw new Error(hint ? `${message} (${hint})` : message);
};
