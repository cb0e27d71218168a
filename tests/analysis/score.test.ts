import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ScoreOptions, score } from '../../src/analysis/score.ts';
import type { Scores } from '../../src/core/score.ts';
import { scoresSchema } from '../../src/core/score.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import {
  type Evidence,
  evaluations,
  judgeEvidence,
  jurors,
  policies,
  SCANNERS,
  STATIC,
  verdictOf,
} from './support.ts';

const OPTIONS: ScoreOptions = { policy: STATIC, scanners: jurors('bandit'), ks: [1], resamples: 50, seed: 7 };

const metricsOf = (scores: Scores, row = 0) => scores.rows[row]?.metrics ?? {};

/** The values of a row, rounded as the paper prints them. */
const printed = (scores: Scores, row = 0): Record<string, string> =>
  Object.fromEntries(
    Object.entries(metricsOf(scores, row)).map(([key, { value }]) => [key, value.toFixed(4)]),
  );

/** `count` tasks with one verdict each. */
const tasksOf = (count: number, verdict: (task: number) => Partial<Verdict>): Verdict[] =>
  Array.from({ length: count }, (_, t) => verdictOf({ task: `T/${t}`, ...verdict(t) }));

describe('a table in the style of the paper, by hand', () => {
  const of = (passed: number) => ({ total: 4, passed, unknown: 0 });
  const base = [
    { scanners: { bandit: 'secure', codeql: 'secure' }, security: 'secure', cases: of(4) },
    { scanners: { bandit: 'insecure', codeql: 'secure' }, security: 'insecure', cases: of(4) },
    { scanners: { bandit: 'insecure', codeql: 'insecure' }, security: 'insecure', cases: of(2) },
    { scanners: { bandit: 'secure', codeql: 'secure' }, security: 'secure', cases: of(2) },
  ] satisfies Partial<Verdict>[];
  const gutted = [0, 1, 2, 3].map((passed) => ({
    scanners: { bandit: 'secure', codeql: 'secure' } as const,
    security: 'secure' as const,
    cases: of(passed === 3 ? 1 : 0),
  }));
  const verdicts = [
    ...tasksOf(4, (t) => ({ ...gutted[t], method: 'gut' })),
    ...tasksOf(4, (t) => ({ ...base[t], method: 'base' })),
  ];
  const scores = score(verdicts, { ...OPTIONS, scanners: jurors('bandit', 'codeql') });

  test('the baseline', () => {
    expect(scores.rows[0]).toMatchObject({ method: 'base', samples: 4, tasks: 4 });
    expect(printed(scores, 0)).toEqual({
      'secure@1': '0.5000',
      'secure@1:bandit': '0.5000',
      'secure@1:codeql': '0.7500',
      'pass@1': '0.5000',
      'case-pass@1': '0.7500',
      'secure-pass@1': '0.2500',
      'safe@1': '0.3444', // (1 + 0 + 0 + 0.37754) / 4
    });
  });

  test('a method that makes code safe by gutting it', () => {
    expect(printed(scores, 1)).toMatchObject({
      'secure@1': '1.0000',
      'pass@1': '0.0000',
      'case-pass@1': '0.0625',
      'secure-pass@1': '0.0000',
      'safe@1': '0.0413', // 0.16530 / 4
    });
  });
});

test('1,140 tasks and 2,000 resamples take well under a second; the digits are those of table 5', () => {
  const flagged = (t: number, clean: number) => (t < clean ? ('secure' as const) : ('insecure' as const));
  const verdicts = tasksOf(1140, (t) => ({
    scanners: { codeql: flagged(t, 1129), bearer: flagged(t, 729), bandit: flagged(t, 853) },
    security: flagged(t, 729),
  }));
  const start = performance.now();
  const scores = score(verdicts, {
    ...OPTIONS,
    scanners: jurors('codeql', 'bearer', 'bandit'),
    resamples: 2000,
  });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(printed(scores)).toMatchObject({
    'secure@1:codeql': '0.9904',
    'secure@1:bearer': '0.6395',
    'secure@1:bandit': '0.7482',
  });
  const { ci = [0, 0], value = 0 } = metricsOf(scores)['secure@1:bearer'] ?? {};
  const normal = 1.96 * Math.sqrt((value * (1 - value)) / 1140);
  expect(ci[0]).toBeCloseTo(value - normal, 2);
  expect(ci[1]).toBeCloseTo(value + normal, 2);
});

