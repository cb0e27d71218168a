import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MethodReport, methodReport } from '../../src/analysis/method-report.ts';
import type { MethodRecord } from '../../src/core/run.ts';
import type { Sample, Usage } from '../../src/core/sample.ts';
import type { StopReason, Trace, TraceStep } from '../../src/core/trace.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { renderMethodReport } from '../../src/reports/method-table.ts';
import { bar } from '../../src/reports/methods/bar.ts';
import { sampleOf, verdictOf } from '../analysis/support.ts';

const MODEL = 'openai:a-model-with-quite-a-long-name-indeed';
const METHOD = 'codepatch:look=vulnerabilities:keep=last';
const USAGE: Usage = { promptTokens: 100, completionTokens: 50, seconds: 2, usd: 0.01 };

const times = (
  count: number,
  { promptTokens = 0, completionTokens = 0, seconds = 0, usd = 0 }: Usage,
): Usage => ({
  promptTokens: count * promptTokens,
  completionTokens: count * completionTokens,
  seconds: count * seconds,
  usd: count * usd,
});

const ask = (round: number, changes: Partial<Extract<TraceStep, { step: 'ask' }>> = {}): TraceStep => ({
  step: 'ask',
  round,
  purpose: 'p',
  input: { messages: [] },
  answer: '',
  finish: 'stop',
  usage: USAGE,
  ...changes,
});

const traceOf = (sample: Sample, stop: StopReason, steps: readonly TraceStep[]): Trace => ({
  sample: sample.id,
  stop,
  kept: 0,
  steps: [...steps],
});

const record = (changes: Partial<MethodRecord> = {}): MethodRecord => ({
  method: 'codepatch',
  settings: {},
  limits: { rounds: 3 },
  listens: ['bandit', 'pyright'],
  kin: [],
  ...changes,
});

type Look = Pick<Verdict, 'security'> & { readonly works?: boolean };

const verdictsOf = (task: string, method: string, looks: readonly Look[]): Verdict[] =>
  looks.map(({ security, works = true }, round) =>
    verdictOf({
      task,
      model: MODEL,
      method,
      security,
      defects: { pyright: security === 'secure' ? 'free' : 'defective' },
      cases: { total: 1, passed: Number(works), unknown: 0 },
      ...(round < looks.length - 1 && { round }),
    }),
  );

/** Two tasks: one that the method mends in two rounds, and one that it breaks. */
const reportOf = ({
  base = true,
  changes = {} as Partial<Parameters<typeof methodReport>[0]>,
} = {}): MethodReport => {
  const [one, two] = [2, 1].map((asked, n) =>
    sampleOf({ task: `T/${n + 1}`, model: MODEL, method: METHOD, usage: times(asked, USAGE) }),
  );
  if (!one || !two) throw new Error('two samples');
  const ofBase = ['T/1', 'T/2'].map((task) => sampleOf({ task, model: MODEL, method: 'base', usage: USAGE }));
  const all = [
    ...(base ? ['T/1', 'T/2'].flatMap((task) => verdictsOf(task, 'base', [{ security: 'insecure' }])) : []),
    ...verdictsOf('T/1', METHOD, [
      { security: 'insecure' },
      { security: 'insecure' },
      { security: 'secure' },
    ]),
    ...verdictsOf('T/2', METHOD, [{ security: 'insecure' }, { security: 'secure', works: false }]),
  ];
  return methodReport({
    policyText: 'static: union of bandit, ruff',
    counting: ['bandit', 'ruff'],
    methods: {
      [METHOD]: record(),
      base: record({ method: 'base', limits: { rounds: 0 }, listens: [], kin: [] }),
    },
    samples: [...(base ? ofBase : []), one, two],
    traces: [
      traceOf(one, 'clean', [ask(0, { given: true }), ask(1), ask(2)]),
      traceOf(two, 'rounds', [ask(0, { given: true }), ask(1)]),
    ],
    verdicts: all.filter(({ round }) => round === undefined),
    roundVerdicts: all.filter(({ round }) => round !== undefined),
    heldOut: {
      scanners: ['ruff'],
      policyText: 'static: union of ruff',
      verdicts: all.map((verdict): Verdict => ({ ...verdict, security: 'insecure' })),
    },
    ...changes,
  });
};

const textOf = (report: MethodReport): string => stripVTControlCharacters(renderMethodReport(report));

