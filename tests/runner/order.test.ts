import { expect, test } from 'vitest';
import { judge, outcomes, taskOf } from '../support/bench.ts';

const TIMEOUT = { timeout: 40_000 };
const RIGHT = 'def double(number):\n    return number * 2\n';

/** Its second test only works behind the first; the fourth behind the third. */
const task = (secure: string | undefined) =>
  taskOf(
    {
      style: 'unittest',
      functional: `
import os, unittest
ANSWERS = [2, 4, 6]
class T(unittest.TestCase):
    def test_1(self):
        self.assertEqual(double(1), ANSWERS.pop(0))
    def test_2(self):
        self.assertEqual(double(2), ANSWERS.pop(0))
    def test_3(self):
        open("note", "w").write(str(double(3)))
        self.assertTrue(os.path.exists("note"))
    def test_4(self):
        self.assertEqual(open("note").read(), "6")
`,
    },
    secure === undefined ? {} : { solutions: { secure } },
  );

const inside = (...outcomes: string[]) =>
  Object.fromEntries(outcomes.map((outcome, i) => [`T.test_${i + 1}`, outcome]));

test('tests that build on one another run in their order, if the reference needs it', TIMEOUT, async () => {
  const report = await judge(task(RIGHT), RIGHT);
  expect(outcomes(report), JSON.stringify(report)).toEqual(inside('passed', 'passed', 'passed', 'passed'));
  expect(new Set(report.cases.map(({ trust }) => trust))).toEqual(new Set(['token']));
});

test('a test that the sample does not survive takes no other with it', TIMEOUT, async () => {
  const report = await judge(
    task(RIGHT),
    `${RIGHT.replace('return', 'if number == 1: __import__("os")._exit(0)\n    return')}`,
  );
  expect(outcomes(report), JSON.stringify(report)).toEqual(inside('failed', 'failed', 'passed', 'passed'));
});

test('a loop is a timeout of its own test', TIMEOUT, async () => {
  const report = await judge(task(RIGHT), RIGHT.replace('return', 'while number == 3: pass\n    return'));
  expect(outcomes(report)['T.test_3'], JSON.stringify(report)).toBe('timeout');
  expect([outcomes(report)['T.test_1'], outcomes(report)['T.test_2']]).toEqual(['passed', 'passed']);
});

test('without a reference, each runs alone', TIMEOUT, async () => {
  const report = await judge(task(undefined), RIGHT);
  expect(outcomes(report), JSON.stringify(report)).toEqual(inside('passed', 'failed', 'passed', 'failed'));
});
