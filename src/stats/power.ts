import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { hasSpread, standardDeviation } from './spread.ts';

const ALPHA = 0.05;
const POWER = 0.8;

/**
 * The minimum detectable effect: the smallest true mean difference that the paired t-test finds in 80 of 100 such
 * experiments, at the 5 % level, two-sided (Bloom 1995, Evaluation Review 19:547-556):
 *
 *     (t(0.975; n - 1) + t(0.8; n - 1)) * sd / sqrt(n)
 *
 * An approximation: the exact value needs the noncentral t distribution. From 10 pairs on it is less than 1 % below that.
 *
 * @returns in the unit of the differences; undefined of fewer than two, or if they have no spread
 */
export const minimumDetectable = (differences: readonly number[]): number | undefined => {
  const n = differences.length;
  if (n < 2 || !hasSpread(differences)) return undefined;
  const reach = tQuantile(1 - ALPHA / 2, n - 1) + tQuantile(POWER, n - 1);
  return (reach * standardDeviation(differences)) / Math.sqrt(n);
};
