import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { Z95 } from '../../src/stats/normal.ts';
import { weightedProportion, wilson } from '../../src/stats/proportion.ts';
import { allocate, draw } from '../../src/stats/sampling.ts';
import values from '../fixtures/stats/review.json' with { type: 'json' };

test('the quantile is that of SciPy', () => {
  expect(Z95).toBe(values.z);
});

describe('wilson', () => {
  test.each(values.wilson)('of $hits in $trials is that of statsmodels', ({ hits, trials, ci }) => {
    const [low, high] = wilson(hits, trials);
    expect(low).toBeCloseTo(ci[0] ?? Number.NaN, 9);
    expect(high).toBeCloseTo(ci[1] ?? Number.NaN, 9);
  });

  test('lies in [0, 1], holds the share, and knows nothing of nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const [low, high] = wilson(share * n, n);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(share + 1e-12);
          expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        },
      ),
    );
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});

describe('weightedProportion', () => {
  test('with equal weights is the plain one, whatever the weight', () => {
    const units = Array.from({ length: 21 }, (_, i) => ({ weight: 27.3, hit: i < 2 }));
    const share = weightedProportion(units);
    expect(share?.value).toBeCloseTo(2 / 21, 12);
    expect(share?.effective).toBeCloseTo(21, 9);
    expect(share?.ci[1]).toBeCloseTo(wilson(2, 21)[1], 9);
    expect(weightedProportion([])).toBeUndefined();
  });

  test('undoes an unequal draw, and its interval covers the truth at least 93 times in 100', () => {
    const strata = [
      { size: 600, share: 0.2, drawn: 18 },
      { size: 60, share: 0.9, drawn: 12 },
      { size: 340, share: 0.5, drawn: 14 },
    ];
    const truth = strata.reduce((sum, { size, share }) => sum + size * share, 0) / 1000;
    const random = xoroshiro128plus(7);
    const trials = 2000;
    let [covered, total] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const units = strata.flatMap(({ size, share, drawn }) => {
        const stratum = Array.from({ length: size }, (_, i) => i < size * share);
        return draw(stratum, drawn, random).map((hit) => ({ weight: size / drawn, hit }));
      });
      const estimate = weightedProportion(units);
      if (!estimate) throw new Error('no estimate');
      covered += Number(estimate.ci[0] <= truth && truth <= estimate.ci[1]);
      total += estimate.value;
    }
    expect(total / trials).toBeCloseTo(truth, 2);
    expect(covered / trials).toBeGreaterThan(0.93);
  });
});

describe('allocate', () => {
  const strata = fc
    .array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 })
    .chain((sizes) =>
      fc.tuple(
        fc.constant(sizes),
        fc.integer({ min: sizes.length, max: sizes.reduce((sum, size) => sum + size, 0) }),
      ),
    );

  test('gives each stratum at least one and at most what it has, and gives out all', () => {
    fc.assert(
      fc.property(strata, ([sizes, total]) => {
        const drawn = allocate(sizes, total);
        expect(drawn.reduce((sum, n) => sum + n, 0)).toBe(total);
        drawn.forEach((n, i) => {
          expect(n).toBeGreaterThanOrEqual(1);
          expect(n).toBeLessThanOrEqual(sizes[i] ?? 0);
        });
      }),
    );
  });

  test('is proportional up to rounding where no stratum is too small', () => {
    expect(allocate([500, 300, 200], 10)).toEqual([5, 3, 2]);
    expect(allocate([1, 1, 1], 3)).toEqual([1, 1, 1]);
    // 43 are left for 600 and 590: 21.68 and 21.32
    expect(allocate([600, 11, 590], 44)).toEqual([22, 1, 21]);
  });
});

test('draw takes each item about equally often, without repetition', () => {
  const random = xoroshiro128plus(1);
  const times = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const drawn = draw(['a', 'b', 'c', 'd'], 2, random);
    expect(new Set(drawn).size).toBe(2);
    times.set(drawn.join(''), (times.get(drawn.join('')) ?? 0) + 1);
  }
  expect(times.size).toBe(12);
  for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
});
