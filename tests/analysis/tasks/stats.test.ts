import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCases } from '../../../src/analysis/tasks/cases.ts';
import { outlineOf } from '../../../src/analysis/tasks/outline.ts';
import { taskStats } from '../../../src/analysis/tasks/stats.ts';
import type { TestSuite } from '../../../src/core/task.ts';
import { loadTasks } from '../../../src/datasets/load-tasks.ts';
import { task } from './support.ts';

const counted = (tests: TestSuite) => countCases(task({ tests }));
const works = (functional: number, security = 0) => ({ functional, security });

describe('cases are counted as the runner plans them', () => {
  test('functions: plain functions at the top level, by file', () => {
    const functional = [
      'import solution',
      'def test_a(): pass',
      'async def test_b(): pass',
      'def helper():',
      '    def test_c(): pass',
      '"""',
      'def test_d(): pass',
      '"""',
      '@decorated(',
      '    "x",',
      ')',
      'def test_e(): pass',
    ].join('\n');
    expect(counted({ style: 'functions', functional, security: 'def test_f(): pass\n' })).toEqual(
      works(2, 1),
    );
  });

  test('check: each asserting statement, but not `assert True`; the whole, where nothing asserts', () => {
    const check = (...lines: string[]) =>
      counted({
        style: 'check',
        prompt: '',
        functional: `def check(candidate):\n${lines.map((line) => `    ${line}\n`).join('')}`,
      });
    expect(
      check(
        'assert candidate(1)',
        'for n in range(3):\n        assert candidate(n)',
        'assert True, "x"',
        'n = 1',
      ),
    ).toEqual(works(2));
    expect(check('candidate(1)')).toEqual(works(1));
    expect(counted({ style: 'check', prompt: '', functional: 'def check(' })).toBeUndefined();
  });

  test('unittest: methods of classes, each name once', () => {
    const functional = [
      'class TestCases(unittest.TestCase):',
      '  data = {',
      '"odd": 1,',
      '  }',
      '  def setUp(self): pass',
      '  def test_a(self): pass',
      '  @patch("x")',
      '  async def test_b(self): pass',
      '  def test_a(self): pass',
      'class More:',
      '    class Inner:',
      '        def test_c(self): pass',
      '    def testD(self): pass',
    ].join('\n');
    expect(counted({ style: 'unittest', functional })).toEqual(works(3));
  });

  test('pytest: functions and methods, exploits by their mark; unknown, where only pytest knows', () => {
    const source = [
      'import pytest',
      'def test_a(): pass',
      '@pytest.mark.security',
      'def test_b(): pass',
      '@pytest.mark.security',
      'class TestMore:',
      '    def test_c(self): pass',
      'class Helper:',
      '    def test_d(self): pass',
    ].join('\n');
    expect(counted({ style: 'pytest', source })).toEqual(works(1, 2));
    expect(
      counted({ style: 'pytest', source: '@pytest.mark.parametrize("n", [1])\ndef test_a(n): pass' }),
    ).toBeUndefined();
  });

  test('tables and lists of cases', () => {
    const table =
      'N = 1\ntestcases = {"capability": [({}, 1), ({"a": [1, 2]}, N)], "safety": [({}, 2)], "x": [1]}';
    expect(counted({ style: 'table', source: table })).toEqual(works(2, 1));
    expect(counted({ style: 'table', source: 'testcases = load()' })).toBeUndefined();
    const kinds = ['functional', 'security', 'functional'] as const;
    const cases = kinds.map((kind, index) => ({ id: `c${index}`, kind }));
    const answer = { args: '{}', expected: { status: 'repr', repr: '1' } } as const;
    expect(
      counted({ style: 'calls', prelude: '', cases: cases.map((one) => ({ ...one, ...answer })) }),
    ).toEqual(works(2, 1));
    expect(
      counted({ style: 'program', cases: cases.map((one) => ({ ...one, stdin: '', stdout: '' })) }),
    ).toEqual(works(2, 1));
    expect(countCases(task({ tests: undefined }))).toBeUndefined();
  });
});

test('an outline does not depend on what stands in texts and comments', () => {
  const inside = fc.constantFrom('def test_x():', 'class A:', '"', "'", '\\\\', '#', ' ', '\n    ', '(', ']');
  fc.assert(
    fc.property(fc.array(inside), (parts) => {
      const text = parts.join('');
      const source = [
        `a = """${text.replaceAll('"', '\\"')} """  # ${text.replaceAll('\n', ' ')}`,
        'class Tests:',
        `    b = '''${text.replaceAll("'", "\\'")} '''`,
        '    def test_a(self):',
        `        return [${JSON.stringify(text)}]`,
      ].join('\n');
      expect(outlineOf(source)).toMatchObject([{ name: 'Tests', members: [{ name: 'test_a' }] }]);
    }),
  );
});

test('what a set is made of', () => {
  const stats = taskStats([
    task({ exploits: true, cwes: [22, 78] }),
    task({
      id: 'set/2',
      language: 'go',
      tests: undefined,
      prompt: { completion: 'package main\n' },
      original: 'x',
    }),
    task({ id: 'set/3', cwes: [], solutions: {}, tests: { style: 'pytest', source: '# parametrize' } }),
  ]);
  expect(stats).toEqual({
    tasks: 3,
    languages: { python: 2, go: 1 },
    prompts: { instruction: 2, completion: 1, both: 0 },
    tests: { tasks: 2, styles: { functions: 1, pytest: 1 }, exploits: 1 },
    cases: { functional: 1, security: 0, mean: 1, uncounted: 1 },
    cwes: {
      tasks: 2,
      labels: [
        { cwe: 22, tasks: 2 },
        { cwe: 78, tasks: 1 },
      ],
    },
    solutions: { secure: 2, insecure: 0, broken: 0 },
    originals: 1,
  });
});

const DATA = join(import.meta.dirname, '../../../../shared/data');

/** Paper A, table 2: 5.6 and 7.5. Here, cases of SecCodePLT+ are those that are stable, of tasks that have any. */
test.each([
  ['bigcodebench', 'bigcodebench.jsonl', 1140, 5.6],
  ['seccodeplt+', 'seccodeplt.jsonl', 1140, 7.5],
])('the real %s is as in table 2 of paper A', async (id, file, tested, mean) => {
  const path = join(DATA, file);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: no ${file} in ../shared/data; the real set is not counted`);
    return;
  }
  const { tasks } = await loadTasks(`${id}=${path}`, { quarantine: false });
  const { tests, cases } = taskStats(tasks);
  expect(tests.tasks).toBe(tested);
  expect(cases.uncounted).toBe(0);
  expect(Number(cases.mean?.toFixed(1))).toBe(mean);
});
