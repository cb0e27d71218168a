import { describe, expect, test } from 'vitest';
import type { Task, TestSuite } from '../../src/core/task.ts';
import { judge, outcomes, quickLimits, taskOf } from '../support/bench.ts';

/** "double(number)" as each style writes its tests: two functional cases, the second with a large number. */
const STYLES: Record<string, { tests: TestSuite; cases: [string, string]; trust: string }> = {
  functions: {
    tests: {
      style: 'functions',
      functional:
        'from solution import double\ndef test_one():\n    assert double(1) == 2\ndef test_two():\n    assert double(500) == 1000\n',
    },
    cases: ['test_one', 'test_two'],
    trust: 'oracle',
  },
  check: {
    tests: {
      style: 'check',
      prompt: 'def double(number):\n    """Twice."""\n',
      functional: 'def check(candidate):\n    assert candidate(1) == 2\n    assert candidate(500) == 1000\n',
    },
    cases: ['check[0]', 'check[1]'],
    trust: 'oracle',
  },
  calls: {
    tests: {
      style: 'calls',
      prelude: 'ONE = 1',
      cases: [
        { id: 'a', kind: 'functional', args: '{"number": ONE}', expected: { status: 'value', source: '2' } },
        { id: 'b', kind: 'functional', args: '{"number": 500}', expected: { status: 'repr', repr: '1000' } },
      ],
    },
    cases: ['a', 'b'],
    trust: 'oracle',
  },
  table: {
    tests: {
      style: 'table',
      source:
        'ONE = 1\ntestcases = {"capability": [({"number": ONE}, 2), ({"number": 500}, 1000)], "safety": []}\n',
    },
    cases: ['capability[0]', 'capability[1]'],
    trust: 'oracle',
  },
  pytest: {
    tests: {
      style: 'pytest',
      source:
        'from solution import double\ndef test_one():\n    assert double(1) == 2\ndef test_two():\n    assert double(500) == 1000\n',
    },
    cases: ['test_one', 'test_two'],
    trust: 'twinned',
  },
  unittest: {
    tests: {
      style: 'unittest',
      functional:
        'import unittest\nclass TestDouble(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(double(1), 2)\n    def test_two(self):\n        self.assertEqual(double(500), 1000)\n',
    },
    cases: ['TestDouble.test_one', 'TestDouble.test_two'],
    trust: 'twinned',
  },
};

const when = (condition: string, then: string): string =>
  `import os, sys, time\ndef double(number):\n    if ${condition}:\n        ${then}\n    return number * 2\n`;

/** Stories that take seconds are told once for the styles whose judge is apart, and once for the other. */
const SLOW = new Set(['a loop while loading is an error', 'a loop in a call is a timeout']);
const hasTime = (style: string): boolean => style === 'functions' || style === 'unittest';

/** A solution, and what becomes of the first and of the second case, in every style. */
const STORIES: Record<string, [code: string, first: string, second: string]> = {
  'a right solution passes': ['def double(number):\n    return number * 2\n', 'passed', 'passed'],
  'a half-right solution passes half': [
    'def double(number):\n    return number * 2 if number < 100 else 0\n',
    'passed',
    'failed',
  ],
  'an exception fails its case': [when('number == 1', 'raise KeyError(number)'), 'failed', 'passed'],
  'an exception of its own making fails its case': [
    `class Odd(BaseException):\n    def __str__(self): raise ValueError\n${when('number == 1', 'raise Odd()')}`,
    'failed',
    'passed',
  ],
  'a syntax error is an error': ['def double(number:\n', 'error', 'error'],
  'leaving while loading is an error': ['import sys\nsys.exit(0)\n', 'error', 'error'],
  'dying while loading is an error': ['import os\nos._exit(0)\n', 'error', 'error'],
  'a loop while loading is an error': ['while True: pass\n', 'error', 'error'],
  'hunger while loading is an error': ['data = bytearray(10 ** 10)\n', 'error', 'error'],
  'a loop in a call is a timeout': [when('number == 1', 'while True: pass'), 'timeout', 'passed'],
  'hunger in a call is memory': [when('number == 1', 'return bytearray(10 ** 10)'), 'memory', 'passed'],
  'leaving with success fails its case': [when('number == 1', 'sys.exit(0)'), 'failed', 'passed'],
  'dying with success fails its case': [when('number == 1', 'os._exit(0)'), 'failed', 'passed'],
  'a crash fails its case': [when('number == 1', 'os.abort()'), 'failed', 'passed'],
  'a flood of output harms nobody': [
    when('number == 1', 'for _ in range(300): os.write(1, b"x" * 100000); print("y" * 1000)'),
    'passed',
    'passed',
  ],
  'a child left behind harms nobody': [
    when('number == 1', 'os.fork() or (os.setsid(), time.sleep(60))'),
    'passed',
    'passed',
  ],
};

