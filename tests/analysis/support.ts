import fc from 'fast-check';
import { judge } from '../../src/analysis/verdict.ts';
import {
  type CaseOutcome,
  caseOutcomeSchema,
  type TestReport,
  TRUST_LEVELS,
  type Trust,
} from '../../src/core/case.ts';
import { type Finding, LEVELS, type Scan } from '../../src/core/finding.ts';
import type { Juror } from '../../src/core/jurors.ts';
import { type Combine, lensSchema, type Policy } from '../../src/core/policy.ts';
import { type Sample, sampleId } from '../../src/core/sample.ts';
import { type Task, taskSchema } from '../../src/core/task.ts';
import type { CaseCounts, FunctionVerdict, Verdict } from '../../src/core/verdict.ts';

export const STATIC: Policy = {
  security: 'static',
  combine: { by: 'union' },
  minSeverity: 'low',
  minConfidence: 'low',
  minTrust: 'exit',
  ignoreRules: [],
  recorded: false,
};

/** A task with functional tests and exploits, unless said otherwise. */
export const taskOf = (overrides: Partial<Task> = {}): Task => ({
  ...taskSchema.parse({
    id: 'T/1',
    dataset: 'd',
    language: 'python',
    prompt: { instruction: 'write it' },
    exploits: true,
    tests: { style: 'functions', functional: 'def test_works(): ...', security: 'def test_safe(): ...' },
  }),
  ...overrides,
});

export const sampleOf = (overrides: Partial<Sample> = {}): Sample => {
  const key = { task: 'T/1', model: 'm', method: 'base', index: 0, ...overrides };
  return {
    id: sampleId(key),
    language: 'python',
    raw: 'x = 1',
    code: 'x = 1',
    extraction: { version: 1, steps: [], parses: true },
    ...key,
  };
};

export const findingOf = (overrides: Partial<Finding> = {}): Finding => ({
  rule: 'R1',
  cwes: [],
  severity: 'medium',
  confidence: 'medium',
  message: 'dangerous',
  line: 1,
  ...overrides,
});

export const scanOf = (scanner: string, findings: Finding[] = []): Scan => ({
  sample: 's',
  scanner,
  status: 'ok',
  findings,
});

export const reportOf = (
  functional: CaseOutcome[],
  security: CaseOutcome[] = [],
  trust: Trust = 'oracle',
): TestReport => ({
  sample: 's',
  status: 'ok',
  sandbox: 'none',
  cases: [
    ...functional.map((outcome, i) => ({ id: `f${i}`, kind: 'functional' as const, outcome, trust })),
    ...security.map((outcome, i) => ({ id: `s${i}`, kind: 'security' as const, outcome, trust })),
  ],
});

/** A verdict by hand: secure code that passes its one case, unless said otherwise. */
export const verdictOf = (overrides: Partial<Verdict> = {}): Verdict => {
  const key = { task: 'T/1', model: 'm', method: 'base', index: 0, ...overrides };
  const cases = overrides.cases ?? { total: 1, passed: 1, unknown: 0 };
  const security = overrides.security ?? 'secure';
  return {
    sample: sampleId(key),
    security,
    scanners: { bandit: security },
    defects: {},
    exploits: null,
    function: functionOf(cases),
    recorded: { security: false, function: false },
    unknownBecause: [],
    ...key,
    cases,
  };
};

const functionOf = ({ total, passed, unknown }: CaseCounts): FunctionVerdict => {
  if (total === 0) return 'unknown';
  if (passed === total) return 'functional';
  if (passed + unknown === total) return 'unknown';
  return passed > 0 ? 'partial' : 'failing';
};

/** Scanners for vulnerabilities of these names. */
export const jurors = (...ids: readonly string[]): Juror[] => ids.map((id) => ({ id, role: 'security' }));

export const SCANNERS = jurors('alpha', 'beta');

