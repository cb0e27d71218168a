import { expect, test } from 'vitest';
import { LINT_TITLES, lintTasks } from '../../../src/analysis/tasks/lint.ts';
import type { Task } from '../../../src/core/task.ts';
import { languages } from '../../../src/languages/index.ts';
import { task } from './support.ts';

const tools = {
  parses: (language: Task['language'], code: string) => languages[language].parses?.(code),
  languageOf: (path: string) => (path.endsWith('.py') ? ('python' as const) : undefined),
};

const lint = (...tasks: Task[]) => lintTasks({ tasks, problems: [], licence: 'MIT' }, tools);

const remarksOf = (fields: Partial<Task>) =>
  lint(task(fields)).remarks.map(({ code, severity, place }) => [code, severity, place]);

test('a task that is well', () => {
  expect(lint(task())).toEqual({ remarks: [], unjudged: {} });
});

const LEAK =
  'def add(a, b):\n    total = a + b\n    assert total is not None, "it must be something"\n    return total\n';

const CASE = {
  id: 'a',
  kind: 'functional',
  args: '{"a": 1}',
  expected: { status: 'value', source: '1' },
} as const;

test.each<[string, 'error' | 'warning', string, Partial<Task>]>([
  ['prompt-empty', 'error', 'prompt', { prompt: { instruction: ' ' }, entryPoint: undefined }],
  [
    'reference-syntax',
    'error',
    'solutions.insecure',
    { solutions: { secure: 'def add(): pass', insecure: 'def add(' } },
  ],
  [
    'reference-entry-point',
    'error',
    'solutions.secure',
    { solutions: { secure: 'def plus(a, b): return a + b' } },
  ],
  [
    'tests-syntax',
    'error',
    'tests.functional',
    { tests: { style: 'unittest', functional: 'class A:\n    def test_a(self):\n        add(\n' } },
  ],
  [
    'tests-syntax',
    'error',
    'tests.cases[1]',
    { tests: { style: 'calls', prelude: '', cases: [CASE, { ...CASE, id: 'b', args: '{' }] } },
  ],
  [
    'tests-empty',
    'error',
    'tests',
    { tests: { style: 'functions', functional: 'from solution import add\n' } },
  ],
  [
    'tests-entry-point',
    'error',
    'tests.functional',
    { tests: { style: 'functions', functional: 'def test_a():\n    assert address\n' } },
  ],
  ['cwe-unknown', 'error', 'cwes', { cwes: [999999] }],
  ['cwe-vague', 'warning', 'cwes', { cwes: [19] }],
  ['security-cwe', 'warning', 'cwes', { cwes: [], exploits: true }],
  ['prompt-entry-point', 'warning', 'prompt', { prompt: { instruction: 'Do an addition.' } }],
  [
    'prompt-leak',
    'warning',
    'prompt',
    { prompt: { instruction: `Write add like this:\n${LEAK}` }, solutions: { secure: LEAK } },
  ],
  [
    'case-twice',
    'warning',
    'tests.cases[1]',
    { tests: { style: 'calls', prelude: '', cases: [CASE, { ...CASE, id: 'b' }] } },
  ],
])('%s', (code, severity, place, fields) => {
  expect(remarksOf(fields)).toEqual([[code, severity, place]]);
  expect(LINT_TITLES[code]).toBeDefined();
});

test('what is fine: a completion that its reference begins with, a reference in setup, a proxy called candidate', () => {
  const completion = LEAK.slice(0, LEAK.indexOf('    return'));
  for (const fields of [
    { prompt: { completion }, solutions: { secure: LEAK } },
    { prompt: { instruction: '    return total', completion }, solutions: { secure: LEAK } },
    { setup: 'def add(a, b): ...', solutions: { secure: 'add = lambda a, b: a + b' } },
    {
      tests: {
        style: 'check',
        prompt: '',
        functional: 'def check(candidate):\n    assert candidate(1, 2) == 3\n',
      },
    },
    { solutions: { secure: 'class Solution:\n    def add(self, a, b): return a + b' } },
  ] as const)
    expect(remarksOf(fields)).toEqual([]);
});

test('names that mean something in a pattern are taken as they are', () => {
  expect(remarksOf({ entryPoint: 'add(' }).map(([code]) => code)).toContain('prompt-entry-point');
});

test('a language that nobody here can parse: not judged, and counted', () => {
  const { remarks, unjudged } = lint(
    task({ language: 'rust', tests: undefined, solutions: { secure: 'fn add() {' } }),
  );
  expect(remarks).toEqual([]);
  expect(unjudged).toEqual({ 'reference-syntax': 1 });
});

test('prompts that are nearly the same are told once, with the earlier one', () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const prompt = (text: string) => ({ prompt: { instruction: `Write add. ${text}` } });
  const { remarks } = lint(
    task({ id: 'set/1', ...prompt(words) }),
    task({ id: 'set/2', ...prompt(words.toUpperCase()) }),
    task({ id: 'set/3', ...prompt(`${words} more`) }),
    task({ id: 'set/4', ...prompt('something else that is asked for') }),
  );
  expect(remarks).toMatchObject([
    { code: 'prompt-twice', severity: 'warning', task: 'set/2', message: 'the words of set/1' },
    { code: 'prompt-twice', task: 'set/3', message: expect.stringMatching(/^9\d % that of set\/1$/) },
  ]);
});

test('rows that are no task are errors; a set of unknown origin is told', () => {
  const problems = [{ where: 'file:3', message: 'task set/1 is there twice' }];
  const { remarks } = lintTasks({ tasks: [task()], problems, licence: undefined }, tools);
  expect(remarks).toMatchObject([
    { code: 'row', severity: 'error', place: 'file:3' },
    { code: 'origin', severity: 'warning' },
  ]);
  const built = task({ provenance: { by: 'somebody' } });
  expect(lintTasks({ tasks: [built], problems: [], licence: undefined }, tools).remarks).toEqual([]);
});
