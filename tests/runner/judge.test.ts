import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { openBench } from '../../src/testing/bench.ts';
import { judge, outcomes, quickLimits, realBench, taskOf } from '../support/bench.ts';
import { temporaryFolder } from '../support/files.ts';
import { systemPython } from '../support/system-python.ts';

const functional = (source: string, rest: Parameters<typeof taskOf>[1] = {}) =>
  taskOf({ style: 'functions', functional: source }, { entryPoint: 'f', ...rest });

const TIMEOUT = { timeout: 40_000 };

describe.concurrent('what crosses between the judge and the candidate', () => {
  test('plain data arrives as it was sent', TIMEOUT, async () => {
    const task = functional(`
from solution import f
VALUES = [None, True, -1, 2 ** 80, 1.5, float("inf"), "é\\ud800", b"\\x00\\xff", 3j, (1, (2,)), {1, 2}, frozenset({3}),
          {"a": [1], (1, 2): {3: 4}, None: ()}, []]
def test_values():
    for value in VALUES:
        back = f(value)
        assert back == value and type(back) is type(value), repr(back)
def test_nan():
    back = f(float("nan"))
    assert back != back
def test_keywords():
    assert f(value=1) == 1
`);
    const report = await judge(task, 'def f(value):\n    return value\n');
    expect(outcomes(report), JSON.stringify(report)).toEqual({
      test_values: 'passed',
      test_nan: 'passed',
      test_keywords: 'passed',
    });
  });

  test('a value of no plain type is only its name and its repr', TIMEOUT, async () => {
    const task = functional(`
from solution import f
def test_equal_to_nothing():
    assert f(1) != 1 and f(1) != True and not isinstance(f(1), int)
def test_repr():
    assert repr(f(1)) == "a sly one"
def test_no_attributes():
    assert not hasattr(f(1), "cheat")
def test_subclass_is_reduced():
    assert type(f(2)) is int and type(f(3)) is dict
`);
    const report = await judge(
      task,
      `class Sly:
    cheat = True
    def __eq__(self, other): return True
    def __hash__(self): return 1
    def __repr__(self): return "a sly one"
class Int(int):
    def __eq__(self, other): return True
class Dict(dict):
    def items(self): return [("x", 1)]
def f(n): return {1: Sly(), 2: Int(5), 3: Dict()}[n]
`,
    );
    expect(new Set(Object.values(outcomes(report))), JSON.stringify(report)).toEqual(new Set(['passed']));
  });

  test.each([
    ['40 MB', 'return "x" * 40_000_000', 'flood'],
    ['a generator that never ends', 'import itertools; return itertools.count()'],
    ['a cycle', 'a = []; a.append(a); return a'],
    ['a repr that raises', 'return type("Odd", (), {"__repr__": lambda self: 1 / 0})()'],
    ['a deep nest', 'a = []\n    for _ in range(100_000): a = [a]\n    return a'],
    ['a function', 'return lambda: 2'],
    ['an open file', 'return open("/dev/null")'],
    ['a huge number', 'return 10 ** 20_000'],
  ])('returning %s is a wrong answer and no more', TIMEOUT, async (_, body, outcome = 'failed') => {
    const task = functional(`
from solution import f
def test_first():
    assert f() == 2
def test_next():
    assert f(True) == 2
`);
    const report = await judge(task, `def f(good=False):\n    if good: return 2\n    ${body}\n`);
    expect(outcomes(report), JSON.stringify(report)).toEqual({ test_first: outcome, test_next: 'passed' });
  });

  test('exceptions arrive as the nearest built-in one', TIMEOUT, async () => {
    const task = functional(`
from bifocal import attempt, raises
from solution import f
def test_built_in():
    with raises(FileNotFoundError): f("FileNotFoundError(2, 'x')")
def test_own():
    with raises(LookupError): f("Own('no')")
def test_not_another():
    with raises(ValueError): f("Own('no')")
def test_exit_is_no_exit():
    with raises(SystemExit): f("SystemExit(0)")
def test_nothing_raised():
    with raises(ValueError): f("None")
def test_attempt():
    assert isinstance(attempt(f, "KeyError(1)"), KeyError) and attempt(f, "None") is None
`);
    const report = await judge(
      task,
      `class Own(KeyError): pass
def f(source):
    error = eval(source)
    if error: raise error
`,
    );
    expect(outcomes(report), JSON.stringify(report)).toEqual({
      test_built_in: 'passed',
      test_own: 'passed',
      test_not_another: 'failed',
      test_exit_is_no_exit: 'failed',
      test_nothing_raised: 'failed',
      test_attempt: 'passed',
    });
  });
});

