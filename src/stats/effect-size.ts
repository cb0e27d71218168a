import { mean } from './mean.ts';
import { hasSpread, squaredDeviations, standardDeviation } from './spread.ts';

/**
 * Cohen's d of two independent samples (Statistical Power Analysis for the Behavioral Sciences, 1988, section 2.2):
 *
 *     d = (mean1 - mean2) / sqrt((SS1 + SS2) / (n1 + n2 - 2))
 *
 * @returns undefined if a sample is empty, or neither has any spread
 */
export const cohensD = (first: readonly number[], second: readonly number[]): number | undefined => {
  if (first.length === 0 || second.length === 0 || !(hasSpread(first) || hasSpread(second))) return undefined;
  const pooled = (squaredDeviations(first) + squaredDeviations(second)) / (first.length + second.length - 2);
  return (mean(first) - mean(second)) / Math.sqrt(pooled);
};

/**
 * Cohen's d_z of pairs (same book, section 2.3.5): the mean difference over the standard deviation of the differences. It
 * grows with the correlation of the pairs, so it does not compare with {@link cohensD}.
 *
 * @returns undefined of fewer than two differences, or if they have no spread
 */
export const cohensDz = (differences: readonly number[]): number | undefined =>
  differences.length < 2 || !hasSpread(differences)
    ? undefined
    : mean(differences) / standardDeviation(differences);
