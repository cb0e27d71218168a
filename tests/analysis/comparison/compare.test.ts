import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComparedRun, compare } from '../../../src/analysis/comparison/compare.ts';
import { BifocalError } from '../../../src/core/errors.ts';
import { safeTerm } from '../../../src/metrics/safe.ts';
import { holm } from '../../../src/stats/holm.ts';
import { pairedTest, welchTest } from '../../../src/stats/t-test.ts';
import { jurors, verdictOf } from '../support.ts';
import { arm, metricOf, namesOf, record, runOf } from './support.ts';

const SOME = ['s+', 'i+', 's-', 'i-'];
const times = (count: number, look: string): string[] => Array<string>(count).fill(look);

describe('what is held against what', () => {
  test('in one run: methods against what they improved, or else the baseline, of the same model', () => {
    const run = runOf(
      'A',
      ['base', 'loop', 'again'].flatMap((method) => [
        ...arm('m', method, ...SOME),
        ...arm('n', method, ...SOME),
      ]),
      { inputs: { methods: { loop: record(), again: record({ from: 'loop' }) } } },
    );
    expect(namesOf(compare([run]).contrasts)).toEqual([
      'A:m/again < A:m/loop',
      'A:m/loop < A:m/base',
      'A:n/again < A:n/loop',
      'A:n/loop < A:n/base',
    ]);
  });

  test('in later runs: against the same arm of the first, else its baseline; and within the run', () => {
    const first = runOf('A', [...arm('m', 'base', ...times(4, 's+')), ...arm('m', 'old', ...SOME)]);
    const later = runOf(
      'B',
      ['base', 'old', 'new'].flatMap((method) => arm('m', method, ...SOME)),
    );
    expect(namesOf(compare([first, later]).contrasts)).toEqual([
      'A:m/old < A:m/base',
      'B:m/base < A:m/base',
      'B:m/new < A:m/base',
      'B:m/new < B:m/base',
      'B:m/old < A:m/old',
      'B:m/old < B:m/base',
    ]);
  });

  test('not twice against the same samples, which a later run took over', () => {
    const first = runOf('A', arm('m', 'base', ...SOME));
    const later = runOf('B', [...arm('m', 'base', ...SOME), ...arm('m', 'new', ...SOME)]);
    expect(namesOf(compare([first, later]).contrasts)).toEqual(['B:m/base < A:m/base', 'B:m/new < B:m/base']);
  });

  test('a first run with one arm serves all models; with more, an arm of another model is left alone', () => {
    const later = runOf('B', arm('n', 'base', ...SOME));
    const one = compare([runOf('A', arm('m', 'base', ...SOME)), later]);
    expect(namesOf(one.contrasts)).toEqual(['B:n/base < A:m/base']);
    expect(one.contrasts[0]?.transitions.pairs).toBe(SOME.length);
    const two = compare([runOf('A', [...arm('m', 'base', ...SOME), ...arm('m', 'x', ...SOME)]), later]);
    expect(namesOf(two.contrasts)).toEqual(['A:m/x < A:m/base']);
    expect(two.warnings).toContain('held against nothing, and nothing against it: B:n/base');
  });

  test.each([
    ['x', ['A:m/base < A:m/x', 'A:n/base < A:n/x', 'B:m/base < A:m/x']],
    ['m/x', ['A:m/base < A:m/x', 'A:n/base < A:m/x', 'A:n/x < A:m/x', 'B:m/base < A:m/x']],
    ['B:m/base', ['A:m/base < B:m/base', 'A:m/x < B:m/base', 'A:n/base < B:m/base', 'A:n/x < B:m/base']],
  ])('with %s as the base of all', (against, expected) => {
    const methods = ['base', 'x'].flatMap((method) =>
      ['m', 'n'].flatMap((model) => arm(model, method, ...SOME)),
    );
    const runs = [runOf('A', methods), runOf('B', arm('m', 'base', ...SOME))];
    expect(namesOf(compare(runs, { against }).contrasts)).toEqual(expected);
  });

  test('a method as the base is that of the same run, where it has one', () => {
    const both = [...arm('m', 'base', ...SOME), ...arm('m', 'x', ...SOME)];
    const { contrasts } = compare([runOf('A', both), runOf('B', both)], { against: 'x' });
    expect(namesOf(contrasts)).toEqual(['A:m/base < A:m/x', 'B:m/base < B:m/x']);
  });

  test('a base that nothing is called is refused, with the names that there are', () => {
    const refuse = () => compare([runOf('A', arm('m', 'base', ...SOME))], { against: 'nope' });
    expect(refuse).toThrow(BifocalError);
    expect(refuse).toThrow(
      expect.objectContaining({ code: 'BIFOCAL_USAGE', hint: expect.stringContaining('A:m/base') }),
    );
  });
});

