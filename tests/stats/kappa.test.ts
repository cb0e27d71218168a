import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { cohenKappa, gwetAc1, type Ratings } from '../../src/stats/kappa.ts';
import values from '../fixtures/stats/review.json' with { type: 'json' };

const ratingsOf = (counts: Readonly<Record<string, number | undefined>>): Ratings =>
  Object.entries(counts).flatMap(([pair, count = 0]) => {
    const [first = '', second = ''] = pair.split(' ');
    return Array.from({ length: count }, () => [first, second] as const);
  });

const known = <T>(outcome: Outcome<T>): T => {
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

test.each(values.ratings)('kappa of $counts is that of statsmodels', ({ counts, kappa, kappaError }) => {
  const ours = known(cohenKappa(ratingsOf(counts)));
  expect(ours.value).toBeCloseTo(kappa, 9);
  expect(ours.standardError).toBeCloseTo(kappaError, 9);
});

test.each(values.ratings)('AC1 of $counts is that of irrCAC', ({ counts, ac1, ac1Error }) => {
  const ours = known(gwetAc1(ratingsOf(counts)));
  expect(ours.value).toBeCloseTo(ac1, 9);
  expect(ours.standardError).toBeCloseTo(ac1Error, 9);
});

describe.each([
  { name: 'kappa', measure: cohenKappa },
  { name: 'AC1', measure: gwetAc1 },
])('$name', ({ measure }) => {
  const rating = fc.constantFrom('secure', 'insecure', 'unsure');

  test('does not care who is first, nor for the order of the units; its interval holds it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(rating, rating), { minLength: 2, maxLength: 60 }), (ratings) => {
        const ours = measure(ratings);
        const turned = measure(ratings.map(([a, b]) => [b, a] as const).toReversed());
        expect(turned.status).toBe(ours.status);
        if (ours.status === 'unknown' || turned.status === 'unknown') return;
        expect(turned.value.value).toBeCloseTo(ours.value.value, 9);
        expect(ours.value.ci[0]).toBeLessThanOrEqual(ours.value.value);
        expect(ours.value.ci[1]).toBeGreaterThanOrEqual(ours.value.value - 1e-12);
        expect(ours.value.ci[1]).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is unknown where all units got the same rating, or there are none', () => {
    expect(measure(ratingsOf({ 'secure secure': 9 }))).toEqual({
      status: 'unknown',
      reason: 'only one rating was given',
    });
    expect(measure([]).status).toBe('unknown');
  });

  test('covers its expectation about 95 times in 100', () => {
    const random = xoroshiro128plus(3);
    const sample = (n: number): Ratings =>
      Array.from({ length: n }, () => {
        const truth = uniformFloat64(random) < 0.4;
        const says = () => (uniformFloat64(random) < 0.9 === truth ? 'insecure' : 'secure');
        return [says(), says()] as const;
      });
    const expected = known(measure(sample(50_000))).value;
    const trials = Array.from({ length: 400 }, () => known(measure(sample(100))));
    const covered = trials.filter(({ ci }) => ci[0] <= expected && expected <= ci[1]).length;
    expect(covered / trials.length).toBeGreaterThan(0.9);
    expect(covered / trials.length).toBeLessThan(0.99);
  });
});
