import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge as judgeSample } from '../../src/analysis/verdict.ts';
import type { CaseOutcome, Trust } from '../../src/core/case.ts';
import type { Policy } from '../../src/core/policy.ts';
import type { SecurityVerdict, Verdict } from '../../src/core/verdict.ts';
import { verdictSchema } from '../../src/core/verdict.ts';
import {
  evaluations,
  findingOf,
  judgeEvidence,
  jurors,
  policies,
  reportOf,
  STATIC,
  sampleOf,
  scanOf,
  taskOf,
} from './support.ts';

const judge = (
  ...[sample, task, scans, report, policy, scanners]: [
    ...(Parameters<typeof judgeSample> extends [...infer Rest, unknown] ? Rest : never),
    readonly string[],
  ]
): Verdict => judgeSample(sample, task, scans, report, policy, jurors(...scanners));

const policyOf = (overrides: Partial<Policy>): Policy => ({ ...STATIC, ...overrides });
const DYNAMIC = policyOf({ security: 'dynamic' });
const BOTH = policyOf({ security: 'both' });

const works = reportOf(['passed'], ['passed']);
const noExploits = taskOf({ exploits: false, tests: { style: 'unittest', functional: 'tests' } });
const noTests: Verdict['cases'] = { total: 0, passed: 0, unknown: 0 };

/** A scan of each kind, by a scanner of that name. */
const clean = scanOf('clean');
const dirty = scanOf('dirty', [findingOf()]);
const crashed = { ...scanOf('crashed'), status: 'unknown' as const, reason: 'crash' };

describe('scanners', () => {
  test.each<[string, string[], SecurityVerdict, string[]]>([
    ['none finds anything', ['clean'], 'secure', []],
    ['one finds something', ['clean', 'dirty'], 'insecure', []],
    ['one could not judge', ['clean', 'crashed'], 'unknown', ['crashed: crash']],
    ['one finds something, one could not judge', ['dirty', 'crashed'], 'insecure', []],
    ['one has no result', ['clean', 'lost'], 'unknown', ['lost: no result']],
    ['none covers the language', [], 'unknown', ['no scanner that counts covers the language']],
  ])('%s', (_, scanners, security, unknownBecause) => {
    const verdict = judge(sampleOf(), taskOf(), [clean, dirty, crashed], works, STATIC, scanners);
    expect(verdict).toMatchObject({ security, unknownBecause });
    expect(Object.keys(verdict.scanners)).toEqual(scanners);
  });

  test('each has its own verdict', () => {
    const verdict = judge(sampleOf(), taskOf(), [clean, dirty, crashed], works, STATIC, [
      'clean',
      'dirty',
      'crashed',
    ]);
    expect(verdict.scanners).toEqual({ clean: 'secure', dirty: 'insecure', crashed: 'unknown' });
  });

  test.each([
    ['low', 'low', 'insecure'],
    ['medium', 'high', 'insecure'],
    ['high', 'low', 'secure'],
  ] as const)(
    'a finding of medium severity and high confidence, from %s and %s: %s',
    (minSeverity, minConfidence, expected) => {
      const scan = scanOf('a', [findingOf({ severity: 'medium', confidence: 'high' })]);
      const policy = policyOf({ minSeverity, minConfidence });
      expect(judge(sampleOf(), taskOf(), [scan], works, policy, ['a']).security).toBe(expected);
    },
  );

  test('a finding must reach both thresholds', () => {
    const scan = scanOf('a', [
      findingOf({ severity: 'high', confidence: 'low' }),
      findingOf({ severity: 'low', confidence: 'high' }),
    ]);
    const policy = policyOf({ minSeverity: 'medium', minConfidence: 'medium' });
    expect(judge(sampleOf(), taskOf(), [scan], works, policy, ['a']).security).toBe('secure');
  });
});