/** All that `judge` is given of one sample, in any state that it may be in. */
export type Evidence = {
  readonly sample: Sample;
  readonly task: Task;
  readonly scans: readonly Scan[];
  readonly report: TestReport | undefined;
};

export const judgeEvidence = ({ sample, task, scans, report }: Evidence, policy: Policy): Verdict =>
  judge(sample, task, scans, report, policy, SCANNERS);

const level = fc.constantFrom(...LEVELS);

const scanArbitrary = (scanner: string): fc.Arbitrary<Scan> =>
  fc.record({
    sample: fc.constant('s'),
    scanner: fc.constant(scanner),
    status: fc.constantFrom('ok', 'ok', 'unknown'),
    findings: fc.array(fc.record({ severity: level, confidence: level }).map(findingOf), { maxLength: 2 }),
  });

const outcomes = fc.array(fc.constantFrom<CaseOutcome>('passed', 'passed', ...caseOutcomeSchema.options), {
  maxLength: 4,
});

export const policies: fc.Arbitrary<Policy> = fc.record({
  security: fc.constantFrom(...lensSchema.options),
  combine: fc.oneof(
    fc.constantFrom<Combine>({ by: 'union' }, { by: 'majority' }, { by: 'one', scanner: 'beta' }),
    fc.record({
      by: fc.constant('weighted' as const),
      weights: fc.record({ alpha: fc.nat(3), beta: fc.nat(3) }),
      threshold: fc.double({ min: 0, max: 0.99, noNaN: true }),
    }),
  ),
  ignoreRules: fc.subarray(['R1', 'alpha/*']),
  minSeverity: level,
  minConfidence: level,
  minTrust: fc.constantFrom(...TRUST_LEVELS),
  recorded: fc.boolean(),
});

const recorded = fc.record({ functional: fc.boolean(), secure: fc.boolean() }, { requiredKeys: [] });

type Tests = Pick<Task, 'tests' | 'exploits'>;

const testsOfTasks = fc.constantFrom<Tests>(
  { tests: undefined, exploits: false },
  { tests: { style: 'unittest', functional: 'tests' }, exploits: false },
  { tests: { style: 'functions', functional: 'tests', security: 'exploits' }, exploits: true },
  { tests: { style: 'table', source: 'cases' }, exploits: true },
);

const evidenceOf = (key: { task: string; method: string; index: number }, tests: Tests) =>
  fc
    .record({
      parses: fc.constantFrom(true, true, false, null),
      problem: fc.constantFrom(undefined, undefined, undefined, 'no code'),
      recorded: fc.option(recorded, { nil: undefined }),
      scans: fc.tuple(...SCANNERS.map(({ id }) => scanArbitrary(id))),
      report: fc.option(fc.tuple(outcomes, outcomes), { nil: undefined, freq: 5 }),
      harness: fc.constantFrom<TestReport['status']>('ok', 'ok', 'unknown'),
    })
    .map(({ parses, problem, recorded, scans, report, harness }): Evidence => {
      return {
        task: taskOf({ id: key.task, ...tests }),
        sample: sampleOf({
          ...key,
          extraction: { version: 1, steps: [], parses },
          ...(problem === undefined ? {} : { problem }),
          ...(recorded === undefined ? {} : { recorded }),
        }),
        scans,
        report: report && { ...reportOf(report[0], tests.exploits ? report[1] : []), status: harness },
      };
    });

/** Evidence of a small evaluation: up to 5 tasks, with 1 to 3 samples each, by one or two methods. */
export const evaluations: fc.Arbitrary<Evidence[]> = fc
  .record({
    tasks: fc.array(testsOfTasks, { minLength: 1, maxLength: 5 }),
    n: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ tasks, n }) =>
    fc.tuple(
      ...tasks.flatMap((tests, t) =>
        Array.from({ length: n }, (_, index) => evidenceOf({ task: `T/${t}`, method: 'base', index }, tests)),
      ),
    ),
  );