describe('a metric of a contrast', () => {
  const base = arm('m', 'base', 's+ i+', 'i+ i+', 's- s+', 'i~ s~');
  const after = arm('m', 'x', 's+ s+', 's+ i+', 's- s-', 's~ s?');
  const [contrast] = compare([runOf('A', [...base, ...after])]).contrasts;

  test('takes tasks as units: means, tests and effects are those of their values', () => {
    const [before, now] = [
      [0.5, 0, 1, 0.5],
      [1, 0.5, 1, 1],
    ] as const;
    const differences = now.map((value, task) => value - (before[task] ?? 0));
    const secure = metricOf(contrast, 'secure@1');
    expect(secure).toMatchObject({ tasks: 4, base: 0.5, arm: 0.875, difference: 0.375 });
    expect(secure.paired).toEqual(pairedTest(differences));
    expect(secure.welch).toEqual(welchTest(now, before));
    expect(secure.d.pooled).toBeGreaterThan(0);
    expect(secure.ci[0]).toBeLessThanOrEqual(secure.difference);
    expect(secure.ci[1]).toBeGreaterThanOrEqual(secure.difference);
    expect(metricOf(contrast, 'safe@1').base).toBeCloseTo((0.5 + 0 + 0.5 + safeTerm(true, 0.5) / 2) / 4, 12);
  });

  test("McNemar's test is of pairs of samples, where a sample earns all or nothing", () => {
    expect(metricOf(contrast, 'secure@1').mcnemar).toEqual({ onlyBase: 0, onlyArm: 3, p: 0.25 });
    expect(metricOf(contrast, 'pass@1').mcnemar).toEqual({ onlyBase: 1, onlyArm: 0, p: 1 });
    expect(metricOf(contrast, 'case-pass@1').mcnemar).toBeNull();
    expect(metricOf(contrast, 'safe@1').mcnemar).toBeNull();
  });

  test('counts unknowns as bad, and says what the difference were otherwise', () => {
    const pass = metricOf(contrast, 'pass@1');
    expect(pass.unknown).toEqual({ base: 0, arm: 1 });
    expect(pass.low).toBe(pass.difference);
    expect(pass.high).toBeCloseTo(pass.difference + 0.5 / 4, 12);
  });

  test('is absent where one side has no evidence', () => {
    const untested = [0, 1].map((task) =>
      verdictOf({ task: `T/${task}`, method: 'x', cases: { total: 0, passed: 0, unknown: 0 } }),
    );
    const [found] = compare([runOf('A', [...arm('m', 'base', 's+', 's+'), ...untested])]).contrasts;
    expect(found?.metrics.map(({ metric }) => metric)).toEqual(['secure@1']);
  });

  test('rests on tasks that it covers on both sides', () => {
    const exploited = (method: string, ...tasks: readonly string[]) =>
      ['a', 'b', 'c'].map((task) =>
        verdictOf({ task, method, exploits: tasks.includes(task) ? 'secure' : null }),
      );
    const [found] = compare([
      runOf('A', [...exploited('base', 'a', 'b'), ...exploited('x', 'b', 'c')]),
    ]).contrasts;
    expect(metricOf(found, 'secure@1:exploits').tasks).toBe(1);
    expect(metricOf(found, 'secure@1').tasks).toBe(3);
  });

  test('by held-out scanners stands beside, where both runs hold out the same', () => {
    const verdicts = [...arm('m', 'base', ...SOME), ...arm('m', 'x', ...SOME)];
    const others = [...arm('m', 'base', ...times(4, 's+')), ...arm('m', 'x', ...SOME)];
    const policy = { ...runOf('A', verdicts).scores.policy, scanners: ['semgrep'] };
    const run = runOf('A', verdicts, {
      heldOut: others,
      score: { scanners: jurors('bandit', 'semgrep'), heldOut: { policy, verdicts: others } },
    });
    const [found] = compare([run]).contrasts;
    expect(metricOf(found, 'secure@1:held-out')).toMatchObject({ base: 1, arm: 0.5 });
    expect(metricOf(found, 'secure@1').difference).toBe(0);
    const hasHeldOut = (first: ComparedRun): boolean | undefined =>
      compare([first, run])
        .contrasts.find(({ base, arm: one }) => base.run === 'B' && one.run === 'A')
        ?.metrics.some(({ metric }) => metric.endsWith('held-out'));
    const heldBy = (...scanners: readonly string[]) =>
      runOf('B', verdicts, {
        heldOut: others,
        score: {
          scanners: jurors('bandit', 'semgrep'),
          heldOut: { policy: { ...policy, scanners: [...scanners] }, verdicts: others },
        },
      });
    expect(hasHeldOut(runOf('B', verdicts))).toBe(false);
    expect(hasHeldOut(heldBy('bandit'))).toBe(false);
    expect(hasHeldOut(heldBy('semgrep'))).toBe(true);
  });
});

