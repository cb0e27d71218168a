import type { Interval } from './bootstrap.ts';
import { Z95 } from './normal.ts';

/**
 * The Wilson score interval of a proportion, 95 % (Wilson 1927, JASA 22:209-212, without continuity correction):
 *
 *     (p + z^2/2n ± z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
 *
 * Unlike the normal approximation it keeps its coverage for small n and for shares near 0 and 1.
 *
 * @param successes @param trials need not be whole: weighted samples have an effective size
 * @returns [0, 1] without trials: nothing is known
 */
export const wilson = (successes: number, trials: number): Interval => {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const pull = Z95 ** 2 / trials;
  const centre = (share + pull / 2) / (1 + pull);
  const half = (Z95 / (1 + pull)) * Math.sqrt((share * (1 - share) + pull / 4) / trials);
  return [share === 0 ? 0 : Math.max(0, centre - half), share === 1 ? 1 : Math.min(1, centre + half)];
};

/** One unit of a sample; its weight is the reciprocal of its inclusion probability. */
export type Weighted = { readonly weight: number; readonly hit: boolean };

export type Proportion = {
  readonly value: number;
  readonly ci: Interval;
  /** Units that it rests on. */
  readonly n: number;
  /** How many units of equal weight would tell as much. */
  readonly effective: number;
};

/**
 * The share of hits in the population that the units were drawn from: the ratio of two Horvitz-Thompson totals
 * (Hájek's estimator), sum of weights of hits / sum of weights. Its interval is Wilson's, for Kish's effective
 * sample size (sum w)^2 / sum w^2. That leaves out what stratification gains, so it is rather too wide than too
 * narrow. With equal weights it is the plain proportion with the plain interval.
 *
 * @returns undefined without units
 */
export const weightedProportion = (units: readonly Weighted[]): Proportion | undefined => {
  if (units.length === 0) return undefined;
  let [total, squares, hits] = [0, 0, 0];
  for (const { weight, hit } of units) {
    total += weight;
    squares += weight ** 2;
    if (hit) hits += weight;
  }
  const value = hits / total;
  const effective = total ** 2 / squares;
  return { value, ci: wilson(value * effective, effective), n: units.length, effective };
};
