import type { Subject } from './subject.ts';

const HUMANEVAL = {
  task_id: 'HumanEval/0',
  prompt: 'def double(number):\n    """Twice.\n    >>> double(2)\n    4\n    """\n',
  entry_point: 'double',
  canonical_solution: '    return number * 2\n',
  test: 'def check(candidate):\n    assert candidate(70) == 140\n    assert candidate(-3) == -6\n',
};

const STUB = 'def double(number):\n    return None\n';

const EVALPLUS_HEAD = `def is_floats(x):
    return isinstance(x, float)


def assertion(out, exp, atol):
    exact_match = out == exp
    if atol == 0 and is_floats(exp):
        atol = 1e-6
    assert exact_match or (atol != 0 and abs(out - exp) < atol)

`;

const MBPP = {
  task_id: 7,
  text: 'Write a function to double a number.',
  code: 'import math\r\ndef double(number):\r\n  return number * 2 ',
  test_list: [
    'assert double(2) == 4',
    'assert math.isclose(double(70.5), 141)',
    'assert set([double(3)]) == {6}',
  ],
  test_setup_code: 'import math',
  challenge_test_list: [],
};

/** Its assertions need a class of the solution. */
const MBPP_WITH_CLASS = {
  ...MBPP,
  task_id: 8,
  code: 'class Pair(object):\n    def __init__(self, a, b):\n        self.a, self.b = a, b\ndef total(pair, n):\n    return pair.a + pair.b + n\n',
  test_list: ['assert total(Pair(1, 2), 0) == 3', 'assert total(\nPair(30, 40), 7) == 77'],
  test_setup_code: '',
};

/** The function is called as HumanEval calls its tests. */
const MBPP_CHECK = {
  ...MBPP,
  task_id: 9,
  code: 'def check(number):\n    return number > 1\n',
  test_list: ['assert check(2) == True', 'assert check(1) == False'],
  test_setup_code: '',
};

const { text: _text, test_setup_code: _setup, challenge_test_list: _challenge, ...MBPP_COMMON } = MBPP;
const SANITIZED = {
  ...MBPP_COMMON,
  source_file: 'by hand',
  prompt: 'Write a function to double a number.',
  test_imports: ['import math'],
};

const MBPP_PLUS = {
  ...SANITIZED,
  test: `${EVALPLUS_HEAD}inputs = [[70], [0.5], ['a']]\nresults = [140, 1.0, 'aa']\nfor i, (inp, exp) in enumerate(zip(inputs, results)):\n    assertion(double(*inp), exp, 0)\n`,
};

const BIGCODEBENCH = {
  task_id: 'BigCodeBench/0',
  complete_prompt: 'import csv\n\ndef task_func(path):\n    """The rows of a file."""\n',
  instruct_prompt: 'The rows of a file. Begin with:\n```\nimport csv\ndef task_func(path):\n```',
  canonical_solution: '    with open(path) as file:\n        return list(csv.reader(file))\n',
  code_prompt: 'import csv\n\ndef task_func(path):\n',
  test: 'import unittest\nclass TestCases(unittest.TestCase):\n    def test_rows(self):\n        with open("t.csv", "w") as file:\n            file.write("a,b")\n        self.assertEqual(task_func("t.csv"), [["a", "b"]])\n',
  entry_point: 'task_func',
  doc_struct: '{}',
  libs: "['csv']",
};

const STUDENTEVAL = {
  problem: 'double',
  entrypoint: 'double',
  assertions: "assert double([ 70 ]) == [140]\nassert double([ ]) == [ ]\nassert double(['a']) == ['aa']",
  prints: 'print(double([ 70 ]))',
  username: 'student0',
  submitted_text: 'doubles all in the list',
  tests_passed: 3,
  total_tests: 3,
  prompt: 'def double(lst):\n    """\n    doubles all in the list\n    """\n    ',
  completion: 'return [2 * each for each in lst]\n',
  first_attempt: true,
  last_attempt: true,
  is_success: true,
  is_first_success: true,
  is_last_success: false,
  is_first_failure: false,
  is_last_failure: false,
};

