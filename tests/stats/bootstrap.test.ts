import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { type Interval, withIntervals } from '../../src/stats/bootstrap.ts';
import { mean } from '../../src/stats/mean.ts';
import { quantile } from '../../src/stats/quantile.ts';

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

const intervalOf = (values: readonly number[], seed = 1, resamples = 200): Interval => {
  const [quantity] = withIntervals([{ values }], { resamples, seed });
  return quantity?.ci ?? [Number.NaN, Number.NaN];
};

describe('quantile', () => {
  test('interpolates as R and NumPy do by default', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([10, 20], 1)).toBe(20);
    expect(quantile([7], 0.025)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('withIntervals', () => {
  test('is the same for the same seed, and lies within the values', () => {
    fc.assert(
      fc.property(shares, fc.integer(), (values, seed) => {
        const [low, high] = intervalOf(values, seed);
        expect(intervalOf(values, seed)).toEqual([low, high]);
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
      }),
    );
  });

  test('has no width for one task or for equal values', () => {
    expect(intervalOf([0.3])).toEqual([0.3, 0.3]);
    const equal = Array<number>(7).fill(0.1);
    expect(intervalOf(equal)).toEqual([mean(equal), mean(equal)]);
  });

  test('shares its draws between quantities: one that is nowhere lower has bounds nowhere lower', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const higher = values.map((value, i) => (i % 2 === 0 ? Math.min(1, value + 0.2) : value));
        const fewer = values.slice(0, Math.ceil(values.length / 2));
        const all = withIntervals([{ values }, { values: fewer }, { values: higher }], {
          resamples: 200,
          seed: 1,
        });
        const [a, b, c] = all.map(({ ci }) => ci);
        expect(a).toEqual(intervalOf(values));
        expect(b).toEqual(intervalOf(fewer));
        expect(c?.[0]).toBeGreaterThanOrEqual(a?.[0] ?? Number.NaN);
        expect(c?.[1]).toBeGreaterThanOrEqual(a?.[1] ?? Number.NaN);
      }),
    );
  });

  test('covers the truth about 95 times in 100, tasks being clusters of like samples', () => {
    const random = xoroshiro128plus(20240612);
    const trials = 400;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const values = Array.from({ length: 60 }, () => {
        const difficulty = uniformFloat64(random);
        return mean(Array.from({ length: 4 }, () => Number(uniformFloat64(random) < difficulty)));
      });
      const [low, high] = intervalOf(values, trial, 400);
      covered += Number(low <= 0.5 && 0.5 <= high);
    }
    expect(covered / trials).toBeGreaterThan(0.91);
    expect(covered / trials).toBeLessThan(0.98);
  });

  test('refuses quantities without values', () => {
    expect(() => withIntervals([{ values: [] }], { resamples: 10, seed: 1 })).toThrow(RangeError);
  });
});
