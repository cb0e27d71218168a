import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestBench } from '../../src/testing/bench.ts';
import { openRealBench, outcomes, quickLimits, taskOf } from '../support/bench.ts';

/** Where namespaces cannot be nested, each job is started anew: what that costs in strength, and what it must not. */
let bench: TestBench;
beforeAll(async () => {
  bench = await openRealBench({ reuse: false });
});
afterAll(() => bench.close());

const TIMEOUT = { timeout: 60_000 };
const APART = taskOf({
  style: 'functions',
  functional:
    'from solution import double\ndef test_one():\n    assert double(1) == 2\ndef test_two():\n    assert double(500) == 1000\n',
});
const SHARED = taskOf(
  {
    style: 'unittest',
    functional:
      'import unittest\nclass T(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(double(1), 2)\n    def test_two(self):\n        self.assertEqual(double(500), 1000)\n',
  },
  { solutions: { secure: 'def double(number):\n    return number * 2\n' } },
);

const run = async (task: typeof APART, code: string) => {
  const limits = { ...quickLimits(task), wall_seconds: 3, load_wall_seconds: 4, silence_seconds: 20 };
  return bench.run({ id: 's', code }, task, { limits });
};

test('the level says so', () => {
  expect(bench.level).toMatch(/: started anew for each job, rlimits/);
});

describe.each([
  ['apart', APART, ['test_one', 'test_two'], 'oracle'],
  ['in one process', SHARED, ['T.test_one', 'T.test_two'], 'twinned'],
] as const)('tests and sample %s', (_, task, [one, two], trust) => {
  test.each([
    ['a right solution', 'def double(number):\n    return number * 2\n', 'passed', 'passed'],
    ['a wrong one', 'def double(number):\n    return number + 1\n', 'passed', 'failed'],
    ['one that does not load', 'def double(number:\n', 'error', 'error'],
    [
      'an endless one',
      'def double(number):\n    while number == 1: pass\n    return 1000\n',
      'timeout',
      'passed',
    ],
    [
      'one that dies',
      'import os\ndef double(number):\n    return number * 2 if number > 1 else os._exit(0)\n',
      'failed',
      'passed',
    ],
  ])('%s', TIMEOUT, async (_story, code, first, second) => {
    const report = await run(task, code);
    expect(outcomes(report), JSON.stringify(report)).toEqual({ [one]: first, [two]: second });
    for (const result of report.cases) if (result.outcome === 'passed') expect(result.trust).toBe(trust);
  });

  test.each([
    'connect-out',
    'equal-to-everything',
    'forge-frames',
    'forge-lines',
    'kill-everything',
    'patch-assertions',
    'read-host-files',
    'search-memory',
    'stay-behind',
    'steal-constants',
    'stop-everything',
    'write-kernel-settings',
  ])('%s passes nothing', TIMEOUT, async (name) => {
    const code = readFileSync(new URL(`../fixtures/attacks/${name}.py`, import.meta.url), 'utf8');
    const report = await run(task, code);
    expect(
      report.status === 'ok' ? Object.values(outcomes(report)) : [],
      JSON.stringify(report),
    ).not.toContain('passed');
  });
});
