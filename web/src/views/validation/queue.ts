import type { Label, LabelVerdict } from '../../../../src/analysis/review/terms.ts';
import type { LabelPost, ReviewQueue, SiteRun } from '../../../../src/reports/site/format.ts';

export type Kind = LabelPost['kind'];
export type Planned = ReviewQueue['samples'][number];

/** The labels of one person that count: the last of each sample of the plan, for the code that it has. */
export const lastLabels = <L extends Label>(
  { samples }: ReviewQueue,
  labels: readonly L[],
): ReadonlyMap<string, L> => {
  const codes = new Map(samples.map(({ sample, code }) => [sample, code]));
  return new Map(
    labels.filter(({ sample, code }) => codes.get(sample) === code).map((label) => [label.sample, label]),
  );
};

export type Dispute = { readonly planned: Planned; readonly verdicts: readonly [LabelVerdict, LabelVerdict] };

/** Samples on which two people differ. Empty with fewer people. */
export const disputesOf = (queue: ReviewQueue): readonly Dispute[] => {
  const [first, second] = queue.people.map(({ labels }) => lastLabels(queue, labels));
  return queue.samples.flatMap((planned) => {
    const [a, b] = [first?.get(planned.sample)?.verdict, second?.get(planned.sample)?.verdict];
    return a && b && a !== b ? [{ planned, verdicts: [a, b] as const }] : [];
  });
};

/** What a person has to do: the samples, and the labels that are there. */
export type Job = {
  readonly kind: Kind;
  readonly samples: readonly Planned[];
  readonly given: readonly Label[];
};

export const jobOf = (queue: ReviewQueue, kind: Kind, name: string): Job => ({
  kind,
  samples: kind === 'labels' ? queue.samples : disputesOf(queue).map(({ planned }) => planned),
  given:
    kind === 'labels'
      ? (queue.people.find((person) => person.name === name)?.labels ?? [])
      : queue.adjudications.filter(({ by }) => by === name),
});

/** A file for `bifocal review RUN --as NAME --labels FILE`: one label a line. */
export const labelsFile = (labels: Iterable<Label>): string =>
  [...labels].map((label) => `${JSON.stringify(label)}\n`).join('');

/** The command about the labels of a run, which is in the folder that its other command names. */
export const reviewCommand = ({ command }: SiteRun): string =>
  command.replace(/^bifocal score/, 'bifocal review');

/** Numbers in a text, e.g. `89, CWE-22`. */
export const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits)).filter((number) => number > 0);

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/** Why a name cannot be taken; undefined: it can. */
export const nameFault = (queue: ReviewQueue, kind: Kind, name: string): string | undefined => {
  if (!NAME.test(name)) return 'a short name of letters, digits, ".", "_" and "-"';
  const people = queue.people.map((person) => person.name);
  if (kind === 'labels' && people.length >= 2 && !people.includes(name))
    return `${people.join(' and ')} have labelled already; a third one settles disagreements`;
  return undefined;
};

/** What may be said beside a verdict. */
export type LabelDetails = Pick<Label, 'cwes' | 'lines' | 'note'>;

export type { Label, LabelVerdict };
