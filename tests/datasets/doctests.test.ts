import { describe, expect, test } from 'vitest';
import { doctestsOf } from '../../src/datasets/kit/doctests.ts';
import { judge, outcomes, taskOf } from '../support/bench.ts';

const prompt = (examples: string): string =>
  `def double(number, times=1):\n    """Twice as much.\n\n${examples}    """\n`;

const assertionsOf = (examples: string): readonly string[] => {
  const tests = doctestsOf(prompt(examples), 'double');
  if (tests?.style !== 'check') return [];
  return tests.functional
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
};

describe('examples of a prompt as tests', () => {
  test.each([
    ['a call and its value', '    >>> double(2)\n    4\n', ['assert double(2) == 4']],
    [
      'one after the other',
      '    >>> double(2)\n    4\n    >>> double(3)\n    6\n',
      ['assert double(2) == 4', 'assert double(3) == 6'],
    ],
    [
      'a comparison',
      '    >>> double(2) == 4\n    >>> double(3) == 6\n    True\n',
      ['assert double(2) == 4', 'assert double(3) == 6'],
    ],
    [
      'several lines',
      '    >>> double(\n    ...     2,\n    ... )\n    4\n',
      ['assert double(\n    2,\n) == 4'].flatMap((text) => text.split('\n').map((line) => line.trim())),
    ],
    [
      'containers and signs',
      "    >>> double([-1, 'a'], times={'b': None})\n    [(1.5, True)]\n",
      ["assert double([-1, 'a'], times={'b': None}) == [(1.5, True)]"],
    ],
    ['prose behind it ends with the docstring', '    >>> double(2)\n    4', ['assert double(2) == 4']],
  ])('%s', (_, examples, expected) => {
    expect(assertionsOf(examples)).toEqual(expected);
  });

  test.each([
    ['another function', '    >>> triple(2)\n    6\n'],
    ['arguments that are no literals', '    >>> double(random())\n    4\n'],
    ['a call within a call', '    >>> round(double(2.2), 1)\n    4.4\n'],
    ['a value that is no literal', '    >>> double(2)\n    Four\n'],
    ['words behind the value', '    >>> double(2)\n    4 is twice 2\n'],
    ['no value', '    >>> double(2)\n'],
    ['another comparison', '    >>> double(2) > 3\n    True\n'],
    ['a comparison that is false', '    >>> double(2) == 5\n    False\n'],
    ['other forms of examples', '    double(2) => 4\n    double(3) == 6\n'],
  ])('not %s', (_, examples) => {
    expect(doctestsOf(prompt(examples), 'double')).toBeUndefined();
  });

  test('they judge a solution', { timeout: 40_000 }, async () => {
    const tests = doctestsOf(prompt('    >>> double(2)\n    4\n    >>> double(0)\n    0\n'), 'double');
    if (!tests) throw new Error('no tests');
    const report = await judge(taskOf(tests), 'def double(number, times=1): return number + 2\n');
    expect(outcomes(report)).toEqual({ 'check[0]': 'passed', 'check[1]': 'failed' });
  });
});