describe.concurrent('cases do not touch one another', () => {
  const TWICE = `
from bifocal import inside
from solution import f
def test_a(tmp_path):
    assert f() == 1 and inside("os.getcwd") == str(tmp_path)
def test_b(tmp_path):
    assert f() == 1 and inside("os.getcwd") == str(tmp_path)
`;

  test.each([
    ['module state', 'count = 0\ndef f():\n    global count\n    count += 1\n    return count\n'],
    [
      'files in the current folder',
      'import os\ndef f():\n    open("mark", "a").write("x")\n    return os.path.getsize("mark")\n',
    ],
    ['patched modules', 'import math\ndef f():\n    math.n = getattr(math, "n", 0) + 1\n    return math.n\n'],
    [
      'the current folder',
      'import os\ndef f():\n    if os.getcwd() == "/": return 2\n    os.fork() or (os.chdir("/"), os._exit(0))\n    return 1\n',
    ],
    [
      'environment variables',
      'import os\ndef f():\n    os.environ["N"] = str(int(os.environ.get("N", "0")) + 1)\n    return int(os.environ["N"])\n',
    ],
  ])('through %s', TIMEOUT, async (_, code) => {
    const report = await judge(functional(TWICE), code);
    expect(outcomes(report), JSON.stringify(report)).toEqual({ test_a: 'passed', test_b: 'passed' });
  });

  test('within one case, state is kept', TIMEOUT, async () => {
    const report = await judge(
      functional('from solution import f\ndef test_state():\n    assert (f(), f()) == (1, 2)\n'),
      'count = 0\ndef f():\n    global count\n    count += 1\n    return count\n',
    );
    expect(outcomes(report)).toEqual({ test_state: 'passed' });
  });
});

describe.concurrent('the plan decides what counts', () => {
  test('every planned case has one result, in the order of the plan', TIMEOUT, async () => {
    const report = await judge(
      taskOf(
        {
          style: 'functions',
          functional: 'from solution import f\ndef helper(): pass\ndef test_b(): f()\ndef test_a(): f(1)\n',
          security: 'from solution import f\ndef test_exploit():\n    assert f() is None\n',
        },
        { entryPoint: 'f' },
      ),
      'def f(): pass\n',
    );
    expect(report.cases.map(({ id, kind, outcome }) => [id, kind, outcome])).toEqual([
      ['test_b', 'functional', 'passed'],
      ['test_a', 'functional', 'failed'],
      ['test_exploit', 'security', 'passed'],
    ]);
  });

  const broken = {
    'two cases of one name in different files': taskOf(
      { style: 'functions', functional: 'def test_a(): assert False\n', security: 'def test_a(): pass\n' },
      { entryPoint: 'f' },
    ),
    'two cases of one name in one file': functional('def test_a(): assert False\ndef test_a(): pass\n'),
    'two pairs of one id': taskOf(
      {
        style: 'calls',
        prelude: '',
        cases: [1, 2].map((n) => ({
          id: 'a',
          kind: 'functional',
          args: '{}',
          expected: { status: 'value', source: String(n) },
        })),
      },
      { entryPoint: 'f' },
    ),
    'tests that are not Python': functional('def test_a(:\n'),
  };
  test.each(Object.entries(broken))('%s: unknown, with the reason', TIMEOUT, async (_, task) => {
    const report = await judge(task, 'def f(): return 2\n');
    expect(report, JSON.stringify(report)).toMatchObject({ status: 'unknown', cases: [] });
    expect(report.reason).toMatch(/test_a|called a|SyntaxError/);
  });

  test('tests that do not load here are unknown, not failed', TIMEOUT, async () => {
    const report = await judge(
      functional('import numpy_like\nfrom solution import f\ndef test_a(): f()\n'),
      'def f(): pass\n',
    );
    expect(outcomes(report)).toEqual({ test_a: 'unknown' });
    expect(report.cases[0]?.message).toContain('numpy_like');
  });

  test('an expected value that cannot be built is unknown', TIMEOUT, async () => {
    const expected = (source: string) => ({ status: 'value', source }) as const;
    const task = taskOf(
      {
        style: 'calls',
        prelude: '',
        cases: [
          { id: 'odd', kind: 'functional', args: '{}', expected: expected('missing_name') },
          { id: 'good', kind: 'functional', args: '{}', expected: expected('1') },
        ],
      },
      { entryPoint: 'f' },
    );
    expect(outcomes(await judge(task, 'def f(): return 1\n'))).toEqual({ odd: 'unknown', good: 'passed' });
  });

  test('a task without tests is unknown', async () => {
    const { tests: _, ...task } = functional('');
    const report = await judge(task, '');
    expect(report).toMatchObject({ status: 'unknown', reason: 'the task has no tests', cases: [] });
  });
});

