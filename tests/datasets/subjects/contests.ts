import type { Subject } from './subject.ts';

const APPS = {
  problem_id: 12,
  question: 'Read whole numbers, one a line. Print twice their sum.',
  solutions: JSON.stringify(['import sys\nprint(2 * sum(map(int, sys.stdin)))', 'print(0)']),
  input_output: JSON.stringify({
    inputs: ['70\n71\n', ['1', '2']],
    outputs: ['282\n', ['6']],
  }),
  difficulty: 'interview',
  url: 'https://example.org/problems/12',
  starter_code: '',
};

/** A function; the outputs stand in lists of one, or as they are. */
const APPS_FUNCTION = {
  ...APPS,
  problem_id: 13,
  question: 'Double every number.',
  solutions: JSON.stringify([
    'def doubles(numbers, names):\n    return tuple(2 * n for n in numbers), names.get(7)',
  ]),
  input_output:
    '{"fn_name": "doubles", "inputs": [[[70, 12345678901234567890], {"7": "a"}], [[], {}]], "outputs": [[[140, 24691357802469135780], "a"], [[[], null]]]}',
  starter_code: 'def doubles(numbers, names):\n\t',
};

/** A method, as LeetCode asks for it. */
const APPS_METHOD = {
  ...APPS,
  problem_id: 14,
  question: 'Double a number.',
  solutions: JSON.stringify([
    'class Solution:\n    def double(self, numbers: List[int]) -> int:\n        return 2 * sum(numbers)\n',
  ]),
  input_output: JSON.stringify({ fn_name: 'double', inputs: [[[70]], [[1, 2]]], outputs: [140, [6]] }),
  starter_code: 'class Solution:\n    def double(self, numbers: List[int]) -> int:\n        ',
};

const APPS_NEEDS = ['problem_id', 'question', 'solutions', 'input_output', 'difficulty'] as const;

const DS1000 = {
  prompt:
    'Problem:\nI have numbers. How do I double them?\nA:\n<code>\nnumbers = load()\n</code>\nresult = ... # put it here\nBEGIN SOLUTION\n<code>\n',
  reference_code: 'result = [2 * each for each in numbers]\n',
  metadata: {
    problem_id: 5,
    library_problem_id: 5,
    library: 'Numpy',
    test_case_cnt: 2,
    perturbation_type: 'Origin',
    perturbation_origin_id: 5,
  },
  code_context: `import copy


def generate_test_case(test_case_id):
    numbers = [70, 71] if test_case_id == 1 else []
    return numbers, [140, 142] if test_case_id == 1 else []


def exec_test(result, ans):
    assert result == ans
    return 1


exec_context = r"""
numbers = test_input
[insert]
"""


def test_execution(solution: str):
    code = exec_context.replace("[insert]", solution)
    for i in range(2):
        test_input, expected_result = generate_test_case(i + 1)
        test_env = {"test_input": test_input}
        exec(code, test_env)
        assert exec_test(test_env["result"], expected_result)


def test_string(solution: str):
    assert "while" not in solution
`,
};

const MERCURY = {
  id: 3,
  slug_name: 'double-it',
  meta_info: {},
  difficulty: 'Easy',
  pretty_content: ['Double every number of a list. The order does not matter.'],
  solutions: [
    {
      hash: 1,
      runtime: '1ms',
      solution:
        'class Solution:\n    def doubleIt(self, nums: List[int]) -> List[int]:\n        return [2 * n for n in nums]\n',
    },
  ],
  prompt:
    'class Solution(object):\n    def doubleIt(self, nums):\n        """\n        :type nums: List[int]\n        :rtype: List[int]\n        """\n        ',
  generator_code: '',
  convert_online: '',
  convert_offline: 'def convert_offline(case):\n    inputs, expected = case\n    return inputs, expected\n',
  evaluate_offline:
    'def evaluate_offline(inputs, outputs, expected):\n    return sorted(outputs) == sorted(expected)\n',
  entry_point: 'doubleIt',
  test_cases:
    '[{"input": [[70, 9007199254740993]], "expected": [18014398509481986, 140]}, {"input": [[]], "expected": []}]',
};

const LEVELS = ['interview', 'introductory', 'competition'] as const;

/** Only a name tells the splits apart, and their problems have the same numbers. */
const alikeIn = (level: (typeof LEVELS)[number]) =>
  ['apps', 'apps-train', `apps-${level}`, `apps-train-${level}`] as const;

const SUBJECTS_OF_APPS = LEVELS.flatMap((difficulty) =>
  alikeIn(difficulty)
    .filter((set) => difficulty === 'interview' || set.endsWith(difficulty))
    .map(
      (set): Subject => ({
        set,
        row: { ...APPS, difficulty },
        needs: APPS_NEEDS,
        alike: alikeIn(difficulty),
        hidden: ['282', 'sum(map'],
        stub: 'pass\n',
        trust: 'oracle',
      }),
    ),
);

/** Sets of problems that are solved by programs, methods, and pieces of code. */
export const CONTESTS: readonly Subject[] = [
  {
    set: 'apps',
    kind: 'a function',
    row: APPS_FUNCTION,
    needs: [...APPS_NEEDS],
    alike: alikeIn('interview'),
    hidden: ['24691357802469135780', '2 * n'],
    stub: 'def doubles(numbers, names):\n    return None\n',
    trust: 'oracle',
  },
  {
    set: 'apps',
    kind: 'a method',
    row: APPS_METHOD,
    needs: APPS_NEEDS,
    alike: alikeIn('interview'),
    hidden: ['140', '2 * sum'],
    stub: 'class Solution:\n    def double(self, numbers):\n        return None\n',
    trust: 'twinned',
  },
  ...SUBJECTS_OF_APPS,
  {
    set: 'ds1000',
    row: DS1000,
    needs: [
      'prompt',
      'reference_code',
      'code_context',
      'metadata',
      'metadata.problem_id',
      'metadata.library',
    ],
    hidden: ['2 * each', '142'],
    stub: 'result = None\n',
    trust: 'token',
  },
  {
    set: 'ds1000',
    kind: 'the body of a function',
    row: {
      ...DS1000,
      reference_code: '    doubled = [2 * each for each in numbers]\n    return doubled\n',
      code_context: DS1000.code_context.replace(
        '[insert]\n"""',
        'def double(numbers):\n[insert]\nresult = double(numbers)\n"""',
      ),
    },
    needs: ['metadata.problem_id'],
    hidden: ['2 * each', '142'],
    stub: '    return None\n',
    trust: 'token',
  },
  ...(['conala', 'conala-train'] as const).map(
    (set): Subject => ({
      set,
      alike: ['conala', 'conala-train'],
      row: {
        question_id: 41,
        intent: 'how do I double all',
        rewritten_intent: "double every number of list 'a'",
        snippet: '[2 * n for n in a]',
      },
      needs: ['question_id', 'intent', 'snippet'],
      hidden: ['2 * n'],
    }),
  ),
  ...(['mercury', 'mercury-train'] as const).map(
    (set): Subject => ({
      set,
      alike: ['mercury', 'mercury-train'],
      row: MERCURY,
      needs: [
        'slug_name',
        'pretty_content',
        'prompt',
        'solutions',
        'convert_offline',
        'evaluate_offline',
        'entry_point',
        'test_cases',
      ],
      hidden: ['2 * n', '18014398509481986', 'sorted'],
      stub: 'class Solution:\n    def doubleIt(self, nums):\n        return None\n',
      trust: 'twinned',
    }),
  ),
];
