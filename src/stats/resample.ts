import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { BootstrapOptions, Interval } from './bootstrap.ts';
import { quantile } from './quantile.ts';

/**
 * The percentile bootstrap interval of several statistics of the same units, for statistics that are no means (Efron
 * and Tibshirani 1993, section 13.3). Whole units are drawn with replacement; the statistics share the draws.
 * Resamples for which a statistic is undefined are left out of its interval.
 *
 * @param statistics by name; undefined where it has no value
 * @returns by name; undefined for a statistic that had no value in any resample
 */
export const resampledIntervals = <Unit, Name extends string>(
  units: readonly Unit[],
  statistics: (units: readonly Unit[]) => Readonly<Record<Name, number | undefined>>,
  { resamples, seed, level = 0.95 }: BootstrapOptions,
): Readonly<Partial<Record<Name, Interval>>> => {
  const random = xoroshiro128plus(seed);
  const values = new Map<string, number[]>();
  for (let resample = 0; units.length > 0 && resample < resamples; resample++) {
    const drawn = units.flatMap(() => units[uniformInt(random, 0, units.length - 1)] ?? []);
    for (const [name, value] of Object.entries<number | undefined>(statistics(drawn))) {
      if (value !== undefined) values.get(name)?.push(value) ?? values.set(name, [value]);
    }
  }
  const tail = (1 - level) / 2;
  return Object.fromEntries(
    [...values].map(([name, series]) => {
      const sorted = series.toSorted((a, b) => a - b);
      return [name, [quantile(sorted, tail), quantile(sorted, 1 - tail)]];
    }),
  ) as Partial<Record<Name, Interval>>;
};
