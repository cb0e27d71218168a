import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { NO_BETTER_THAN_CHANCE, roganGladen } from '../../src/stats/rogan-gladen.ts';
import values from '../fixtures/stats/review.json' with { type: 'json' };

const measured = ([hits = 0, n = 1]: readonly number[]) => ({ value: hits / n, n });
const share = fc
  .integer({ min: 1, max: 200 })
  .chain((n) => fc.integer({ min: 0, max: n }).map((hits) => measured([hits, n])));

describe('roganGladen', () => {
  test.each(values.prevalence)('of $test', ({ test: shares, value, low, high }) => {
    const [apparent = [], sensitivity = [], specificity = []] = shares;
    const ours = roganGladen(measured(apparent), measured(sensitivity), measured(specificity));
    if (ours.status === 'unknown') throw new Error(ours.reason);
    expect(ours.value.value).toBeCloseTo(value, 9);
    expect(ours.value.ci[0]).toBeCloseTo(Math.min(low, value), 9);
    expect(ours.value.ci[1]).toBeCloseTo(Math.max(high, value), 9);
  });

  test('undoes what a test does to a prevalence', () => {
    const apparent = 0.3 * 0.8 + 0.7 * (1 - 0.9);
    const ours = roganGladen({ value: apparent, n: 1e6 }, { value: 0.8, n: 1e6 }, { value: 0.9, n: 1e6 });
    expect(ours).toMatchObject({ status: 'ok', value: { value: expect.closeTo(0.3, 12) } });
  });

  test('is unknown exactly where the test is no better than chance; else clipped, and held by its interval', () => {
    fc.assert(
      fc.property(share, share, share, (apparent, sensitivity, specificity) => {
        const ours = roganGladen(apparent, sensitivity, specificity);
        if (sensitivity.value + specificity.value - 1 <= 0) {
          expect(ours).toEqual({ status: 'unknown', reason: NO_BETTER_THAN_CHANCE });
        } else {
          if (ours.status === 'unknown') throw new Error(ours.reason);
          const { value, ci } = ours.value;
          expect(0 <= ci[0] && ci[0] <= value && value <= ci[1] && ci[1] <= 1).toBe(true);
        }
      }),
    );
  });

  test('knows nothing where the smoothed shares are no better than chance', () => {
    const ours = roganGladen({ value: 0.95, n: 1000 }, { value: 1, n: 1 }, { value: 0.1, n: 1000 });
    expect(ours).toMatchObject({ status: 'ok', value: { ci: [0, 1] } });
  });

  test.each([
    { prevalence: 0.5, sensitivity: 0.7, specificity: 0.85, labels: 21 },
    { prevalence: 0.3, sensitivity: 0.4, specificity: 0.95, labels: 40 },
  ])('covers at least 94 times in 100: %o', ({ prevalence, sensitivity, specificity, labels }) => {
    const random = xoroshiro128plus(11);
    const count = (n: number, chance: number) => {
      let hits = 0;
      for (let i = 0; i < n; i++) hits += Number(uniformFloat64(random) < chance);
      return measured([hits, n]);
    };
    const positive = prevalence * sensitivity + (1 - prevalence) * (1 - specificity);
    const outcomes = Array.from({ length: 1000 }, () =>
      roganGladen(count(1000, positive), count(labels, sensitivity), count(labels, specificity)),
    );
    const known = outcomes.flatMap((outcome) => (outcome.status === 'ok' ? [outcome.value] : []));
    const covered = known.filter(({ ci }) => ci[0] <= prevalence && prevalence <= ci[1]).length;
    expect(covered / known.length).toBeGreaterThan(0.94);
  });
});
