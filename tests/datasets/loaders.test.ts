import { describe, expect, test } from 'vitest';
import type { Task } from '../../src/core/task.ts';
import type { Dataset } from '../../src/datasets/dataset.ts';
import { datasets } from '../../src/datasets/index.ts';
import { assertionTests, calledFunction } from '../../src/datasets/kit/assertions.ts';
import { SUBJECTS } from './subjects.ts';

type SetId = keyof typeof datasets;

const rowOf = (set: SetId, kind?: string): Readonly<Record<string, unknown>> =>
  SUBJECTS.find((subject) => subject.set === set && subject.kind === kind)?.row ?? {};

/** What becomes of the subject's row with some fields changed. */
const load = (set: SetId, change: object = {}, kind?: string) =>
  (datasets[set] as Dataset).toTask({ ...rowOf(set, kind), ...change });

const loaded = (set: SetId, change: object = {}, kind?: string): Task => {
  const outcome = load(set, change, kind);
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

const reason = (set: SetId, change: object): string => {
  const outcome = load(set, change);
  return outcome.status === 'unknown' ? outcome.reason : 'a task';
};

describe('assertions as tests', () => {
  const functional = (script: string, code = 'def f(n): return n\n'): unknown => {
    const outcome = assertionTests(script, 'f', code);
    return outcome.status === 'ok' ? outcome.value : outcome.reason;
  };

  test('imports and helpers stay in front; each assertion is a statement of check', () => {
    expect(functional('import math\nLOW = 1 # as\nassert f(\n1) == LOW\nassert not f("""a\n b""")')).toEqual({
      style: 'check',
      prompt: '',
      functional:
        'import math\nLOW = 1\n\ndef check(candidate):\n    assert f(\n1) == LOW\n    assert not f("""a\n b""")\n',
    });
  });

  test('a loop over inputs moves as a whole', () => {
    expect(functional('pairs = [[1, 1]]\nfor a, b in pairs:\n    assert f(a) == b')).toMatchObject({
      functional:
        'pairs = [[1, 1]]\n\ndef check(candidate):\n    for a, b in pairs:\n        assert f(a) == b\n',
    });
  });

  test('a script with more between its assertions is kept in its order', () => {
    expect(functional('import math\nx = [1]\nassert f(x)\nx = [2]\nassert f(x)')).toMatchObject({
      functional:
        'import math\n\ndef check(candidate):\n    x = [1]\n    assert f(x)\n    x = [2]\n    assert f(x)\n',
    });
    const code = 'class Pair: pass\ndef f(n): return n\n';
    expect(functional('x = Pair()\nassert f(x)\nx = 1\nassert f(x)', code)).toMatchObject({
      functional: expect.stringMatching(/def test_0[\s\S]*Pair\(\)[\s\S]*x = 1\n {8}assert f\(x\)\n$/),
    });
  });

  test('two statements in a line, and blocks of several parts', () => {
    expect(functional('a = 1; assert f(a) == 1')).toMatchObject({
      functional: 'a = 1\n\ndef check(candidate):\n    assert f(a) == 1\n',
    });
    expect(functional('try:\n    f(1)\nexcept ValueError:\n    assert True')).toMatchObject({
      functional: expect.stringContaining(
        '    try:\n        f(1)\n    except ValueError:\n        assert True\n',
      ),
    });
  });

  test('what needs another class of the solution runs in its process', () => {
    const code = 'class Pair: pass\ndef f(n): return n\n';
    expect(functional('assert f(Pair()) == 1', code)).toEqual({
      style: 'unittest',
      functional:
        'import unittest\n\nclass TestAssertions(unittest.TestCase):\n    def test_0(self):\n        assert f(Pair()) == 1\n',
    });
    const own = functional('class Pair: pass\nassert f(Pair()) == 1', code);
    expect(own).toMatchObject({ style: 'check' });
  });

  test.each([
    ['assert g(1) == 1', 'its assertions say nothing of f'],
    ['assert f(1 == 1', 'its assertions cannot be read: invalid syntax'],
    ['', 'its assertions say nothing of f'],
    ['if 1:\n    assert f("""a\n b""")', 'its assertions have a text of several lines in a block'],
  ])('%j is not taken', (script, why) => {
    expect(functional(script)).toBe(why);
  });

  test('the function that is meant is the first of the solution that is called', () => {
    const code = 'def inner(n):\n    def hidden(): pass\nasync def outer(n): pass\n';
    expect(calledFunction(code, 'assert set(outer(inner(1))) == {1}')).toBe('outer');
    expect(calledFunction(code, 'assert hidden() == outer')).toBeUndefined();
  });
});

test('rows of EvalPlus files without expected results are known, and say where such are', () => {
  const release = { contract: '', base_input: [[1]], plus_input: [[2]], atol: 0 };
  for (const [set, task_id, hub] of [
    ['humaneval+', 'HumanEval/0', 'evalplus/humanevalplus'],
    ['mbpp+', 'Mbpp/2', 'evalplus/mbppplus'],
  ] as const) {
    const row = { ...release, task_id, prompt: '', entry_point: 'f', canonical_solution: '' };
    const known = Object.values<Dataset>(datasets).filter((each) => each.recognises(row));
    expect(known.map(({ id }) => id)).toEqual([set]);
    expect(datasets[set].toTask(row)).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining(hub),
    });
  }
});

