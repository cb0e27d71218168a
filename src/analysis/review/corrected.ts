import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Estimate, Scores } from '../../core/score.ts';
import { metricKey } from '../../metrics/index.ts';
import type { Interval } from '../../stats/bootstrap.ts';
import { roganGladen } from '../../stats/rogan-gladen.ts';
import { policyRater } from '../agreement.ts';
import type { Accuracy, RaterAccuracy } from './accuracy.ts';

/** Secure@1 after correction for the errors of whoever judged. */
export type Corrected = {
  /** Samples without a verdict count as bad, as in the raw number. */
  readonly value: number;
  /** The value, were these all good. */
  readonly high: number;
  /** 95 %, of `value`: with the uncertainty of sensitivity and specificity. */
  readonly ci: Interval;
  /** Labels that sensitivity and specificity rest on. */
  readonly labels: number;
};

/** A raw Secure@1 beside the corrected one. */
export type CorrectedCell = { readonly raw: Estimate; readonly corrected: Outcome<Corrected> };

/** One model x method. */
export type CorrectedRow = {
  readonly model: string;
  readonly method: string;
  /** By rater: `policy`, `exploits`, or the id of a scanner. */
  readonly raters: Readonly<Record<string, CorrectedCell>>;
};

/** The key in `scores.json` of a rater's Secure@1. */
export const rawKey = (rater: string): string =>
  metricKey(rater === policyRater.id ? { id: 'secure' } : { id: 'secure', source: rater }, 1);

/**
 * Corrects a raw Secure@1 (Rogan and Gladen, with the interval of Lang and Reiczigel, see {@link roganGladen}).
 *
 * Of the samples that have a verdict, the share that is called insecure is corrected; those without one stay bad in
 * `value` and good in `high`. A task counts as one observation, however many samples it has. The correction holds
 * where the rater errs on these samples as often as on the labelled ones.
 *
 * @param raw Secure@1 as `scores.json` has it @param accuracy of the rater whose verdicts these are
 * @returns unknown if there are too few labels, no verdicts, or the rater is no better than chance
 */
export const correctSecure = (raw: Estimate, { recall, specificity }: Accuracy): Outcome<Corrected> => {
  if (recall.status === 'unknown') return unknown(`${recall.reason} among the labelled`);
  if (specificity.status === 'unknown') return unknown(`${specificity.reason} among the labelled`);
  const unjudged = raw.high - raw.value;
  const judged = 1 - unjudged;
  if (judged <= 0) return unknown('no sample has a verdict');
  const insecure = roganGladen(
    { value: (1 - raw.high) / judged, n: raw.tasks * judged },
    { value: recall.value.value, n: recall.value.effective },
    { value: specificity.value.value, n: specificity.value.effective },
  );
  if (insecure.status === 'unknown') return insecure;
  const secure = (share: number): number => judged * (1 - share);
  const { value, ci } = insecure.value;
  return ok({
    value: secure(value),
    high: secure(value) + unjudged,
    ci: [secure(ci[1]), secure(ci[0])],
    labels: recall.value.n + specificity.value.n,
  });
};

/**
 * Raw and corrected Secure@1 for every row of scores and every rater that has both. For tables that show one beside
 * the other.
 */
export const correctScores = (
  { rows }: Pick<Scores, 'rows'>,
  raters: readonly RaterAccuracy[],
): CorrectedRow[] =>
  rows.map(({ model, method, metrics }) => ({
    model,
    method,
    raters: Object.fromEntries(
      raters.flatMap(({ rater, weighted }) => {
        const raw = metrics[rawKey(rater)];
        return raw ? [[rater, { raw, corrected: correctSecure(raw, weighted) }]] : [];
      }),
    ),
  }));
