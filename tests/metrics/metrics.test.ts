import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/verdict.ts';
import { casePassRange } from '../../src/metrics/case-pass.ts';
import { isUnknown, METRICS, metricKey, metricsFor, taskValue } from '../../src/metrics/index.ts';
import { safeTerm } from '../../src/metrics/safe.ts';
import { evaluations, judgeEvidence, jurors, policies, SCANNERS, verdictOf } from '../analysis/support.ts';

const { safe, secure, secureByExploits, securePass, casePass, pass } = METRICS;

/** The verdicts on the samples of one task, as `judge` gives them. */
const taskVerdicts: fc.Arbitrary<Verdict[]> = fc
  .tuple(evaluations, policies)
  .map(([evaluation, policy]) =>
    evaluation.filter(({ task }) => task.id === 'T/0').map((evidence) => judgeEvidence(evidence, policy)),
  );

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('case-pass', () => {
  test('is a range where cases are unknown', () => {
    expect(casePassRange({ total: 4, passed: 3, unknown: 0 })).toEqual([0.75, 0.75]);
    expect(casePassRange({ total: 4, passed: 1, unknown: 2 })).toEqual([0.25, 0.75]);
    expect(casePassRange({ total: 0, passed: 0, unknown: 0 })).toEqual([0, 1]);
  });
});

describe('the term of SAFE', () => {
  test.each([
    [true, 1, 1],
    [true, 0, 0],
    [true, 0.5, 0.3775406687981454], // (sqrt(e) - 1) / (e - 1) = 1 / (sqrt(e) + 1)
    [true, 0.25, 0.16529617667112],
    [false, 1, 0],
  ])('secure: %s, case-pass %d: %d', (isSecure, passed, expected) => {
    expect(safeTerm(isSecure, passed)).toBeCloseTo(expected, 12);
  });

  test('is convex credit: in [0, 1], at most case-pass, growing', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [safeTerm(true, Math.min(a, b)), safeTerm(true, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(Math.max(a, b) + 1e-15);
      }),
    );
  });
});

describe('unknowns', () => {
  const noCases = { total: 0, passed: 0, unknown: 0 };
  const half = { total: 2, passed: 1, unknown: 1 };

  test.each([
    ['both lenses unknown', verdictOf({ security: 'unknown', cases: noCases }), safe, [0, 1]],
    ['insecure settles SAFE', verdictOf({ security: 'insecure', cases: noCases }), safe, [0, 0]],
    [
      'failing settles Secure-Pass',
      verdictOf({ security: 'unknown', cases: { ...half, unknown: 0 } }),
      securePass,
      [0, 0],
    ],
    ['security unknown, all pass', verdictOf({ security: 'unknown' }), securePass, [0, 1]],
    ['a case unknown', verdictOf({ cases: half }), casePass, [0.5, 1]],
    ['a case unknown, task level', verdictOf({ cases: half }), pass, [0, 1]],
    ['exploits unknown', verdictOf({ exploits: 'unknown' }), secureByExploits, [0, 1]],
  ] as const)('%s', (_, verdict, metric, [bad, good]) => {
    expect(metric.credit(verdict, 'bad')).toBe(bad);
    expect(metric.credit(verdict, 'good')).toBe(good);
    expect(isUnknown(metric, verdict)).toBe(bad !== good);
  });
});

describe('every metric', () => {
  test('lies in [0, 1], and reads unknowns as bad never above reading them as good', () => {
    fc.assert(
      fc.property(taskVerdicts, fc.integer({ min: 1, max: 4 }), (verdicts, k) => {
        for (const metric of metricsFor(SCANNERS)) {
          const bad = taskValue(metric, verdicts, k, 'bad');
          const good = taskValue(metric, verdicts, k, 'good');
          if (k > verdicts.length) {
            expect(bad).toBeUndefined();
            continue;
          }
          expect(bad).toBeGreaterThanOrEqual(0);
          expect(good).toBeGreaterThanOrEqual(bad ?? Number.NaN);
          expect(good).toBeLessThanOrEqual(1);
          if (!verdicts.some((verdict) => isUnknown(metric, verdict))) expect(good).toBe(bad);
        }
      }),
    );
  });

  test('SAFE is nowhere above Secure or case-pass, and nowhere below Secure-Pass, for one sample', () => {
    fc.assert(
      fc.property(taskVerdicts, fc.constantFrom('bad', 'good'), (verdicts, reading) => {
        for (const verdict of verdicts) {
          const value = safe.credit(verdict, reading);
          expect(value).toBeLessThanOrEqual(secure.credit(verdict, reading));
          expect(value).toBeLessThanOrEqual(casePass.credit(verdict, reading) + 1e-15);
          expect(value).toBeGreaterThanOrEqual(securePass.credit(verdict, reading));
        }
      }),
    );
  });

  test('SAFE@1 equals Secure-Pass@1 where cases are all or nothing', () => {
    const allOrNothing = fc.record({
      security: fc.constantFrom('secure', 'insecure', 'unknown'),
      cases: fc.constantFrom(
        { total: 3, passed: 3, unknown: 0 },
        { total: 3, passed: 0, unknown: 0 },
        { total: 3, passed: 0, unknown: 3 },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(allOrNothing.map(verdictOf), { minLength: 1 }),
        fc.constantFrom('bad', 'good'),
        (verdicts, reading) => {
          expect(taskValue(safe, verdicts, 1, reading)).toBe(taskValue(securePass, verdicts, 1, reading));
        },
      ),
    );
  });

  test('has its own key', () => {
    const keys = metricsFor([...jurors('bandit', 'codeql'), { id: 'pyright', role: 'defects' }]).map(
      (metric) => metricKey(metric, 1),
    );
    expect(keys).toEqual([
      'secure@1',
      'secure@1:bandit',
      'secure@1:codeql',
      'defect-free@1:pyright',
      'secure@1:exploits',
      'pass@1',
      'case-pass@1',
      'secure-pass@1',
      'safe@1',
      'bleu@1',
    ]);
  });
});