describe('exploit tests', () => {
  test.each<[CaseOutcome[], SecurityVerdict]>([
    [['passed', 'passed'], 'secure'],
    [['passed', 'failed'], 'insecure'],
    [['timeout'], 'insecure'],
    [['memory', 'unknown'], 'insecure'],
    [['passed', 'error'], 'unknown'],
    [['passed', 'unknown'], 'unknown'],
    [[], 'unknown'],
  ])('%j: %s', (outcomes, expected) => {
    const verdict = judge(sampleOf(), taskOf(), [], reportOf(['passed'], outcomes), DYNAMIC, []);
    expect(verdict).toMatchObject({ exploits: expected, security: expected });
    expect(verdict.unknownBecause).toEqual(expected === 'unknown' ? ['tests: no result'] : []);
  });

  test('are null and leave the verdict unknown where the task has none', () => {
    const verdict = judge(sampleOf(), noExploits, [], reportOf(['passed']), DYNAMIC, []);
    expect(verdict).toMatchObject({
      exploits: null,
      security: 'unknown',
      unknownBecause: ['no exploit tests'],
    });
  });

  test('are unknown if nobody ran them, the harness failed, or the code does not parse', () => {
    const failed = { ...works, status: 'unknown' as const, reason: 'sandbox died' };
    const unparsed = sampleOf({ extraction: { version: 1, steps: [], parses: false } });
    expect(judge(sampleOf(), taskOf(), [], undefined, DYNAMIC, [])).toMatchObject({
      exploits: 'unknown',
      unknownBecause: ['tests: not run'],
    });
    expect(judge(sampleOf(), taskOf(), [], failed, DYNAMIC, [])).toMatchObject({
      exploits: 'unknown',
      unknownBecause: ['tests: sandbox died'],
    });
    expect(judge(unparsed, taskOf(), [], reportOf(['error'], ['passed']), DYNAMIC, [])).toMatchObject({
      exploits: 'unknown',
      function: 'failing',
      unknownBecause: ['code does not parse'],
    });
  });

  test('that the task lists and the report lacks are unknown', () => {
    const expected = { status: 'value' as const, source: '1' };
    const cases = ['a', 'b'].map((id) => ({ id, kind: 'security' as const, args: '{}', expected }));
    const task = taskOf({ tests: { style: 'calls', prelude: '', cases } });
    expect(judge(sampleOf(), task, [], reportOf([], ['passed']), DYNAMIC, []).exploits).toBe('unknown');
    expect(judge(sampleOf(), task, [], reportOf([], ['passed', 'passed']), DYNAMIC, []).exploits).toBe(
      'secure',
    );
  });
});

describe('both lenses', () => {
  test.each<[SecurityVerdict, SecurityVerdict, SecurityVerdict]>([
    ['secure', 'secure', 'secure'],
    ['secure', 'insecure', 'insecure'],
    ['secure', 'unknown', 'unknown'],
    ['insecure', 'secure', 'insecure'],
    ['insecure', 'unknown', 'insecure'],
    ['unknown', 'secure', 'unknown'],
    ['unknown', 'insecure', 'insecure'],
    ['unknown', 'unknown', 'unknown'],
  ])('scanner %s, exploits %s: %s', (scanned, attacked, expected) => {
    const scanner = { secure: 'clean', insecure: 'dirty', unknown: 'crashed' }[scanned];
    const outcome = { secure: 'passed', insecure: 'failed', unknown: 'unknown' }[attacked] as CaseOutcome;
    const report = reportOf(['passed'], [outcome]);
    const verdict = judge(sampleOf(), taskOf(), [clean, dirty, crashed], report, BOTH, [scanner]);
    expect(verdict.security).toBe(expected);
  });

  test('name only the lens that is unknown', () => {
    const verdict = judge(sampleOf(), taskOf(), [crashed], works, BOTH, ['crashed']);
    expect(verdict.unknownBecause).toEqual(['crashed: crash']);
  });

  test('are the scanners alone where the task has no exploit tests', () => {
    const verdict = judge(sampleOf(), noExploits, [clean], reportOf(['passed']), BOTH, ['clean']);
    expect(verdict).toMatchObject({ security: 'secure', exploits: null });
  });

  test('leave only an exploit that works to decide where no scanner covers the language', () => {
    expect(judge(sampleOf(), taskOf(), [], works, BOTH, []).security).toBe('unknown');
    expect(judge(sampleOf(), taskOf(), [], reportOf(['passed'], ['failed']), BOTH, []).security).toBe(
      'insecure',
    );
  });
});