describe('better, worse, or a tie', () => {
  test('by the paired test, corrected over all contrasts of the metric', () => {
    const mixed = (good: number) => [...times(good, 's+'), ...times(20 - good, 'i+')];
    const run = runOf('A', [
      ...arm('m', 'base', ...mixed(10)),
      ...arm('m', 'a', ...mixed(18)),
      ...arm('m', 'b', ...mixed(15)),
      ...arm('m', 'c', ...mixed(2)),
    ]);
    const found = compare([run]).contrasts.map((contrast) => metricOf(contrast, 'secure@1'));
    expect(found.map(({ holm: p }) => p)).toEqual(holm(found.map(({ paired }) => paired?.p ?? 1)));
    expect(found.map(({ change }) => change)).toEqual(['better', 'better', 'worse']);
    const alone = compare([run], { against: 'b' }).contrasts[0];
    expect(metricOf(alone, 'secure@1').change).toBe('worse');
  });

  test('where every task differs by the same, the sign test decides, since a t-test cannot', () => {
    const fallen = (tasks: number) =>
      metricOf(
        compare([
          runOf('A', [...arm('m', 'base', ...times(tasks, 's+')), ...arm('m', 'x', ...times(tasks, 'i+'))]),
        ]).contrasts[0],
        'secure@1',
      );
    expect(fallen(12)).toMatchObject({ paired: null, welch: null, minimumDetectable: null, change: 'worse' });
    expect(fallen(12).d).toEqual({ pooled: null, paired: null });
    expect(fallen(12).holm).toBeCloseTo(2 ** -11, 12);
    expect(fallen(3).change).toBe('tie');
    expect(fallen(1)).toMatchObject({ holm: null, change: 'tie' });
  });

  test('nothing changed: no test, and a tie', () => {
    const same = compare([runOf('A', [...arm('m', 'base', ...SOME), ...arm('m', 'x', ...SOME)])])
      .contrasts[0];
    expect(metricOf(same, 'safe@1')).toMatchObject({
      paired: null,
      holm: null,
      difference: 0,
      change: 'tie',
    });
  });
});

describe('analysis of variance', () => {
  const noisy = (shift: number) => Array.from({ length: 12 }, (_, i) => (i % 4 < shift ? 's+' : 'i+'));
  const run = runOf('A', [
    ...arm('m', 'base', ...noisy(1)),
    ...arm('n', 'base', ...noisy(1)),
    ...arm('o', 'base', ...noisy(2)),
    ...arm('m', 'x', ...noisy(3)),
    ...arm('n', 'x', ...noisy(3)),
  ]);

  test('of a method and its base takes the models that have both', () => {
    const { anova } = compare([run]);
    const secure = anova.filter(({ metric }) => metric === 'secure@1');
    expect(secure.map(({ method }) => method)).toEqual([null, 'x']);
    expect(secure[0]).toMatchObject({ effects: [], reason: 'nothing of o (x)' });
    expect(secure[1]?.effects.map(({ source, df }) => [source, df])).toEqual([
      ['model', 1],
      ['method', 1],
      ['model x method', 1],
      ['residual', 44],
    ]);
    const [model, method] = secure[1]?.effects ?? [];
    expect(model?.squares).toBeCloseTo(0, 12);
    expect(method?.squares).toBeCloseTo(48 * 0.25 ** 2, 12);
    expect(method?.p).toBeLessThan(0.001);
  });

  test('takes an arm once, and says which it left out', () => {
    const other = run.verdicts.map((verdict) => ({ ...verdict, security: 'secure' as const }));
    const both = compare([run, runOf('B', other)]);
    expect(both.anova).toEqual(compare([run]).anova);
    expect(both.warnings.join()).toContain('not in the analysis of variance');
  });

  test('is made for each data set by itself', () => {
    const other = runOf('B', run.verdicts, { dataSet: 'other' });
    const { anova, warnings } = compare([run, other]);
    const alone = compare([run]).anova;
    expect(anova.filter(({ dataSet }) => dataSet === 'set')).toEqual(alone);
    expect(anova.filter(({ dataSet }) => dataSet === 'other')).toEqual(
      alone.map((analysis) => ({ ...analysis, dataSet: 'other' })),
    );
    expect(warnings.join()).not.toContain('not in the analysis of variance');
  });

  test('by held-out scanners takes those of the first run alone', () => {
    const heldBy = (name: string, model: string, scanner: string) => {
      const verdicts = ['base', 'x'].flatMap((method) => arm(model, method, ...noisy(2)));
      return runOf(name, verdicts, {
        heldOut: verdicts,
        score: {
          scanners: jurors('bandit', 'semgrep'),
          heldOut: { policy: { ...runOf(name, verdicts).scores.policy, scanners: [scanner] }, verdicts },
        },
      });
    };
    const residual = (second: string) =>
      compare([heldBy('A', 'm', 'semgrep'), heldBy('B', 'n', second)]).anova.find(
        ({ metric, method }) => metric === 'secure@1:held-out' && method === 'x',
      );
    expect(residual('semgrep')?.effects).toHaveLength(4);
    expect(residual('bandit')).toMatchObject({ effects: [], reason: 'one model alone has base and x' });
  });

  test('of one model is none, with the reason', () => {
    const { anova } = compare([runOf('A', [...arm('m', 'base', ...SOME), ...arm('m', 'x', ...SOME)])]);
    expect(anova.find(({ method }) => method === 'x')).toMatchObject({
      effects: [],
      reason: 'one model alone has base and x',
    });
  });
});

