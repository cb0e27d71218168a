import ttest from '@stdlib/stats-ttest';
import ttest2 from '@stdlib/stats-ttest2';
import { hasSpread } from './spread.ts';

/** One t-test of a difference of means: its statistic, its degrees of freedom, the two-sided p-value. */
export type TTest = { readonly t: number; readonly df: number; readonly p: number };

/**
 * Welch's t-test (1947, Biometrika 34:28-35): two independent samples, of which neither the size nor the variance need
 * be equal.
 *
 * @returns `t` is positive if the first mean is higher; undefined if a sample has fewer than two values, or neither has
 *   any spread
 */
export const welchTest = (first: readonly number[], second: readonly number[]): TTest | undefined => {
  if (first.length < 2 || second.length < 2 || !(hasSpread(first) || hasSpread(second))) return undefined;
  const { statistic, df, pValue } = ttest2([...first], [...second], { variance: 'unequal' });
  return { t: statistic, df, p: pValue };
};

/**
 * The paired t-test, of the differences of pairs against zero (Student 1908, Biometrika 6:1-25).
 *
 * @returns undefined of fewer than two differences, or if they are all equal: their spread is what it measures by
 */
export const pairedTest = (differences: readonly number[]): TTest | undefined => {
  if (differences.length < 2 || !hasSpread(differences)) return undefined;
  const { statistic, df, pValue } = ttest([...differences]);
  return { t: statistic, df, p: pValue };
};
