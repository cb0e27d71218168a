import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combineVerdicts } from '../../src/analysis/static-lens.ts';
import { judge } from '../../src/analysis/verdict.ts';
import type { Juror } from '../../src/core/jurors.ts';
import { type Combine, describePolicy, type Policy, ruleMatches } from '../../src/core/policy.ts';
import { type SecurityVerdict, securityVerdictSchema } from '../../src/core/verdict.ts';
import { findingOf, jurors, reportOf, STATIC, sampleOf, scanOf, taskOf } from './support.ts';

const MAJORITY: Combine = { by: 'majority' };
const S = 'secure';
const I = 'insecure';
const U = 'unknown';

test.each<[Combine, SecurityVerdict[], SecurityVerdict | null]>([
  [{ by: 'union' }, [S, S, I], I],
  [{ by: 'union' }, [S, U, I], I],
  [{ by: 'union' }, [S, U, S], U],
  [{ by: 'union' }, [], null],
  [MAJORITY, [S, S, I], S],
  [MAJORITY, [S, I, I], I],
  [MAJORITY, [S, I], S],
  [MAJORITY, [S, I, U], U],
  [MAJORITY, [S, S, U], S],
  [MAJORITY, [I, I, U], I],
  [{ by: 'weighted', weights: { a: 3, b: 1, c: 1 }, threshold: 0.5 }, [I, S, S], I],
  [{ by: 'weighted', weights: { a: 1, b: 1, c: 3 }, threshold: 0.5 }, [I, I, S], S],
  [{ by: 'weighted', weights: { a: 1, b: 1, c: 3 }, threshold: 0.5 }, [I, I, U], U],
  [{ by: 'weighted', weights: { c: 1 }, threshold: 0 }, [I, I, S], S],
  [{ by: 'weighted', weights: {}, threshold: 0.5 }, [I, I, I], null],
  [{ by: 'weighted', weights: { a: 57, b: 43 }, threshold: 0.57 }, [I, S], S],
])('%j of %j is %s', (combine, verdicts, expected) => {
  expect(combineVerdicts(combine, named(verdicts))).toBe(expected);
});

const named = (verdicts: readonly SecurityVerdict[]) =>
  verdicts.map((verdict, index) => ['abcdef'[index] ?? '', verdict] as const);

const combines: fc.Arbitrary<Combine> = fc.oneof(
  fc.constantFrom<Combine>({ by: 'union' }, MAJORITY),
  fc.record({
    by: fc.constant('weighted' as const),
    weights: fc.record({ a: fc.nat(4), b: fc.nat(4), c: fc.nat(4), d: fc.nat(4) }),
    threshold: fc.double({ min: 0, max: 0.99, noNaN: true }),
  }),
);
const several = fc.array(fc.constantFrom(...securityVerdictSchema.options), { maxLength: 4 });

test('unknown exactly where the unknown ones could turn it either way', () => {
  fc.assert(
    fc.property(combines, several, (combine, verdicts) => {
      const read = (as: SecurityVerdict) =>
        combineVerdicts(combine, named(verdicts.map((verdict) => (verdict === U ? as : verdict))));
      const [best, worst] = [read(S), read(I)];
      expect(combineVerdicts(combine, named(verdicts))).toBe(best === worst ? best : U);
    }),
  );
});

describe('who counts', () => {
  const scanners: Juror[] = [
    ...jurors('bandit', 'ruff'),
    { id: 'pyright', role: 'defects' },
    { id: 'judge:m', role: 'judge' },
  ];
  const accusing = (...ids: string[]) =>
    scanners.map(({ id }) => scanOf(id, ids.includes(id) ? [findingOf()] : []));
  const securityOf = (changes: Partial<Policy>, ...ids: string[]) =>
    judge(
      sampleOf(),
      taskOf(),
      accusing(...ids),
      reportOf(['passed'], ['passed']),
      { ...STATIC, ...changes },
      scanners,
    );

  test('not judges and analyzers of defects, unless a judge is named', () => {
    expect(securityOf({}, 'pyright', 'judge:m')).toMatchObject({
      security: 'secure',
      scanners: { bandit: S, ruff: S, 'judge:m': I },
      defects: { pyright: 'defective' },
    });
    expect(securityOf({ scanners: ['ruff', 'judge:m'] }, 'judge:m').security).toBe('insecure');
    expect(securityOf({ scanners: ['ruff', 'pyright'] }, 'pyright').security).toBe('secure');
  });

  test('one scanner alone', () => {
    expect(securityOf({ combine: { by: 'one', scanner: 'ruff' } }, 'bandit').security).toBe('secure');
    expect(securityOf({ combine: { by: 'one', scanner: 'bandit' } }, 'bandit').security).toBe('insecure');
  });

  test('rules that are left out, and rules that alone count', () => {
    expect(securityOf({ ignoreRules: ['R1'] }, 'bandit').security).toBe('secure');
    expect(securityOf({ ignoreRules: ['ruff/*'] }, 'bandit').security).toBe('insecure');
    expect(securityOf({ onlyRules: ['ruff/*'] }, 'bandit').security).toBe('secure');
    expect(securityOf({ onlyRules: ['bandit/R*'] }, 'bandit').security).toBe('insecure');
  });

  test.each<[Partial<Policy>, string]>([
    [{}, 'static: union of bandit, ruff, any finding counts'],
    [
      { combine: MAJORITY, scanners: ['ruff', 'judge:m'] },
      'static: majority of ruff, judge:m, any finding counts',
    ],
    [{ combine: { by: 'one', scanner: 'ruff' } }, 'static: ruff alone, any finding counts'],
    [
      { combine: { by: 'weighted', weights: { bandit: 2, ruff: 1 }, threshold: 0.5 }, ignoreRules: ['B1*'] },
      'static: weighted vote of bandit x 2, ruff x 1, more than 0.5 of the weight accuses, any finding counts, without rules B1*',
    ],
  ])('%j reads as words', (changes, words) => {
    expect(describePolicy({ ...STATIC, ...changes }, scanners)).toBe(words);
  });
});

test.each([
  ['B101', 'bandit', 'B101', true],
  ['B10', 'bandit', 'B101', false],
  ['B1*', 'bandit', 'B101', true],
  ['bandit/B101', 'bandit', 'B101', true],
  ['ruff/*', 'bandit', 'B101', false],
  ['py/path*', 'bifocal', 'py/path-traversal', true],
  ['a.c', 'x', 'abc', false],
])('the pattern %s and %s/%s: %s', (pattern, scanner, rule, expected) => {
  expect(ruleMatches(pattern, scanner, rule)).toBe(expected);
});
