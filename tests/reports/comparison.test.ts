import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type ComparedRun, type CompareOptions, compare } from '../../src/analysis/comparison/compare.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { metricsIn, renderComparison } from '../../src/reports/comparison/render.ts';
import { arm, runOf } from '../analysis/comparison/support.ts';

const render = (runs: readonly ComparedRun[], options: CompareOptions = {}): string => {
  const comparison = compare(runs, options);
  return stripVTControlCharacters(renderComparison(comparison, metricsIn(comparison)));
};

const times = (count: number, look: string): string[] => Array.from({ length: count }, () => look);

const unjudged = (verdict: Verdict): Verdict => ({
  ...verdict,
  scanners: {},
  cases: { total: 0, passed: 0, unknown: 0 },
});

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));

const GOOD = times(8, 's+');
const MIXED = [...times(4, 's+'), ...times(4, 'i-')];

test('names that would act on the terminal are shown, and do not act', () => {
  const name = 'm\u001b[2J\u202e\nn';
  const runs = [
    runOf('A', [...arm(name, 'base', 's+', 'i+'), ...arm(name, 'x', 's+', 's+')]),
    runOf('B', arm(name, 'y', 's+', 's+')),
    runOf('C', arm(`${name}2`, 'y', 's+', 's+')),
  ];
  const comparison = compare(runs);
  expect(comparison.warnings.join()).toContain(name);
  const text = renderComparison(comparison, metricsIn(comparison));
  expect(text).toContain('m<U+001B>[2J<U+202E><U+000A>n');
  expect(text).not.toMatch(/\u001b\[2J|\u202e/);
});

describe('the summary', () => {
  const worse = ['a', 'b', 'c', 'd'].flatMap((model) => [
    ...arm(model, 'base', ...times(16, 's+')),
    ...arm(model, 'x', ...times(16, 'i-')),
  ]);
  const tie = [...arm('t', 'base', ...times(16, 's+')), ...arm('t', 'x', ...times(15, 's+'), '??')];

  test('counts each metric, and names three a side, with tasks and unknowns', () => {
    const text = render([runOf('A', [...worse, ...tie])]);
    const [summary = ''] = text.split('(Secure), all contrasts');
    expect(summary).toContain('safe@1: 0 better, 4 worse, 1 tie; 1 sample unknown');
    expect(summary).toMatch(/▼ -1.000 \(-1.00 -1.00\) {2}a: x - base, 16 tasks/);
    expect(summary).toContain('and 1 more worse');
    expect(summary).not.toContain('d: x - base');
    expect(summary).toMatch(/▲ better, ▼ worse, ≈ tie.*\n\? samples that could not be judged/);
    expect(text).toMatch(/\n≈ +t: x - base/);
  });

  test('tells of a contrast that is alone even if it is a tie', () => {
    expect(render([runOf('A', tie)])).toMatch(
      /1 sample unknown\n {2}≈ -0.063 \(.*\) {2}t: x - base, 16 tasks, 1 unknown/,
    );
  });
});

describe('several runs', () => {
  const both = [...arm('tiny', 'base', ...MIXED), ...arm('tiny', 'careful', ...GOOD)];

  test('are named wherever a contrast is, within 120 columns', () => {
    const [first, second] = [`first-${'x'.repeat(90)}-1`, `first-${'x'.repeat(90)}-2`];
    for (const [a, b] of [
      ['A', 'B'],
      [first, second],
    ] as const) {
      const text = render([runOf(a, both), runOf(b, both)]);
      expect(widest(text)).toBeLessThanOrEqual(120);
      expect(text).toMatch(/tiny: careful - base in (A|first-x+…x*-1)\n/);
      expect(text).toMatch(/tiny: careful - base in (B|first-x+…x*-2)\n/);
      expect(text).toMatch(
        /\n≈ +(B|first-x*…x*-2): t.* \(careful\) .*\n +- (A|first-x*…x*-1): t.* \(careful\)\n/,
      );
    }
    expect(render([runOf('A', both), runOf('B', both)])).toContain(
      '1 within A, 2 of B against A, 1 within B',
    );
  });

  test('without a task in common are told before the tables, and are in none', () => {
    const apart = both.map((verdict) => ({ ...verdict, task: `other ${verdict.task}` }));
    const text = render([runOf('A', both), runOf('B', apart)]);
    expect(text).toContain('1 within A, 1 within B');
    expect(text).not.toContain('B: tiny');
    const warning = text.indexOf('warning A and B have no task in common: nothing of them can be paired');
    expect(warning).toBe(text.indexOf('warning'));
    expect(warning).toBeLessThan(text.indexOf('all contrasts, worse first'));
  });

  test('of which one has no samples: a warning', () => {
    expect(render([runOf('A', both), runOf('B', [])])).toMatch(
      /none of B\n(.|\n)*warning B has no samples: nothing of it is compared/,
    );
  });
});

describe('nothing to compare', () => {
  test.each([
    [
      'no base',
      [runOf('A', [...arm("a m's", 'base', ...GOOD), ...arm('n', 'base', ...GOOD)])],
      /^Nothing to compare: no model has a method beside its base\.\n {2}-> --against 'a m'\\''s\/base' holds/,
    ],
    [
      'one arm',
      [runOf('A', arm('m', 'base', ...GOOD))],
      /^Nothing.*one method alone\.\n {2}-> give a second run/,
    ],
    [
      'other models',
      [
        runOf('A', [...arm('m', 'base', ...GOOD), ...arm('k', 'base', ...GOOD)]),
        runOf('B', arm('n', 'base', ...GOOD)),
      ],
      /^Nothing to compare: .*, and none is in the first run and in a later one\.\n {2}-> --against A:k\/base/,
    ],
    [
      'no evidence',
      [runOf('A', [...arm('m', 'base', '??'), ...arm('m', 'x', '??')].map(unjudged))],
      /^Nothing to compare: no pair has evidence on both sides\.\n {2}-> /,
    ],
    [
      'no task in common',
      [
        runOf('A', arm('m', 'base', ...GOOD)),
        runOf(
          'B',
          arm('m', 'base', ...GOOD).map((verdict) => ({ ...verdict, task: `other ${verdict.task}` })),
        ),
      ],
      /^Nothing to compare: no pair has a task in common\.\n {2}-> give runs over the same tasks/,
    ],
  ])('%s: that first, and what to do', (_, runs, message) => {
    const text = render(runs);
    expect(text).toMatch(message);
    expect(text).not.toMatch(/analysis of variance \(|Analysis of variance/);
  });
});

describe('the analysis of variance', () => {
  const of = (model: string, ...methods: readonly string[]) =>
    methods.flatMap((method) => arm(model, method, ...MIXED, method === 'base' ? 's+' : 'i+'));
  const rows = (text: string) => text.match(/^safe@1 +(all|x) .*$/gm)?.map((row) => row.split(/ +/)[1]);

  test('of all methods is left out where that of the one method says the same', () => {
    expect(rows(render([runOf('A', [...of('m', 'base', 'x'), ...of('n', 'base', 'x')])]))).toEqual(['x']);
  });

  test('that could not be made is one line at the end', () => {
    const runs = [runOf('A', [...of('m', 'base', 'x'), ...of('n', 'base', 'x'), ...of('o', 'base')])];
    const text = render(runs);
    expect(rows(text)).toEqual(['x']);
    expect(text).toMatch(
      /\nno analysis of variance \(model x method\): for all methods: nothing of o \(x\)$/,
    );
    expect(render([runOf('A', of('m', 'base', 'x'))])).not.toContain('Analysis of variance');
  });
});
