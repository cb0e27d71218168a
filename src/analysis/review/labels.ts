import { compareText } from '../order.ts';
import type { Adjudication, Label, LabelVerdict, Plan, PlannedSample } from './terms.ts';

/** One person's labels, as they stand in the file. */
export type Person = { readonly name: string; readonly labels: readonly Label[] };

/** The labels of one person that count: the last of each planned sample, given for the code that the run has. */
export type Standing<L extends Label = Label> = {
  readonly labels: ReadonlyMap<string, L>;
  /** Labels for other code than the run has. */
  readonly stale: number;
  /** Labels for samples that were not drawn. */
  readonly notDrawn: number;
};

/** Sorts out which labels count. */
export const standing = <L extends Label>(plan: Plan, labels: readonly L[]): Standing<L> => {
  const planned = new Map(plan.samples.map((one) => [one.sample, one]));
  const last = new Map(labels.map((label) => [label.sample, label]));
  const drawn = [...last.values()].filter(({ sample }) => planned.has(sample));
  const valid = drawn.filter(({ sample, code }) => planned.get(sample)?.code === code);
  return {
    labels: new Map(valid.map((label) => [label.sample, label])),
    stale: drawn.length - valid.length,
    notDrawn: last.size - drawn.length,
  };
};

/** What is held to be true of a sample, and why. `unknown`: nobody could tell, or the two have not agreed yet. */
export type FinalLabel = {
  readonly planned: PlannedSample;
  readonly verdict: 'secure' | 'insecure' | 'unknown';
  readonly how: 'agreed' | 'adjudicated' | 'disputed' | 'unlabelled';
};

/** The two people's labels of one sample, where their verdicts differ. */
export type Dispute = { readonly planned: PlannedSample; readonly labels: readonly [Label, Label] };

const settled = (verdict: LabelVerdict): FinalLabel['verdict'] =>
  verdict === 'unsure' ? 'unknown' : verdict;

/**
 * The final label of every planned sample: what both people say, else what the adjudicator says, else unknown. Both
 * being unsure is agreement that it is unknown.
 */
export const finalLabels = (
  plan: Plan,
  people: readonly Standing[],
  adjudications: Standing<Adjudication>,
): FinalLabel[] =>
  plan.samples.map((planned): FinalLabel => {
    const given = labelsOf(planned, people);
    if (!given) return { planned, verdict: 'unknown', how: 'unlabelled' };
    if (given[0].verdict === given[1].verdict)
      return { planned, verdict: settled(given[0].verdict), how: 'agreed' };
    const decision = adjudications.labels.get(planned.sample);
    return decision
      ? { planned, verdict: settled(decision.verdict), how: 'adjudicated' }
      : { planned, verdict: 'unknown', how: 'disputed' };
  });

/** The samples on which the two people's verdicts differ, in the order of the plan. */
export const disputes = (plan: Plan, people: readonly Standing[]): Dispute[] =>
  plan.samples.flatMap((planned) => {
    const labels = labelsOf(planned, people);
    return labels && labels[0].verdict !== labels[1].verdict ? [{ planned, labels }] : [];
  });

/** Both people's labels of a sample; undefined unless there are two. */
const labelsOf = (
  { sample }: PlannedSample,
  [first, second]: readonly Standing[],
): readonly [Label, Label] | undefined => {
  const [a, b] = [first?.labels.get(sample), second?.labels.get(sample)];
  return a && b ? [a, b] : undefined;
};

/** Both people's verdicts of every sample that both labelled. */
export const ratingsOf = (
  plan: Plan,
  people: readonly Standing[],
): (readonly [LabelVerdict, LabelVerdict])[] =>
  plan.samples.flatMap((planned) => {
    const labels = labelsOf(planned, people);
    return labels ? [[labels[0].verdict, labels[1].verdict] as const] : [];
  });

/** People by name, so that "first" and "second" do not depend on the order of files. */
export const byName = (people: readonly Person[]): Person[] =>
  people.toSorted((a, b) => compareText(a.name, b.name));
