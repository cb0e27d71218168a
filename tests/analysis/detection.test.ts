import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossValidated, detection, type PairVerdicts } from '../../src/analysis/detection.ts';
import { securityVerdictSchema } from '../../src/core/verdict.ts';

const OPTIONS = { resamples: 200, seed: 7 };
const S = 'secure';
const I = 'insecure';

const pairs = (times: number, vulnerable: PairVerdicts['vulnerable'], secure: PairVerdicts['secure']) =>
  Array.from({ length: times }, () => ({ vulnerable, secure }));

test('precision, recall and F1 of known counts', () => {
  const measured = detection(
    [...pairs(6, I, S), ...pairs(2, I, I), ...pairs(8, S, S), ...pairs(4, 'unknown', S)],
    OPTIONS,
  );
  expect(measured).toMatchObject({ pairs: 20, tp: 8, fp: 2, fn: 12, tn: 18, unknown: 4 });
  expect(measured.precision?.value).toBeCloseTo(0.8, 12);
  expect(measured.recall?.value).toBeCloseTo(0.4, 12);
  expect(measured.f1?.value).toBeCloseTo((2 * 0.8 * 0.4) / 1.2, 12);
  expect(measured.apart?.value).toBeCloseTo(0.3, 12);
});

test('rates lie in [0, 1] and in their intervals; what has no value is null', () => {
  const verdict = fc.constantFrom(...securityVerdictSchema.options);
  fc.assert(
    fc.property(fc.array(fc.record({ secure: verdict, vulnerable: verdict }), { maxLength: 30 }), (some) => {
      const { precision, recall, f1, apart, tp, fp, fn, tn } = detection(some, OPTIONS);
      expect([tp + fn, fp + tn]).toEqual([some.length, some.length]);
      expect(precision === null).toBe(tp + fp === 0);
      expect(recall === null).toBe(some.length === 0);
      for (const rate of [precision, recall, f1, apart]) {
        if (!rate) continue;
        expect(rate.ci[0]).toBeGreaterThanOrEqual(0);
        expect(rate.ci[1]).toBeLessThanOrEqual(1);
        expect(rate.ci[0]).toBeLessThanOrEqual(rate.ci[1]);
      }
    }),
    { numRuns: 50 },
  );
});

describe('cross-validation', () => {
  const pair = (fold: string, vulnerable: string[] | null, secure: string[] | null = []) => ({
    fold,
    vulnerable,
    secure,
  });

  test('a rule counts on a fold only if it pays on the others', () => {
    const verdicts = crossValidated([
      pair('CWE-1', ['everywhere', 'only-1']),
      pair('CWE-2', ['everywhere']),
      pair('CWE-2', ['only-1-and-noise'], ['noise']),
      pair('CWE-3', ['noise'], ['noise']),
      pair('CWE-3', ['only-3']),
    ]);
    expect(verdicts.map(({ vulnerable, secure }) => [vulnerable, secure])).toEqual([
      [I, S],
      [I, S],
      [S, S],
      [S, S],
      [S, S],
    ]);
  });

  test('what could not be judged stays unknown', () => {
    expect(crossValidated([pair('a', null, null)])).toEqual([{ vulnerable: 'unknown', secure: 'unknown' }]);
  });
});
