import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passAtK } from '../../src/metrics/pass-at-k.ts';

const counts = fc
  .record({ n: fc.integer({ min: 1, max: 200 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ n, share }) => ({ n, c: Math.round(n * share) }));

/** All ways to choose k of the items. */
const subsets = <T>(items: readonly T[], k: number): T[][] => {
  if (k === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), k - 1).map((rest) => [item, ...rest]));
};

const binomial = (n: number, k: number): bigint => {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
};

describe('passAtK', () => {
  test.each([
    { n: 1, c: 1, k: 1, expected: 1 },
    { n: 1, c: 0, k: 1, expected: 0 },
    { n: 5, c: 2, k: 1, expected: 0.4 },
    { n: 5, c: 2, k: 2, expected: 0.7 }, // 1 - 3/10
    { n: 5, c: 2, k: 3, expected: 0.9 }, // 1 - 1/10
    { n: 5, c: 2, k: 4, expected: 1 }, // no four wrong ones
    { n: 10, c: 3, k: 5, expected: 11 / 12 }, // 1 - 21/252
    { n: 200, c: 1, k: 100, expected: 0.5 },
  ])('of $c right ones in $n, drawing $k: $expected', ({ n, c, k, expected }) => {
    expect(passAtK(n, c, k)).toBeCloseTo(expected, 12);
  });

  test('fewer samples than draws say nothing', () => {
    expect(passAtK(4, 4, 5)).toBeUndefined();
    expect(passAtK(0, 0, 1)).toBeUndefined();
  });

  test('is the share of all subsets of k that hold a right sample', () => {
    for (let n = 1; n <= 8; n++) {
      for (let c = 0; c <= n; c++) {
        const samples = Array.from({ length: n }, (_, i) => i < c);
        for (let k = 1; k <= n; k++) {
          const draws = subsets(samples, k);
          const expected = draws.filter((draw) => draw.some(Boolean)).length / draws.length;
          expect(passAtK(n, c, k)).toBeCloseTo(expected, 12);
        }
      }
    }
  });

  test('agrees with 1 - C(n-c, k) / C(n, k) in exact arithmetic to 1e-12', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 200 }), ({ n, c }, k) => {
        fc.pre(k <= n);
        const scale = 10n ** 18n;
        const exact = 1 - Number((binomial(n - c, k) * scale) / binomial(n, k)) / 1e18;
        expect(Math.abs((passAtK(n, c, k) ?? Number.NaN) - exact)).toBeLessThan(1e-12);
      }),
    );
  });

  test('never falls as c or k grows, and stays in [0, 1], without any tolerance', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 199 }), ({ n, c }, k) => {
        fc.pre(k < n && c < n);
        const value = passAtK(n, c, k) ?? Number.NaN;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(passAtK(n, c + 1, k)).toBeGreaterThanOrEqual(value);
        expect(passAtK(n, c, k + 1)).toBeGreaterThanOrEqual(value);
      }),
      { numRuns: 1000 },
    );
  });
});