describe('what methods took', () => {
  const costOf = (report: MethodReport) => report.costs.find(({ method }) => method === METHOD);

  it('here and alone: answers that were there already were not paid for here', () => {
    expect(costOf(reportOf())).toMatchObject({
      samples: 2,
      asked: 3,
      given: 2,
      unmetered: 0,
      here: { promptTokens: 300, completionTokens: 150, seconds: 6 },
      alone: { promptTokens: 500, completionTokens: 250, seconds: 10 },
      rounds: 1.5,
      stops: { clean: 1, rounds: 1 },
    });
  });

  it('counts samples of which nobody knows what they took', () => {
    const sample = sampleOf({ model: MODEL, method: METHOD, usage: USAGE });
    const other = sampleOf({ model: MODEL, method: METHOD, index: 1, usage: {} });
    const traces = [
      traceOf(sample, 'stuck', [ask(0, { given: true, usage: {} }), ask(1)]),
      traceOf(other, 'stuck', [ask(0, { usage: {} })]),
    ];
    const cost = costOf(reportOf({ changes: { samples: [sample, other], traces } }));
    expect(cost).toMatchObject({ asked: 2, given: 1, unmetered: 2, stops: { stuck: 2 } });
  });

  it('counts what a method used otherwise than by asking', () => {
    const sample = sampleOf({ model: MODEL, method: METHOD, usage: times(5, USAGE) });
    const traces = [traceOf(sample, 'answered', [ask(0)])];
    const cost = costOf(reportOf({ changes: { samples: [sample], traces } }));
    expect(cost).toMatchObject({ asked: 1, here: { promptTokens: 500 }, alone: { promptTokens: 500 } });
  });

  it('without a trace, takes the usage of the sample; without both, it was there already', () => {
    const [asked, brought] = [
      sampleOf({ model: MODEL, method: METHOD, usage: USAGE }),
      sampleOf({ model: MODEL, method: METHOD, index: 1 }),
    ];
    const round = sampleOf({ model: MODEL, method: METHOD, round: 0, usage: USAGE });
    const cost = costOf(reportOf({ changes: { samples: [asked, brought, round], traces: [] } }));
    expect(cost).toMatchObject({ samples: 2, traced: 0, asked: 1, given: 1, unmetered: 1, rounds: null });
  });

  it('the last trace of a sample counts', () => {
    const sample = sampleOf({ model: MODEL, method: METHOD });
    const traces = [traceOf(sample, 'time', [ask(0)]), traceOf(sample, 'clean', [ask(0), ask(1)])];
    expect(costOf(reportOf({ changes: { samples: [sample], traces } }))).toMatchObject({
      asked: 2,
      stops: { clean: 1 },
    });
  });
});

describe('what methods are held against', () => {
  it('the baseline of the same model', () => {
    expect(reportOf().transitions).toMatchObject([
      { heldOut: false, against: 'baseline', pairs: 2, shifts: { securedAndBroken: { count: 1, of: 2 } } },
      { heldOut: true, against: 'baseline', pairs: 2, shifts: { securedAndBroken: { count: 0, of: 2 } } },
    ]);
  });

  it('or else their own first attempts', () => {
    expect(reportOf({ base: false }).transitions).toMatchObject([
      { heldOut: false, against: 'first attempt', pairs: 2, shifts: { fixed: { count: 1, of: 2 } } },
      { heldOut: true, against: 'first attempt', pairs: 2, shifts: { fixed: { count: 0, of: 2 } } },
    ]);
  });
});

describe('the tables', () => {
  it('fit into 120 columns', () => {
    for (const line of textOf(reportOf()).split('\n')) expect([...line].length).toBeLessThanOrEqual(120);
  });

  it('show every round', () => {
    const lines = textOf(reportOf()).split('\n');
    const rows = lines
      .filter((line) => /^(first attempt|round \d)/.test(line))
      .map((line) => line.split(/ +/));
    expect(rows.map((cells) => cells.join(' '))).toEqual([
      'first attempt 2 100.0 0.0 100.0 100.0 0.0 0.0 0.0 !!!!!!!!!!!!!!!!!!!!',
      'round 1 2 50.0 50.0 50.0 100.0 0.0 0.0 0.0 ▒▒▒▒▒▒▒▒▒▒!!!!!!!!!!',
      'round 2 1 50.0 100.0 0.0 100.0 50.0 50.0 0.0 ██████████▒▒▒▒▒▒▒▒▒▒',
    ]);
  });

  it('show table 2 and table 6', () => {
    const text = textOf(reportOf());
    expect(text).toMatch(/ errors +50\.0 +0 +2 +0 +0 +0$/m);
    expect(text).toMatch(/ vulnerabilities +50\.0 +0 +2 +0 +0 +0$/m);
    expect(text).toMatch(/ baseline +2 +50\.0 +- +- +- +50\.0$/m);
    expect(text).toMatch(/ 1 of 2 +1 of 2$/m);
  });

  it('mark who listened to whom, and who was told', () => {
    const text = textOf(
      reportOf({ changes: { methods: { [METHOD]: record({ oracle: "the task's CWE" }) } } }),
    );
    expect(text).toContain(`${METHOD} * ‡: before and after`);
    expect(text).toContain(`${METHOD} listened to bandit, pyright`);
    expect(text).toContain(`${METHOD} is oracle-informed: the task's CWE`);
    expect(text).toMatch(
      /held-out by scanners that no method listened to, or shares its knowledge with: ruff$/m,
    );
  });

  it('do not mark a method that listens to nobody who counts', () => {
    const text = textOf(
      reportOf({ changes: { methods: { [METHOD]: record({ listens: ['pyright'], kin: [] }) } } }),
    );
    expect(text).toContain(`${METHOD}: before and after`);
  });

  it('are there for a run without methods', () => {
    const empty = reportOf({
      changes: { methods: {}, samples: [], traces: [], verdicts: [], roundVerdicts: [], heldOut: undefined },
    });
    expect(textOf(empty)).toBe('policy  static: union of bandit, ruff');
  });
});

describe('a bar', () => {
  it('is as wide as it should be, and nothing that is there is drawn in too much', () => {
    const part = fc.record({ mark: fc.constantFrom('a', 'b', 'c'), samples: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (parts, width) => {
        const total = parts.reduce((sum, { samples }) => sum + samples, 0);
        const drawn = bar(parts, width);
        expect(drawn).toHaveLength(total === 0 ? 0 : width);
        for (const mark of ['a', 'b', 'c']) {
          const share =
            parts.reduce((sum, one) => sum + (one.mark === mark ? one.samples : 0), 0) / (total || 1);
          const signs = drawn.split(mark).length - 1;
          expect(Math.abs(signs - share * width)).toBeLessThan(parts.length || 1);
        }
      }),
    );
  });
});
