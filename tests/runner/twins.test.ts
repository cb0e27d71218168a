import { describe, expect, test } from 'vitest';
import { judge, outcomes, taskOf } from '../support/bench.ts';

const TIMEOUT = { timeout: 40_000 };

const suite = (methods: string) =>
  taskOf(
    { style: 'unittest', functional: `import unittest\nclass TestDouble(unittest.TestCase):\n${methods}` },
    { solutions: { secure: 'def double(number):\n    return number * 2\n' } },
  );

const task = suite(`
    def test_equal(self):
        self.assertEqual(double(1), 2)
    def test_true(self):
        self.assertTrue(double(2) == 4)
    def test_raises(self):
        with self.assertRaises(TypeError):
            double(None)
    def test_bare(self):
        assert double(3) == 6
`);

const FORGERS = {
  'assertions that always hold': `
import unittest
for name in dir(unittest.TestCase):
    if name.startswith("assert"):
        setattr(unittest.TestCase, name, lambda *a, **k: __import__("contextlib").nullcontext())
def double(number): return 0
`,
  'tests that are not run': `
import unittest
unittest.TestCase.run = lambda self, result=None: result.startTest(self)
def double(number): return 0
`,
  'answers that are read in the test': `
import sys
def double(number):
    code = sys._getframe(1).f_code
    constants = [value for value in code.co_consts if type(value) is int]
    if number is None: raise TypeError
    return constants[-1]
`,
  'a value that equals everything': `
class Any:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
def double(number):
    if number is None: raise TypeError
    return Any()
`,
  "results from the runner's own mouth": `
import sys
def double(number):
    frame = sys._getframe()
    while frame:
        channel, request = frame.f_locals.get("channel"), frame.f_locals.get("request")
        if channel and "token" in (request or {}):
            channel.send({"results": [{"outcome": "passed"}], "token": request["token"]})
            __import__("os")._exit(0)
        frame = frame.f_back
`,
} as const;

describe.concurrent('twins', () => {
  test('honest code passes, and every case says that twins failed', TIMEOUT, async () => {
    const report = await judge(task, 'def double(number):\n    return number * 2\n');
    expect(new Set(Object.values(outcomes(report))), JSON.stringify(report)).toEqual(new Set(['passed']));
    expect(new Set(report.cases.map(({ trust }) => trust))).toEqual(new Set(['twinned']));
  });

  test('wrong code fails its tests and is not called a forger', TIMEOUT, async () => {
    const report = await judge(task, 'def double(number):\n    return number * 3\n');
    expect(outcomes(report), JSON.stringify(report)).toEqual({
      'TestDouble.test_bare': 'failed',
      'TestDouble.test_equal': 'failed',
      'TestDouble.test_raises': 'passed',
      'TestDouble.test_true': 'failed',
    });
  });

  test.each(Object.entries(FORGERS))('%s: nothing passes', TIMEOUT, async (_, code) => {
    const report = await judge(task, code);
    const found = Object.values(outcomes(report));
    expect(found, JSON.stringify(report)).not.toContain('passed');
    expect(found).toContain('tampered');
  });

  test('a changed assertion that is never reached accuses nobody', TIMEOUT, async () => {
    const early = suite(`
    def test_a(self):
        with self.subTest():
            if double(1) == 2: return
        self.assertEqual(double(1), 2)
`);
    const report = await judge(early, 'def double(number):\n    return number * 2\n');
    expect(outcomes(report), JSON.stringify(report)).toEqual({ 'TestDouble.test_a': 'passed' });
    expect(report.cases[0]?.trust).toBe('token');
  });

  test('without a reference, a contradiction is unknown', TIMEOUT, async () => {
    const report = await judge({ ...task, solutions: {} }, FORGERS['assertions that always hold']);
    expect(Object.values(outcomes(report)), JSON.stringify(report)).toContain('unknown');
    expect(Object.values(outcomes(report))).not.toContain('passed');
  });

  test('tests that call one another are run together', TIMEOUT, async () => {
    const named = suite(`
    def test_a(self):
        self.assertEqual(double(1), 2)
    def test_b(self):
        self.test_a()
`);
    const report = await judge(named, 'def double(number):\n    return number * 2\n');
    expect(outcomes(report)).toEqual({ 'TestDouble.test_a': 'passed', 'TestDouble.test_b': 'passed' });
    expect(report.cases[0]?.trust).toBe('token');
  });
});

test('a test that compares long texts takes no longer when it fails', { timeout: 40_000 }, async () => {
  const task = suite(`
    def test_text(self):
        lines = [f"line {n} of many {n * n}" for n in range(1000)]
        self.assertEqual(double("\\n".join(lines)), "\\n".join(line.replace("many", "more") for line in lines))
`);
  const started = Date.now();
  expect(outcomes(await judge(task, 'def double(text):\n    return text\n'))).toEqual({
    'TestDouble.test_text': 'failed',
  });
  expect(Date.now() - started).toBeLessThan(5000);
});