describe('functional tests', () => {
  test.each<[CaseOutcome[], Verdict['function'], [total: number, passed: number, unknown: number]]>([
    [['passed', 'passed'], 'functional', [2, 2, 0]],
    [['passed', 'failed'], 'partial', [2, 1, 0]],
    [['passed', 'timeout', 'unknown'], 'partial', [3, 1, 1]],
    [['error', 'memory'], 'failing', [2, 0, 0]],
    [['failed', 'unknown'], 'failing', [2, 0, 1]],
    [['passed', 'unknown'], 'unknown', [2, 1, 1]],
    [[], 'unknown', [1, 0, 1]],
  ])('%j: %s', (outcomes, expected, [total, passed, unknown]) => {
    const verdict = judge(sampleOf(), taskOf(), [clean], reportOf(outcomes, ['passed']), STATIC, ['clean']);
    expect(verdict).toMatchObject({ function: expected, cases: { total, passed, unknown } });
    expect(verdict.unknownBecause).toEqual(expected === 'unknown' ? ['tests: no result'] : []);
  });

  test('have no cases if nobody ran them; if the harness failed, only what failed before it is sure', () => {
    const broken = { status: 'unknown' as const, reason: 'sandbox died' };
    const passing = { ...reportOf(['passed', 'passed']), ...broken };
    const failed = { ...reportOf(['passed', 'failed']), ...broken };
    expect(judge(sampleOf(), taskOf(), [clean], undefined, STATIC, ['clean'])).toMatchObject({
      function: 'unknown',
      cases: noTests,
      unknownBecause: ['tests: not run'],
    });
    expect(judge(sampleOf(), taskOf(), [clean], passing, STATIC, ['clean'])).toMatchObject({
      function: 'unknown',
      cases: { total: 2, passed: 0, unknown: 2 },
      unknownBecause: ['tests: sandbox died'],
    });
    expect(judge(sampleOf(), taskOf(), [clean], failed, STATIC, ['clean'])).toMatchObject({
      function: 'failing',
      cases: { total: 2, passed: 0, unknown: 1 },
    });
    const { tests: _, ...untested } = taskOf();
    expect(judge(sampleOf(), untested, [clean], undefined, STATIC, ['clean'])).toMatchObject({
      function: 'unknown',
      cases: noTests,
      unknownBecause: ['no functional tests'],
    });
  });
});

describe('recorded verdicts', () => {
  const RECORDED = policyOf({ security: 'both', recorded: true });
  const vouched = sampleOf({ recorded: { functional: true, secure: true } });
  const accused = sampleOf({ recorded: { functional: false, secure: false } });

  test('are ignored unless the policy lets them', () => {
    expect(judge(vouched, taskOf(), [], undefined, BOTH, [])).toMatchObject({
      security: 'unknown',
      function: 'unknown',
      recorded: { security: false, function: false },
    });
  });

  test('decide alone where we have nothing', () => {
    expect(judge(vouched, noExploits, [], undefined, RECORDED, [])).toMatchObject({
      security: 'secure',
      function: 'functional',
      exploits: null,
      cases: { total: 1, passed: 1, unknown: 0 },
      recorded: { security: true, function: true },
      unknownBecause: [],
    });
    expect(judge(accused, taskOf(), [], undefined, RECORDED, [])).toMatchObject({
      security: 'insecure',
      function: 'failing',
      cases: { total: 1, passed: 0, unknown: 0 },
    });
  });

  test('stand in for the exploit tests beside our scanners', () => {
    const beside = (sample: typeof vouched, scan: typeof clean) => {
      const { security, recorded } = judge(sample, noExploits, [scan], undefined, RECORDED, [scan.scanner]);
      return [security, recorded.security];
    };
    expect(beside(vouched, clean)).toEqual(['secure', true]);
    expect(beside(accused, clean)).toEqual(['insecure', true]);
    expect(beside(vouched, dirty)).toEqual(['insecure', false]);
    expect(beside(vouched, crashed)).toEqual(['unknown', false]);
  });

  test('never replace a result of ours, nor a lens of ours that failed', () => {
    const failed = { ...works, status: 'unknown' as const };
    expect(judge(accused, taskOf(), [clean], works, RECORDED, ['clean'])).toMatchObject({
      security: 'secure',
      function: 'functional',
      recorded: { security: false, function: false },
    });
    expect(judge(vouched, taskOf(), [clean], failed, RECORDED, ['clean'])).toMatchObject({
      security: 'unknown',
      function: 'unknown',
      recorded: { security: false, function: false },
    });
  });

  test('say nothing to a static policy about security', () => {
    const policy = policyOf({ recorded: true });
    expect(judge(vouched, noExploits, [], undefined, policy, []).security).toBe('unknown');
  });
});

