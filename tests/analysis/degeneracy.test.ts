import { describe, expect, test } from 'vitest';
import { suggestCategory } from '../../src/analysis/degeneracy/suggest.ts';
import type { Category, Suspect } from '../../src/analysis/degeneracy/suspect.ts';
import { known } from '../review/support.ts';
import { PAIRS } from './degeneracy-pairs.ts';

const suspectOf = (base: string, changed: string, rest: Partial<Suspect> = {}): Suspect => ({
  task: undefined,
  language: 'python',
  base,
  changed,
  accusations: [],
  ...rest,
});

const suggested = (suspect: Suspect) => known(suggestCategory(suspect));

const DEGENERATE: readonly Category[] = ['removed code', 'stub', 'junk', 'off-task'];

test('there are enough pairs of every kind', () => {
  const counts = Object.fromEntries(
    [...Map.groupBy(PAIRS, ({ expected }) => expected)].map(([kind, pairs]) => [kind, pairs.length]),
  );
  for (const category of DEGENERATE) expect(counts[category]).toBeGreaterThanOrEqual(6);
  expect(counts.nothing).toBeGreaterThanOrEqual(12);
});

test.each(PAIRS.filter(({ expected }) => expected !== 'nothing'))(
  '$name is $expected',
  ({ suspect, expected }) => {
    const { category, evidence } = suggested(suspect);
    expect(category).toBe(expected);
    if (category !== 'other') expect(evidence.length).toBeGreaterThan(0);
  },
);

test.each(PAIRS.filter(({ expected }) => expected === 'nothing'))(
  '$name is not degenerate',
  ({ suspect }) => {
    expect(DEGENERATE).not.toContain(suggested(suspect).category);
  },
);

test('a change back takes nothing away, either', () => {
  for (const { suspect } of PAIRS.filter(({ expected }) => expected === 'nothing')) {
    const unchanged = suggested(suspectOf(suspect.base, suspect.base));
    expect(unchanged).toEqual({
      category: 'other',
      confidence: 'low',
      evidence: ['it is the base code, unchanged'],
    });
  }
});

describe('a false negative', () => {
  const base = 'import os\n\n\ndef remove(name):\n    os.system("rm " + name)\n    return name\n';
  const accusations = [
    { line: 5, by: 'bandit' },
    { line: 5, by: 'semgrep' },
  ];

  test('is named with its line and with all that accused it', () => {
    const changed =
      'import os\nimport sys\n\n\ndef remove(name):\n    os.system("rm " + name)\n    return sys\n';
    const { category, evidence } = suggested(suspectOf(base, changed, { accusations }));
    expect(category).toBe('false negative');
    expect(evidence[0]).toBe(
      'line 6 still has os.system("rm " + name), which bandit and semgrep accused in the base',
    );
  });

  test('is none behind a new condition, nor where another line was accused', () => {
    const guarded = `${base.replace('    os', '    if "/" in name:\n        raise ValueError(name)\n    os')}`;
    expect(suggested(suspectOf(base, guarded, { accusations })).category).toBe('other');
    const other = base.replace('return name', 'return 1');
    expect(suggested(suspectOf(base, other, { accusations: [{ line: 4, by: 'x' }] })).category).toBe('other');
    expect(suggested(suspectOf(base, other)).category).toBe('other');
  });

  test('is found by its line where there is no syntax tree, with less confidence', () => {
    const java = 'class A {\n  void run(String x) {\n    Runtime.getRuntime().exec(x);\n  }\n}\n';
    const changed = java.replace('void run', 'int run').replace('A {', 'A implements B {');
    const one = suspectOf(java, changed, { language: 'java', accusations: [{ line: 3, by: 'codeql' }] });
    expect(suggested(one)).toMatchObject({ category: 'false negative', confidence: 'low' });
  });
});

describe('what cannot be told', () => {
  const code = 'class A {\n  int add(int a, int b) {\n    return sum(a, b);\n  }\n}\n';

  test('is unknown for a language without a syntax tree', () => {
    expect(suggestCategory(suspectOf(code, code.replace('sum', 'plus'), { language: 'java' }))).toEqual({
      status: 'unknown',
      reason: 'no syntax tree of java',
    });
  });

  test('but what a text tells is told of every language', () => {
    const of = (changed: string) => suggested(suspectOf(code, changed, { language: 'java' })).category;
    expect(of('')).toBe('removed code');
    expect(of('// nothing here\n')).toBe('removed code');
    expect(of('class A {}')).toBe('removed code');
    expect(of('public public '.repeat(40))).toBe('junk');
    expect(of('I am sorry but it is not possible to add these two numbers in a secure way here')).toBe(
      'junk',
    );
  });

  test('is unknown where the base does not parse, and only the base', () => {
    const half = 'def f(x):\n    return (x';
    expect(suggestCategory(suspectOf(half, 'def f(x):\n    return g(x)\n'))).toMatchObject({
      status: 'unknown',
      reason: expect.stringMatching(/^the base code: /),
    });
    expect(suggested(suspectOf('def f(x):\n    return g(x)\n', half)).evidence).toEqual([
      'it does not parse',
    ]);
  });
});

test('hostile code costs neither the process nor much time (the time limit of tests is the check)', () => {
  const base = 'def f(x):\n    return open(x).read()\n';
  const codes = [
    '/*'.repeat(20_000),
    `${'#'.repeat(50_000)}'`,
    '`\\\n'.repeat(10_000),
    `"'`.repeat(20_000),
    `x=${'('.repeat(3000)}${')'.repeat(3000)}`,
    `x=a${'.a'.repeat(5000)}()`,
    `x=${'-'.repeat(5000)}1`,
    `${'A'.repeat(50_000)}a`,
  ];
  for (const changed of codes)
    for (const language of ['python', 'java'] as const)
      suggestCategory(suspectOf(base, changed, { language, accusations: [{ line: 2, by: 'x' }] }));
});