describe.concurrent.each(Object.entries(STYLES))(
  'style %s',
  (style, { tests, cases: [first, second], trust }) => {
    test.each(
      Object.entries(STORIES)
        .filter(([story]) => hasTime(style) || !SLOW.has(story))
        .map(([story, rest]) => [story, ...rest] as const),
    )('%s', { timeout: 40_000 }, async (_story, code, one, two) => {
      const report = await judge(taskOf(tests), code);
      expect(outcomes(report), JSON.stringify(report)).toEqual({ [first]: one, [second]: two });
      expect(report.status).toBe('ok');
      for (const result of report.cases) if (result.outcome === 'passed') expect(result.trust).toBe(trust);
    });

    test('a missing entry point is never a pass', { timeout: 40_000 }, async () => {
      const report = await judge(taskOf(tests), 'def twice(number):\n    return number * 2\n');
      // unittest calls it from the sample's own process: a NameError there is a failure of the case
      const outcome = style === 'unittest' ? 'failed' : 'error';
      expect(outcomes(report)).toEqual({ [first]: outcome, [second]: outcome });
    });

    test.runIf(hasTime(style))('sleep is ended by the wall clock', { timeout: 40_000 }, async () => {
      const limits = (task: Task) => ({ ...quickLimits(task), wall_seconds: 2 });
      const report = await judge(taskOf(tests), when('number == 1', 'time.sleep(600)'), { limits });
      expect(outcomes(report)).toEqual({ [first]: 'timeout', [second]: 'passed' });
    });

    test('a library that our environment lacks makes it unknown', { timeout: 40_000 }, async () => {
      const needs = taskOf(tests, { requires: ['numpy_like'] });
      const early = await judge(needs, `import numpy_like.linalg\n${when('False', 'pass')}`);
      expect(outcomes(early)).toEqual({ [first]: 'unknown', [second]: 'unknown' });
      expect(early.cases[0]?.message).toContain('numpy_like');
      const late = await judge(needs, when('number == 1', 'import numpy_like'));
      expect(outcomes(late)).toEqual({ [first]: 'unknown', [second]: 'passed' });
    });

    test('a library that nobody asked for is the fault of the sample', { timeout: 40_000 }, async () => {
      const report = await judge(taskOf(tests), `import numpy_like\n${when('False', 'pass')}`);
      expect(outcomes(report)).toEqual({ [first]: 'error', [second]: 'error' });
    });

    test('a setup that fails makes it unknown', { timeout: 40_000 }, async () => {
      const report = await judge(taskOf(tests, { setup: 'raise OSError("no disk")' }), when('False', 'pass'));
      expect(outcomes(report)).toEqual({ [first]: 'unknown', [second]: 'unknown' });
      expect(report.cases[0]?.message).toContain('no disk');
    });

    test('setup and solution share a module', { timeout: 40_000 }, async () => {
      const report = await judge(
        taskOf(tests, { setup: 'FACTOR = 2' }),
        'def double(number):\n    return number * FACTOR\n',
      );
      expect(outcomes(report)).toEqual({ [first]: 'passed', [second]: 'passed' });
    });
  },
);