describe('MBPP', () => {
  test('the prompt shows one assertion, and that is a visible test', () => {
    const { prompt, visibleTests, tests } = loaded('mbpp');
    expect(prompt.completion).toBe('"""\nWrite a function to double a number.\nassert double(2) == 4\n"""\n');
    expect(prompt.instruction).toContain('assert double(2) == 4');
    expect(visibleTests).toMatchObject({ functional: expect.stringContaining('(2) == 4') });
    expect(tests).toMatchObject({ functional: expect.stringContaining('isclose') });
    expect(JSON.stringify(visibleTests)).not.toContain('isclose');
  });

  test('a task needs a function that its first assertion calls', () => {
    expect(reason('mbpp', { code: 'def triple(number): pass' })).toMatch(/^test_list: .*no function of code/);
    expect(reason('mbpp', { test_list: [] })).toContain('test_list');
  });
});

describe('APPS', () => {
  const pairs = (inputs: unknown, outputs: unknown, rest: object = {}) => ({
    input_output: JSON.stringify({ inputs, outputs, ...rest }),
  });

  test('a row of another difficulty is no task of the set', () => {
    expect(reason('apps-introductory', { difficulty: 'competition' })).toBe(
      'difficulty: competition, not introductory',
    );
  });

  test.each([
    [pairs(['1'], ['1', '2']), 'input_output: 1 inputs and 2 outputs'],
    [{ input_output: '{"inputs": [NaN]}' }, /input_output: not JSON/],
    [pairs([{ a: 1 }], ['1']), /input_output/],
    [pairs([[1]], [1], { fn_name: 'a b' }), /input_output/],
    [{ input_output: '{"inputs": [[12345678901234567890]], "outputs": ["1"]}' }, /input_output/],
    [{ solutions: '["a", 1]' }, /solutions/],
  ])('%j is unknown', (change, why) => {
    expect(reason('apps', change)).toMatch(why);
  });

  test('lists of lines are texts; a program stands alone', () => {
    const task = loaded('apps', pairs([['1', 2], '3'], ['a', ['b', 'c']], { fn_name: null }));
    expect(task.tests).toMatchObject({
      style: 'program',
      cases: [
        { stdin: '1\n2', stdout: 'a' },
        { stdin: '3', stdout: 'b\nc' },
      ],
    });
    expect(task).toMatchObject({
      setup: '',
      prompt: { instruction: expect.stringContaining('standard input') },
    });
    expect(task.entryPoint).toBeUndefined();
  });

  test('a row without tests or solutions is a task without them', () => {
    const task = loaded('apps', { input_output: '', solutions: '' });
    expect(task).toMatchObject({ solutions: {} });
    expect(task.tests).toBeUndefined();
    expect(loaded('apps', pairs([], [])).tests).toBeUndefined();
  });
});

test('DS-1000: problems whose libraries we lack have no tests', () => {
  const of = (library: string) => loaded('ds1000', { metadata: { problem_id: 1, library } }).tests;
  expect([of('Pytorch'), of('Tensorflow')]).toEqual([undefined, undefined]);
  expect(of('Matplotlib')).toMatchObject({ style: 'native' });
});

test('CoNaLa: what was rewritten is asked, and rows of one question are told apart', () => {
  const first = loaded('conala');
  const other = loaded('conala', { snippet: 'list(map(double, a))' });
  const mined = loaded('conala', { rewritten_intent: null });
  expect(first.prompt.instruction).toMatch(/^double every number/);
  expect(mined.prompt.instruction).toMatch(/^how do I/);
  expect(new Set([first.id, other.id, mined.id]).size).toBe(3);
  expect(first.id).toMatch(/^conala\/41-[0-9a-f]{8}$/);
});

test('StudentEval: only a completion that passed is a reference', () => {
  expect(loaded('studenteval').solutions.secure).toMatch(/^def double[\s\S]*return/);
  expect(loaded('studenteval', { is_success: false }).solutions).toEqual({});
});

test('Mercury: where its lists and trees need lctk, and we lack it, a case is unknown', () => {
  expect(loaded('mercury').requires).toContain('lctk');
});

test('Mercury: the tests hold the row’s own text, in which no number was rounded', () => {
  expect(loaded('mercury').tests).toMatchObject({ functional: expect.stringContaining('9007199254740993') });
  expect(loaded('mercury', { test_cases: '[]' }).tests).toBeUndefined();
});

describe('CyberSecEval', () => {
  test('eight languages, and no other', () => {
    const languages = ['c', 'cpp', 'csharp', 'java', 'javascript', 'php', 'python', 'rust'];
    for (const language of languages)
      expect(loaded('cyberseceval-instruct', { language }).language).toBe(language);
    expect(reason('cyberseceval-instruct', { language: 'cobol' })).toContain('language');
  });

  test('autocomplete asks for more code, without the words around it', () => {
    const { prompt, cwes, original } = loaded('cyberseceval-autocomplete');
    expect(prompt).toEqual({ completion: 'void copy(char *to, const char *from) {' });
    expect({ cwes, original }).toMatchObject({ cwes: [120], original: expect.stringContaining('strcpy') });
    expect(loaded('cyberseceval-autocomplete', { test_case_prompt: 'int a;' }).prompt.completion).toBe(
      'int a;',
    );
  });
});
