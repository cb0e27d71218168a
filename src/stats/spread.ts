import { mean } from './mean.ts';

/** What rounding may make of values that are equal: those that lie no further apart have no spread. */
const ROUNDING = 1e-12;

/** Whether values differ at all, beyond the rounding of numbers near 1. */
export const hasSpread = (values: readonly number[]): boolean => {
  const [low, high] = extremes(values);
  return high - low > ROUNDING;
};

const extremes = (values: readonly number[]): readonly [low: number, high: number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
};

/** The sum of squared deviations from the mean, in two passes; 0 of nothing. */
export const squaredDeviations = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
};

/** The sample standard deviation (divisor n - 1); NaN of fewer than two values. */
export const standardDeviation = (values: readonly number[]): number =>
  values.length < 2 ? Number.NaN : Math.sqrt(squaredDeviations(values) / (values.length - 1));
