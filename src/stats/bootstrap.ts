import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantile } from './quantile.ts';

export type Interval = [low: number, high: number];

export type BootstrapOptions = {
  /** How often to resample. */
  readonly resamples: number;
  /** A 32-bit integer. */
  readonly seed: number;
  /** The coverage aimed at, 0.95 by default. */
  readonly level?: number;
};

/** A quantity with its value for each task (at least one), and whatever else goes with it. */
export type Clustered = { readonly values: readonly number[] };

/**
 * Adds to each quantity the percentile bootstrap interval of its mean over tasks (Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, section 13.3). A task is a cluster: its samples stand and fall together, so
 * whole tasks are drawn, with replacement.
 *
 * The draws depend on the seed and the number of tasks alone. Quantities over the same tasks in the same order thus
 * share them: where no value of one is above the other's, neither are its bounds. The bootstrap knows no spread
 * that it did not see: one task, or values that are all equal, give an interval without width.
 *
 * @throws RangeError if a quantity has no values
 */
export const withIntervals = <Quantity extends Clustered>(
  quantities: readonly Quantity[],
  { resamples, seed, level = 0.95 }: BootstrapOptions,
): (Quantity & { ci: Interval })[] => {
  const series = quantities.map((quantity) => ({
    quantity,
    values: Float64Array.from(quantity.values),
    means: new Float64Array(resamples),
  }));
  for (const [tasks, sameTasks] of Map.groupBy(series, ({ values }) => values.length)) {
    if (tasks === 0) throw new RangeError('no interval without values');
    const random = xoroshiro128plus(seed);
    const drawn = new Uint32Array(tasks);
    for (let resample = 0; resample < resamples; resample++) {
      for (let i = 0; i < tasks; i++) drawn[i] = uniformInt(random, 0, tasks - 1);
      for (const { values, means } of sameTasks) means[resample] = meanOf(values, drawn);
    }
  }
  const tail = (1 - level) / 2;
  return series.map(({ quantity, means }) => {
    means.sort();
    return { ...quantity, ci: [quantile(means, tail), quantile(means, 1 - tail)] };
  });
};

/** Arrays of one kind and an index: this is where the time goes. */
const meanOf = (values: Float64Array, drawn: Uint32Array): number => {
  let sum = 0;
  for (let draw = 0; draw < drawn.length; draw++) sum += values[drawn[draw] ?? 0] ?? Number.NaN;
  return sum / drawn.length;
};