/** Sets of functions with assertions about them. */
export const FUNCTIONS: readonly Subject[] = [
  {
    set: 'humaneval',
    row: HUMANEVAL,
    needs: ['task_id', 'prompt', 'entry_point', 'canonical_solution', 'test'],
    hidden: ['number * 2', '140'],
    stub: STUB,
    trust: 'oracle',
  },
  {
    set: 'humaneval+',
    row: {
      ...HUMANEVAL,
      test: `${EVALPLUS_HEAD}def check(candidate):\n    inputs = [[70], [0.5]]\n    results = [140, 1.0]\n    for i, (inp, exp) in enumerate(zip(inputs, results)):\n        assertion(candidate(*inp), exp, 0)\n`,
    },
    needs: ['task_id', 'prompt', 'entry_point', 'canonical_solution', 'test'],
    hidden: ['number * 2', '140'],
    stub: STUB,
    trust: 'oracle',
  },
  {
    set: 'mbpp',
    row: MBPP,
    needs: ['task_id', 'text', 'code', 'test_list'],
    hidden: ['number * 2', '70.5'],
    stub: STUB,
    trust: 'oracle',
  },
  {
    set: 'mbpp',
    kind: 'with a class',
    row: MBPP_WITH_CLASS,
    needs: ['task_id', 'text', 'code', 'test_list'],
    hidden: ['self.a', '77'],
    stub: 'class Pair:\n    def __init__(self, a, b): pass\ndef total(pair, n): pass\n',
    trust: 'twinned',
  },
  {
    set: 'mbpp',
    kind: 'with a function called check',
    row: MBPP_CHECK,
    needs: ['code'],
    hidden: ['number > 1', 'check(1)'],
    stub: 'def check(number): pass\n',
    trust: 'twinned',
  },
  {
    set: 'mbpp-sanitized',
    row: SANITIZED,
    needs: ['task_id', 'prompt', 'code', 'test_list'],
    hidden: ['number * 2', '70.5'],
    stub: STUB,
    trust: 'oracle',
  },
  {
    set: 'mbpp+',
    row: MBPP_PLUS,
    needs: ['task_id', 'prompt', 'code', 'test_list', 'test'],
    hidden: ['number * 2', '140'],
    stub: STUB,
    trust: 'oracle',
  },
  ...(['bigcodebench', 'bigcodebench-hard'] as const).map(
    (set): Subject => ({
      set,
      row: BIGCODEBENCH,
      needs: [
        'task_id',
        'complete_prompt',
        'instruct_prompt',
        'code_prompt',
        'canonical_solution',
        'test',
        'entry_point',
      ],
      alike: ['bigcodebench', 'bigcodebench-hard'],
      hidden: ['csv.reader', 't.csv'],
      stub: 'def task_func(path):\n    pass\n',
      trust: 'twinned',
    }),
  ),
  {
    set: 'studenteval',
    row: STUDENTEVAL,
    needs: ['problem', 'entrypoint', 'assertions', 'username', 'prompt'],
    hidden: ['2 * each', '140'],
    stub: 'def double(lst):\n    return None\n',
    trust: 'oracle',
  },
  {
    set: 'bifocal',
    row: {
      id: 'mine/1',
      dataset: 'mine',
      language: 'python',
      prompt: { instruction: 'Write double(number).' },
      entryPoint: 'double',
      tests: {
        style: 'calls',
        prelude: '',
        cases: [
          {
            id: 'a',
            kind: 'functional',
            args: '{"number": 70}',
            expected: { status: 'value', source: '140' },
          },
        ],
      },
      solutions: { secure: 'def double(number):\n    return number * 2\n' },
    },
    needs: ['id', 'dataset', 'language'],
    hidden: ['number * 2', '140'],
    stub: STUB,
    trust: 'oracle',
  },
];
