import type { Category } from '../degeneracy/suspect.ts';
import type { Decision } from './terms.ts';

/** A case as people decide on it: the sample, and the hashes of both codes as they are now. */
export type Decidable = { readonly sample: string; readonly baseHash: string; readonly codeHash: string };

/** The decisions of one person that count: the last of each case, given for the codes that the run has. */
export type StandingDecisions = {
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Decisions for other code than the run has. */
  readonly stale: number;
  /** Decisions for samples that are no case under this policy. */
  readonly elsewhere: number;
};

/** Sorts out which decisions count. */
export const standingDecisions = (
  cases: readonly Decidable[],
  decisions: readonly Decision[],
): StandingDecisions => {
  const bySample = new Map(cases.map((one) => [one.sample, one]));
  const last = [...new Map(decisions.map((decision) => [decision.sample, decision])).values()];
  const ofCases = last.filter(({ sample }) => bySample.has(sample));
  const valid = ofCases.filter((decision) => fits(decision, bySample.get(decision.sample)));
  return {
    decisions: new Map(valid.map((decision) => [decision.sample, decision])),
    stale: ofCases.length - valid.length,
    elsewhere: last.length - ofCases.length,
  };
};

/** Whether a decision was given for the codes that the case has. */
export const fits = ({ base, code }: Decision, one: Decidable | undefined): boolean =>
  one?.baseHash === base && one.codeHash === code;

/** What people say of a case. `disputed`: no category has more of them than all others together. */
export type Decided = {
  readonly category: Category | 'disputed';
  /** How many decided. */
  readonly people: number;
};

/** The vote of the majority; undefined: nobody has decided. */
export const decided = (sample: string, people: readonly StandingDecisions[]): Decided | undefined => {
  const votes = people.flatMap(({ decisions }) => decisions.get(sample)?.category ?? []);
  if (votes.length === 0) return undefined;
  const [first] = [...Map.groupBy(votes, (vote) => vote)].toSorted(([, a], [, b]) => b.length - a.length);
  const category = first && first[1].length * 2 > votes.length ? first[0] : 'disputed';
  return { category, people: votes.length };
};