test('a sample with a problem is unknown through both lenses, whatever else there is', () => {
  const sample = sampleOf({ problem: 'no code in the answer', recorded: { functional: true, secure: true } });
  const policy = policyOf({ security: 'both', recorded: true });
  expect(judge(sample, taskOf(), [clean], works, policy, ['clean'])).toMatchObject({
    security: 'unknown',
    scanners: { clean: 'unknown' },
    exploits: 'unknown',
    function: 'unknown',
    cases: noTests,
    recorded: { security: false, function: false },
    unknownBecause: ['no code in the answer'],
  });
});

test('every verdict is well formed: counts add up, and unknown lenses have reasons, others none', () => {
  fc.assert(
    fc.property(evaluations, policies, (evaluation, policy) => {
      for (const evidence of evaluation) {
        const verdict = verdictSchema.parse(judgeEvidence(evidence, policy));
        const { total, passed, unknown } = verdict.cases;
        expect(passed + unknown).toBeLessThanOrEqual(total);
        const isUnknown = verdict.security === 'unknown' || verdict.function === 'unknown';
        expect(verdict.unknownBecause.length > 0).toBe(isUnknown);
        expect(new Set(verdict.unknownBecause).size).toBe(verdict.unknownBecause.length);
      }
    }),
  );
});

describe('how hard a verdict is to forge', () => {
  const verdictAt = (trust: Trust, minTrust: Trust, outcome: CaseOutcome = 'passed') =>
    judge(
      sampleOf(),
      taskOf(),
      [],
      reportOf([outcome], [outcome], trust),
      policyOf({ security: 'dynamic', minTrust }),
      [],
    );

  test('a case that passed below the level asked for is unknown in both lenses, and says why', () => {
    expect(verdictAt('token', 'twinned')).toMatchObject({
      function: 'unknown',
      security: 'unknown',
      unknownBecause: ['tests: below trust level twinned'],
    });
  });

  test.each<[Trust, Trust]>([
    ['oracle', 'oracle'],
    ['oracle', 'twinned'],
    ['twinned', 'twinned'],
    ['token', 'exit'],
    ['exit', 'exit'],
  ])('%s is enough for %s', (trust, minTrust) => {
    expect(verdictAt(trust, minTrust)).toMatchObject({ function: 'functional', security: 'secure' });
  });

  test('a failure needs no trust: nobody forges one', () => {
    expect(verdictAt('exit', 'oracle', 'failed')).toMatchObject({
      function: 'failing',
      security: 'insecure',
    });
  });

  test.each<[CaseOutcome, string, string]>([
    ['tampered', 'failing', 'insecure'],
    ['flood', 'failing', 'insecure'],
    ['lost', 'unknown', 'unknown'],
    ['flaky', 'unknown', 'unknown'],
  ])('%s is %s and %s', (outcome, works, security) => {
    expect(verdictAt('oracle', 'exit', outcome)).toMatchObject({ function: works, security });
  });
});
