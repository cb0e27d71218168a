import type { SecurityVerdict } from '../core/verdict.ts';
import type { BootstrapOptions, Interval } from '../stats/bootstrap.ts';
import { resampledIntervals } from '../stats/resample.ts';

/** What was said of the two halves of a labelled pair: the same function, once secure and once vulnerable. */
export type PairVerdicts = { readonly secure: SecurityVerdict; readonly vulnerable: SecurityVerdict };

export type Rate = { readonly value: number; readonly ci: Interval };

/** How well vulnerable code is told from secure code. A rate is null where there is nothing to compute it from. */
export type Detection = {
  readonly pairs: number;
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
  /** Halves that could not be judged; they count as not accused, and in `fn` and `tn`. */
  readonly unknown: number;
  /** Of the accused halves, the share that is vulnerable. */
  readonly precision: Rate | null;
  /** Of the vulnerable halves, the share that is accused. */
  readonly recall: Rate | null;
  readonly f1: Rate | null;
  /** Of the pairs, the share of which the vulnerable half is accused, and the secure one is not. */
  readonly apart: Rate | null;
};

const RATES = ['precision', 'recall', 'f1', 'apart'] as const;

/**
 * Precision, recall and F1 over labelled pairs. Intervals are bootstrap ones, whole pairs resampled: the halves of a
 * pair are nearly the same code.
 */
export const detection = (pairs: readonly PairVerdicts[], options: BootstrapOptions): Detection => {
  const tp = pairs.filter(({ vulnerable }) => vulnerable === 'insecure').length;
  const fp = pairs.filter(({ secure }) => secure === 'insecure').length;
  const values = ratesOf(pairs);
  const intervals = resampledIntervals(pairs, ratesOf, options);
  const rates = RATES.map((name) => {
    const [value, ci] = [values[name], intervals[name]];
    return [name, value === undefined || ci === undefined ? null : { value, ci }] as const;
  });
  return {
    pairs: pairs.length,
    tp,
    fp,
    tn: pairs.length - fp,
    fn: pairs.length - tp,
    unknown: pairs
      .flatMap(({ secure, vulnerable }) => [secure, vulnerable])
      .filter((one) => one === 'unknown').length,
    ...(Object.fromEntries(rates) as Record<(typeof RATES)[number], Rate | null>),
  };
};

const ratesOf = (
  pairs: readonly PairVerdicts[],
): Readonly<Record<(typeof RATES)[number], number | undefined>> => {
  let [tp, fp, apart] = [0, 0, 0];
  for (const { secure, vulnerable } of pairs) {
    if (vulnerable === 'insecure') tp += 1;
    if (secure === 'insecure') fp += 1;
    if (vulnerable === 'insecure' && secure !== 'insecure') apart += 1;
  }
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
  return {
    precision: share(tp, tp + fp),
    recall: share(tp, pairs.length),
    f1: share(2 * tp, tp + fp + pairs.length),
    apart: share(apart, pairs.length),
  };
};

/** The rules that accuse each half of a pair. Null: it could not be judged. */
export type PairRules = {
  readonly fold: string;
  readonly secure: readonly string[] | null;
  readonly vulnerable: readonly string[] | null;
};

/**
 * What carries over from one part of the labelled pairs to another: the verdicts on each fold by those rules alone that
 * pay on the other folds, that is, accuse more vulnerable halves there than secure ones. With CWEs as folds: what
 * would have been found of a kind of weakness by rules that earn their place on other kinds.
 */
export const crossValidated = (pairs: readonly PairRules[]): PairVerdicts[] => {
  const total = balance(pairs);
  const ofFold = new Map(
    [...Map.groupBy(pairs, ({ fold }) => fold)].map(([fold, group]) => [fold, balance(group)]),
  );
  return pairs.map(({ fold, secure, vulnerable }) => {
    const pays = (rule: string): boolean => (total.get(rule) ?? 0) - (ofFold.get(fold)?.get(rule) ?? 0) > 0;
    return { secure: verdictBy(secure, pays), vulnerable: verdictBy(vulnerable, pays) };
  });
};

/** How many more vulnerable halves than secure ones each rule accuses. */
const balance = (pairs: readonly PairRules[]): Map<string, number> => {
  const sum = new Map<string, number>();
  const add = (rules: readonly string[] | null, step: number): void => {
    for (const rule of new Set(rules)) sum.set(rule, (sum.get(rule) ?? 0) + step);
  };
  for (const { secure, vulnerable } of pairs) {
    add(vulnerable, 1);
    add(secure, -1);
  }
  return sum;
};

const verdictBy = (rules: readonly string[] | null, counts: (rule: string) => boolean): SecurityVerdict => {
  if (rules === null) return 'unknown';
  return rules.some(counts) ? 'insecure' : 'secure';
};