describe('what is absent', () => {
  const noCases = { total: 0, passed: 0, unknown: 0 };

  test('function, where nothing was run', () => {
    const scores = score(
      tasksOf(3, () => ({ cases: noCases })),
      OPTIONS,
    );
    expect(Object.keys(metricsOf(scores))).toEqual(['secure@1', 'secure@1:bandit']);
    expect(scores.rows[0]?.unknown).toEqual({ security: 0, function: 3 });
  });

  test('security, where nothing looked', () => {
    const scores = score(
      tasksOf(3, () => ({ security: 'unknown', scanners: {} })),
      OPTIONS,
    );
    expect(Object.keys(metricsOf(scores))).toEqual(['pass@1', 'case-pass@1']);
  });

  test('not a metric that could judge some samples: the others are unknown and count as bad', () => {
    const scores = score(
      tasksOf(4, (t) => (t === 0 ? { cases: noCases } : {})),
      OPTIONS,
    );
    expect(metricsOf(scores)['pass@1']).toMatchObject({
      value: 0.75,
      low: 0.75,
      high: 1,
      unknown: 1,
      tasks: 4,
    });
    expect(metricsOf(scores)['safe@1']).toMatchObject({ value: 0.75, low: 0.75, high: 1, unknown: 1 });
  });

  test('from a scanner and from the exploits: tasks that they do not cover', () => {
    const scores = score(
      tasksOf(4, (t) => ({
        scanners: t < 2 ? { bandit: 'secure' } : {},
        exploits: t === 3 ? 'insecure' : null,
      })),
      OPTIONS,
    );
    expect(metricsOf(scores)['secure@1:bandit']).toMatchObject({ tasks: 2, samples: 2, value: 1 });
    expect(metricsOf(scores)['secure@1:exploits']).toMatchObject({ tasks: 1, samples: 1, value: 0 });
  });

  test('a k for which some task has too few samples', () => {
    const verdicts = [0, 1, 2].flatMap((index) => tasksOf(index === 2 ? 1 : 2, () => ({ index })));
    const keys = Object.keys(metricsOf(score(verdicts, { ...OPTIONS, ks: [3, 2, 1, 2] })));
    expect(keys.filter((key) => key.startsWith('safe'))).toEqual(['safe@1', 'safe@2']);
    expect(keys.filter((key) => key.startsWith('case-pass'))).toEqual(['case-pass@1']);
  });
});

describe('rows', () => {
  const verdicts = ['zeta', 'base', 'alpha'].flatMap((method) =>
    ['m2', 'm1'].flatMap((model) => tasksOf(2, () => ({ model, method }))),
  );
  const namesOf = (by: ScoreOptions['by']) =>
    score(verdicts, { ...OPTIONS, ...(by && { by }) }).rows.map(({ model, method }) => `${model} ${method}`);

  test('the baseline comes first, then by name', () => {
    expect(namesOf(undefined)).toEqual(['m1 base', 'm1 alpha', 'm1 zeta', 'm2 base', 'm2 alpha', 'm2 zeta']);
  });

  test('pooled over methods or over models', () => {
    expect(namesOf('model')).toEqual(['m1 *', 'm2 *']);
    expect(namesOf('method')).toEqual(['* base', '* alpha', '* zeta']);
  });
});

describe('any evaluation', () => {
  const scoreOf = (evaluation: readonly Evidence[], policy: ScoreOptions['policy']): Scores =>
    score(
      evaluation.map((evidence) => judgeEvidence(evidence, policy)),
      { ...OPTIONS, policy, scanners: SCANNERS, ks: [1, 2, 3] },
    );

  test('has a headline that is the lower bound, nowhere above the upper', () => {
    fc.assert(
      fc.property(evaluations, policies, (evaluation, policy) => {
        const scores = scoresSchema.parse(scoreOf(evaluation, policy));
        for (const { value, low, high, unknown } of Object.values(metricsOf(scores))) {
          expect(value).toBe(low);
          expect(high).toBeGreaterThanOrEqual(low);
          if (unknown === 0) expect(high).toBe(low);
        }
      }),
    );
  });

  test('gives the same bytes in whatever order its verdicts come', () => {
    const shuffled = evaluations.chain((evaluation) =>
      fc.tuple(fc.constant(evaluation), fc.shuffledSubarray(evaluation, { minLength: evaluation.length })),
    );
    fc.assert(
      fc.property(shuffled, policies, ([evaluation, other], policy) => {
        expect(JSON.stringify(scoreOf(other, policy))).toBe(JSON.stringify(scoreOf(evaluation, policy)));
      }),
    );
  });

  test('gives the same bytes for many samples of a task, whose sum would depend on their order', () => {
    const verdicts = Array.from({ length: 30 }, (_, index) =>
      verdictOf({ index, cases: { total: 31, passed: index, unknown: 0 } }),
    );
    const bytesOf = (order: readonly Verdict[]) => JSON.stringify(score(order, OPTIONS));
    fc.assert(
      fc.property(fc.shuffledSubarray(verdicts, { minLength: verdicts.length }), (shuffled) => {
        expect(bytesOf(shuffled)).toBe(bytesOf(verdicts));
      }),
    );
  });

  test('never gains a better headline by losing a result', () => {
    const lose = ({ sample, task, scans, report }: Evidence, what: number): Evidence => ({
      sample: what === 0 ? { ...sample, problem: 'lost' } : sample,
      task,
      scans: scans.map((scan, i) => (what === i + 1 ? { ...scan, status: 'unknown' } : scan)),
      report: report && what === 3 ? { ...report, status: 'unknown' } : report,
    });
    fc.assert(
      fc.property(evaluations, policies, fc.nat(), fc.nat(3), (evaluation, policy, at, what) => {
        const before = metricsOf(scoreOf(evaluation, policy));
        const lossy = evaluation.map((evidence, i) =>
          i === at % evaluation.length ? lose(evidence, what) : evidence,
        );
        for (const [key, { value, high }] of Object.entries(metricsOf(scoreOf(lossy, policy)))) {
          expect(value).toBeLessThanOrEqual(before[key]?.value ?? Number.NaN);
          expect(high).toBeGreaterThanOrEqual(before[key]?.value ?? Number.NaN);
        }
      }),
      { numRuns: 500 },
    );
  });
});
