import { describe, expect, test } from 'vitest';
import { lesson } from '../../src/analysis/lesson.ts';
import { score } from '../../src/analysis/score.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { STATIC, verdictOf } from './support.ts';

/** Ten tasks by one method: so many secure, and so many of ten cases passed by each sample. */
const methodOf = (method: string, secure: number, passed: number, others: Partial<Verdict> = {}): Verdict[] =>
  Array.from({ length: 10 }, (_, t) =>
    verdictOf({
      task: `T/${t}`,
      method,
      security: t < secure ? 'secure' : 'insecure',
      cases: { total: 10, passed, unknown: 0 },
      ...others,
    }),
  );

const lessonOf = (...methods: Verdict[][]): string | null =>
  lesson(score(methods.flat(), { policy: STATIC, scanners: [], ks: [1], resamples: 10, seed: 1 }));

describe('the lesson', () => {
  test('names the method that looks safest and is the worst, with its numbers', () => {
    expect(lessonOf(methodOf('base', 6, 10), methodOf('careful', 7, 9), methodOf('gut', 10, 1))).toBe(
      'gut (m) looks safest by Secure@1 (100.0 %) and is the worst by SAFE@1 (6.1 %; base: 60.0 %) ' +
        'because its code passes 10.0 % of the test cases (base: 100.0 %).',
    );
  });

  test('says how far a method falls that is not the worst', () => {
    expect(lessonOf(methodOf('base', 6, 10), methodOf('gut', 10, 5), methodOf('bad', 1, 1))).toContain(
      'gut (m) looks safest by Secure@1 (100.0 %) and is only number 2 of 3 by SAFE@1 (37.8 %; base: 60.0 %)',
    );
  });

  test('blames the overlap where the code passes as many cases', () => {
    const apart = Array.from({ length: 10 }, (_, t) =>
      verdictOf({
        task: `T/${t}`,
        method: 'apart',
        security: t < 7 ? 'secure' : 'insecure',
        cases: { total: 1, passed: t < 4 ? 0 : 1, unknown: 0 },
      }),
    );
    const together = Array.from({ length: 10 }, (_, t) =>
      verdictOf({
        task: `T/${t}`,
        method: 'base',
        security: t < 6 ? 'secure' : 'insecure',
        cases: { total: 1, passed: t < 6 ? 1 : 0, unknown: 0 },
      }),
    );
    expect(lessonOf(apart, together)).toContain(
      'because its secure code earns 42.9 % of the credit for working (base: 100.0 %).',
    );
  });

  test('compares models under one method', () => {
    const verdicts = [
      methodOf('base', 6, 10, { model: 'small' }),
      methodOf('base', 10, 1, { model: 'large' }),
    ];
    expect(lessonOf(...verdicts)).toMatch(/^large \(base\) looks safest .*; small: 60\.0 %\)/);
  });

  test('is not drawn where the safest is also the best, or shares the top, or there is nothing to compare', () => {
    expect(lessonOf(methodOf('base', 6, 10), methodOf('good', 10, 10))).toBeNull();
    expect(lessonOf(methodOf('gut', 10, 1), methodOf('whole', 10, 10))).toBeNull();
    expect(lessonOf(methodOf('gut', 10, 1))).toBeNull();
    expect(lessonOf()).toBeNull();
  });

  test('is not drawn from what unknowns could explain', () => {
    const untested = { cases: { total: 10, passed: 0, unknown: 10 } };
    expect(lessonOf(methodOf('base', 6, 10), methodOf('gut', 10, 0, untested))).toBeNull();
  });
});