describe('what jobs may read', () => {
  test.each([true, false])(
    'may lie below /tmp (reuse: %s), and cannot be written to',
    TIMEOUT,
    async (reuse) => {
      const site = temporaryFolder();
      writeFileSync(join(site, 'here.py'), 'ANSWER = 42\n');
      chmodSync(site, 0o755);
      const interpreter = { ...(await systemPython()), site };
      const bench = await openBench({ choice: await chooseSandbox('auto', interpreter), interpreter, reuse });
      const task = functional(
        'from solution import f\ndef test_a():\n    assert f() == (42, False, ["here.py"])\n',
      );
      const code = `
import os
def f():
    import here
    try:
        open(here.__file__ + "x", "w").close()
        written = True
    except OSError:
        written = False
    return here.ANSWER, written, os.listdir(os.path.dirname(here.__file__))
`;
      for (let job = 0; job < 2; job += 1) {
        const report = await bench.run({ id: 's', code }, task);
        expect(outcomes(report), JSON.stringify(report)).toEqual({ test_a: 'passed' });
      }
      await bench.close();
    },
  );
});

describe.concurrent('the judge itself', () => {
  test('one that does not start is unknown', async () => {
    const interpreter = await systemPython();
    const choice = await chooseSandbox('auto', interpreter);
    const bench = await openBench({ choice, interpreter: { ...interpreter, python: '/usr/bin/no-python' } });
    const report = await bench.run({ id: 's', code: '' }, functional('def test_a(): pass\n'));
    expect(report).toMatchObject({ status: 'unknown', cases: [] });
    expect(report.reason).toContain('no-python');
  });

  test.each([
    ['reads from a pipe', 'import os\ndef f():\n    os.mkfifo("out")\n'],
    ['reads without an end', 'import os\ndef f():\n    os.symlink("/dev/zero", "out")\n'],
  ])('a file that %s does not hold it up', TIMEOUT, async (_, code) => {
    const task = functional(`
from solution import f
def test_file(tmp_path):
    f()
    assert (tmp_path / "out").read_bytes() == b"x"
def test_next():
    assert f() is None
`);
    const limits = (of: typeof task) => ({ ...quickLimits(of), wall_seconds: 2 });
    const report = await judge(task, code, { limits });
    expect(outcomes(report).test_file).toMatch(/timeout|failed|memory/);
    expect(outcomes(report).test_next).toBe('passed');
  });

  test('stops when the run is stopped', TIMEOUT, async () => {
    const stop = new AbortController();
    const task = functional('from solution import f\ndef test_a(): f()\n');
    const sleeper = { id: 'sleeper', code: 'import time\ndef f(): time.sleep(60)\n' };
    const started = Date.now();
    const running = (await realBench()).run(sleeper, task, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('stopped by the test')), 1000);
    await expect(running).rejects.toThrow('stopped by the test');
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
