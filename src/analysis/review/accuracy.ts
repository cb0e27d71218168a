import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Verdict } from '../../core/verdict.ts';
import { type Proportion, type Weighted, weightedProportion } from '../../stats/proportion.ts';
import type { Rater } from '../agreement.ts';
import type { FinalLabel } from './labels.ts';

/** How a rater's verdicts and the final labels meet. Insecure is positive: a true positive is a flaw that was found. */
export type Confusion = {
  readonly tp: number;
  readonly tn: number;
  readonly fp: number;
  readonly fn: number;
  /** The rater could not judge the sample, or people could not: in none of the four. */
  readonly unknown: number;
};

/** Each with its 95 % interval; unknown where there is nothing to compute it from. */
export type Accuracy = {
  /** Of the accused samples, the share that is insecure. */
  readonly precision: Outcome<Proportion>;
  /** Of the insecure samples, the share that is accused: the sensitivity. */
  readonly recall: Outcome<Proportion>;
  /** Of the secure samples, the share that is not accused. */
  readonly specificity: Outcome<Proportion>;
  readonly f1: Outcome<Proportion>;
};

/** How far one rater can be trusted. */
export type RaterAccuracy = {
  readonly rater: string;
  readonly confusion: Confusion;
  /** Estimates for the run: each label counts for the samples that it was drawn for. */
  readonly weighted: Accuracy;
  /** The same of the labelled samples alone, each counting once. */
  readonly unweighted: Accuracy;
};

/** One sample on which rater and people both have an opinion. */
type Judged = { readonly accused: boolean; readonly insecure: boolean; readonly weight: number };

/**
 * Measures a rater against the final labels.
 *
 * @param verdicts of the run, by sample id
 * @returns undefined if the rater covers none of the labelled samples
 */
export const measureRater = (
  rater: Rater,
  labels: readonly FinalLabel[],
  verdicts: ReadonlyMap<string, Verdict>,
): RaterAccuracy | undefined => {
  const said = labels.flatMap((label) => {
    const verdict = verdicts.get(label.planned.sample);
    const opinion = verdict && rater.verdictOf(verdict);
    return opinion ? [{ label, opinion }] : [];
  });
  if (said.length === 0) return undefined;
  const judged = said.flatMap(({ label, opinion }): Judged[] =>
    label.verdict === 'unknown' || opinion === 'unknown'
      ? []
      : [
          {
            accused: opinion === 'insecure',
            insecure: label.verdict === 'insecure',
            weight: 1 / label.planned.inclusion,
          },
        ],
  );
  return {
    rater: rater.id,
    confusion: { ...countJudged(judged), unknown: said.length - judged.length },
    weighted: accuracyOf(judged),
    unweighted: accuracyOf(judged.map((one) => ({ ...one, weight: 1 }))),
  };
};

const countJudged = (judged: readonly Judged[]): Omit<Confusion, 'unknown'> => {
  const count = (accused: boolean, insecure: boolean): number =>
    judged.filter((one) => one.accused === accused && one.insecure === insecure).length;
  return { tp: count(true, true), tn: count(false, false), fp: count(true, false), fn: count(false, true) };
};

const accuracyOf = (judged: readonly Judged[]): Accuracy => {
  const hits = (among: (one: Judged) => boolean, hit: (one: Judged) => boolean): Weighted[] =>
    judged.filter(among).map((one) => ({ weight: one.weight, hit: hit(one) }));
  const accused = hits(
    (one) => one.accused,
    (one) => one.insecure,
  );
  const insecure = hits(
    (one) => one.insecure,
    (one) => one.accused,
  );
  const secure = hits(
    (one) => !one.insecure,
    (one) => !one.accused,
  );
  const either = hits(
    (one) => one.accused || one.insecure,
    (one) => one.accused && one.insecure,
  );
  return {
    precision: rate(accused, 'no accused sample'),
    recall: rate(insecure, 'no insecure sample'),
    specificity: rate(secure, 'no secure sample'),
    f1: f1Of(rate(either, 'no accused and no insecure sample')),
  };
};

const rate = (units: readonly Weighted[], reason: string): Outcome<Proportion> => {
  const proportion = weightedProportion(units);
  return proportion ? ok(proportion) : unknown(reason);
};

/**
 * F1 = 2 TP / (2 TP + FP + FN) is 2J / (1 + J), where J = TP / (TP + FP + FN). Among the samples that are accused or
 * insecure, TP is binomial with chance J; so J has a Wilson interval, and F1, which rises with J, that of its ends.
 * No bootstrap, and no normal approximation, both of which fail with few labels.
 */
const f1Of = (jaccard: Outcome<Proportion>): Outcome<Proportion> => {
  if (jaccard.status === 'unknown') return jaccard;
  const { value, ci, ...rest } = jaccard.value;
  return ok({ value: f1(value), ci: [f1(ci[0]), f1(ci[1])], ...rest });
};

const f1 = (jaccard: number): number => (2 * jaccard) / (1 + jaccard);