describe('warnings', () => {
  const verdicts = arm('m', 'base', ...SOME);
  type Changes = Parameters<typeof runOf>[2];
  const warned = (changes: Changes) =>
    compare([runOf('A', verdicts), runOf('B', verdicts, changes)]).warnings;

  test.each<[Changes, RegExp]>([
    [
      { inputs: { tasks: { name: 'core', count: 1, sha256: 'b' } } },
      /different tasks: core \(1\) and core \(1\)/,
    ],
    [{ inputs: { extractor: 2 } }, /extractor 1 and 2/],
    [
      { inputs: { scanners: { ruff: { version: '2', role: 'security', languages: [] } } } },
      /scanned differently: ruff is 1 and 2/,
    ],
    [
      { inputs: { scanners: { bandit: { version: '1', role: 'security', languages: [] } } } },
      /A lacks bandit; B lacks ruff/,
    ],
    [
      { score: { policy: { ...runOf('A', verdicts).scores.policy, minSeverity: 'high' } } },
      /different policies/,
    ],
  ])('%#: what differs between runs', (changes, expected) => {
    expect(warned(changes).join('\n')).toMatch(expected);
  });

  test('none where nothing differs but what the runs are for', () => {
    expect(compare([runOf('A', verdicts), runOf('B', arm('m', 'x', ...SOME))]).warnings).toEqual([]);
  });

  test('methods that listened to those who judge them, and verdicts of others', () => {
    const run = runOf('A', [...verdicts, ...arm('m', 'loop', ...SOME)], {
      inputs: { methods: { loop: record({ listens: ['bandit', 'ruff'] }) } },
    });
    expect(compare([run]).warnings.join()).toMatch(/loop listened to bandit, by which it is judged/);
    const theirs = verdicts.map((verdict) => ({ ...verdict, recorded: { security: true, function: false } }));
    expect(compare([runOf('A', theirs)]).warnings.join()).toMatch(/4 of 4 security verdicts are recorded/);
  });

  test('arms without a task in common', () => {
    const apart = arm('m', 'x', ...SOME).map((verdict) => ({ ...verdict, task: `other ${verdict.task}` }));
    const { warnings, contrasts } = compare([runOf('A', [...verdicts, ...apart])]);
    expect(warnings.join()).toContain('without a task in common: A:m/x and A:m/base');
    expect(contrasts[0]).toMatchObject({ tasks: { both: 0, baseOnly: 4, armOnly: 4 }, metrics: [] });
  });
});

test('the same verdicts, in whatever order, give the same bytes; an arm held against itself turns nothing', () => {
  const look = fc.constantFrom('s+', 'i+', 's-', 'i~', '?+', 's?');
  const looks = fc.array(look, { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(fc.tuple(looks, looks), fc.integer({ min: 0, max: 100 }), ([before, after], turn) => {
      const verdicts = [...arm('m', 'base', ...before), ...arm('m', 'x', ...after)];
      const turned = [
        ...verdicts.slice(turn % verdicts.length),
        ...verdicts.slice(0, turn % verdicts.length),
      ];
      const text = JSON.stringify(compare([runOf('A', verdicts)]));
      expect(JSON.stringify(compare([runOf('A', turned)]))).toBe(text);
      const forth = compare([runOf('A', verdicts)]).contrasts[0]?.metrics ?? [];
      const back = compare([runOf('A', verdicts)], { against: 'x' }).contrasts[0]?.metrics ?? [];
      for (const [index, one] of forth.entries()) {
        expect(back[index]?.difference).toBeCloseTo(-one.difference, 12);
        expect(back[index]?.low).toBeCloseTo(-one.high, 12);
        expect(back[index]?.paired?.p ?? 1).toBeCloseTo(one.paired?.p ?? 1, 9);
        expect(back[index]?.mcnemar?.p).toBe(one.mcnemar?.p);
        expect(one.low).toBeLessThanOrEqual(one.difference);
        expect(one.difference).toBeLessThanOrEqual(one.high);
      }
    }),
    { numRuns: 25 },
  );
});
