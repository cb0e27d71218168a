import { describe, expect, test } from 'vitest';
import { type BuildContext, buildTask } from '../../src/builders/unit-tests/build-task.ts';
import { recordCases } from '../../src/builders/unit-tests/record-cases.ts';
import type { Built } from '../../src/builders/unit-tests/report.ts';
import { readSubject, type Subject } from '../../src/builders/unit-tests/subject.ts';
import type { Settings } from '../../src/builders/unit-tests/terms.ts';
import { ok } from '../../src/core/outcome.ts';
import { type CallCase, type Task, taskSchema } from '../../src/core/task.ts';
import type { TestBench } from '../../src/testing/bench.ts';
import { judge, realBench } from '../support/bench.ts';

const TIMEOUT = { timeout: 120_000 };

const taskOf = (secure: string, rest: Partial<Task> = {}): Task =>
  taskSchema.parse({
    id: 'test/task',
    dataset: 'test',
    language: 'python',
    prompt: {},
    entryPoint: 'f',
    cpuSeconds: 1,
    memoryMiB: 512,
    ...rest,
    solutions: { secure, ...rest.solutions },
  });

const subjectOf = (task: Task): Subject => {
  const subject = readSubject(task);
  if (subject.status === 'unknown') throw new Error(subject.reason);
  return subject.value;
};

const SETTINGS: Settings = {
  inputs: 4,
  rounds: 1,
  made: false,
  mutants: 6,
  minKill: 0.5,
  minCoverage: 0.5,
  minCases: 2,
};

/** Builds tests of a task from inputs that a model would have written, round by round. */
const build = async (
  task: Task,
  answers: readonly string[] | undefined,
  settings: Partial<Settings> = {},
): Promise<Built> => {
  const context: BuildContext = {
    bench: await realBench(),
    settings: { ...SETTINGS, rounds: answers?.length ?? 1, ...settings },
    ask: answers && (async (_, round) => ok(answers[round] ?? '')),
    exampleFor: () => undefined,
    signal: AbortSignal.timeout(100_000),
  };
  const built = await buildTask(task, context);
  if (built.status === 'unknown') throw new Error(built.reason);
  return built.value;
};

const casesOf = ({ task }: Built): readonly CallCase[] =>
  task?.tests?.style === 'calls' ? task.tests.cases : [];

const inputs = (name: string, values: readonly string[]): string =>
  values.map((value) => `{"${name}": ${JSON.stringify(value)}}`).join('\n');

describe('what the reference does with an input becomes a case, or is dropped for a reason', () => {
  const code = `
import datetime, os, random, sys, time, uuid
class Own(Exception): pass
def f(kind):
    if kind == "plain": return {"a": {1, 2}}
    if kind == "path": return os.path
    if kind == "raise": raise ValueError("no")
    if kind == "own": raise Own("no")
    if kind == "told": return {}["x"]
    if kind == "library": return int("x")
    if kind == "chance": return random.random()
    if kind == "uuid": return str(uuid.uuid4())
    if kind == "clock": return time.time()
    if kind == "day": return time.strftime("%Y-%m-%d")
    if kind == "folder": return os.path.abspath("x")
    if kind == "home": return os.path.expanduser("~")
    if kind == "order": return list({"one", "two", "three", "four", "five"})
    if kind == "hidden": return hash("x")
    if kind == "object": return object()
    if kind == "address": return "it is " + hex(id(kind))
    if kind == "large": return "x" * 5000
    if kind == "clutter": raise ValueError(str(time.time()))
    if kind == "age": return (datetime.date.today() - datetime.date(2000, 1, 1)).days
    if kind == "weekday": return time.strftime("%A")
    if kind == "date": return {"created": datetime.date.today()}
    if kind == "fixed": return datetime.datetime(2000, 1, 2) + datetime.timedelta(days=1)
    if kind == "program": return sys.executable
    if kind == "version": return sys.version
    if kind == "empty": raise ValueError
    if kind == "names": raise ValueError("cannot open %s" % sys.executable)
    if kind == "exit": os._exit(0)
    if kind == "print": print("word")
    if kind == "write": open("out.txt", "w").write("text")
`;
  const kinds = [...code.matchAll(/kind == "(\w+)"/g)].map(([, kind = '']) => kind);

  test('each of them', TIMEOUT, async () => {
    const subject = subjectOf(taskOf(code, { prompt: { instruction: 'It may raise KeyError.' } }));
    const proposals = kinds.map((kind) => ({
      origin: 'model' as const,
      args: `{"kind": "${kind}"}`,
      files: {},
    }));
    const recorded = await recordCases(await realBench(), subject, proposals, 0);
    if (recorded.status === 'unknown') throw new Error(recorded.reason);
    const { candidates, drops } = recorded.value;
    const cases = Object.fromEntries(
      candidates.map(({ case: { args, id: _, kind: __, ...rest } }) => [/: "(\w+)"/.exec(args)?.[1], rest]),
    );
    expect(cases).toEqual({
      plain: { expected: { status: 'value', source: "{'a': {1, 2}}" } },
      raise: { expected: { status: 'exception', type: 'ValueError', message: 'no' } },
      told: { expected: { status: 'exception', type: 'KeyError', message: "'x'" } },
      clutter: { expected: { status: 'exception', type: 'ValueError' } },
      empty: { expected: { status: 'exception', type: 'ValueError' } },
      names: { expected: { status: 'exception', type: 'ValueError' } },
      fixed: { expected: { status: 'repr', repr: 'datetime.datetime(2000, 1, 3, 0, 0)' } },
      print: { expected: { status: 'value', source: 'None' }, printed: 'word\n' },
      write: { expected: { status: 'value', source: 'None' }, leaves: { 'out.txt': 'text' } },
    });
    expect(drops).toEqual({
      private: 1, // own
      accidental: 1, // library
      machine: 7, // clock, day, date, folder, address, program, version
      incomparable: 2, // object, path
      unstable: 7, // chance, uuid, order, hidden, home, age, weekday
      'too large': 1,
      unjudged: 1, // exit
    });
  });
});

describe.concurrent('tests of a task', () => {
  const CLAMP = `
def f(value, low, high):
    if low > high:
        raise ValueError("low is above high")
    if value < low:
        return low
    return high if value > high else value
`;
  const answer = [
    [5, 0, 10],
    [-1, 0, 10],
    [11, 0, 10],
    [0, 0, 10],
    [10, 0, 10],
    [1, 3, 2],
    [3, 3, 3],
  ]
    .map(([value, low, high]) => `{"value": ${value}, "low": ${low}, "high": ${high}}`)
    .join('\n');

  test('few cases that run all and kill all that can be killed', TIMEOUT, async () => {
    const built = await build(taskOf(CLAMP), [answer]);
    const { report } = built;
    expect(report).toMatchObject({
      status: 'built',
      proposed: { model: 7 },
      coverage: { of: report.coverage.total },
      insecure: 'none',
    });
    expect(report.mutants.of).toBeGreaterThan(report.mutants.total / 2);
    expect(report.mutants.of + report.mutants.survivors.length).toBe(report.mutants.total);
    const cases = casesOf(built);
    expect(cases.length).toBeLessThan(7);
    if (!built.task) throw new Error('no task');
    const reference = await judge(built.task, CLAMP);
    expect(reference.cases.every(({ outcome }) => outcome === 'passed')).toBe(true);
    const wrong = await judge(built.task, CLAMP.replace('value < low', 'value > low'));
    expect(wrong.cases.some(({ outcome }) => outcome === 'failed')).toBe(true);
  });

  test('a later round adds what the first one left out', TIMEOUT, async () => {
    const [first = '', ...rest] = answer.split('\n');
    const built = await build(taskOf(CLAMP), [first, `${first}\n${rest.join('\n')}`]);
    expect(built.report).toMatchObject({ proposed: { model: 8 }, dropped: { repeated: 1 } });
    expect(built.report.coverage.of).toBe(built.report.coverage.total);
  });

  test('are weak where none shows that it works, and say so', TIMEOUT, async () => {
    const built = await build(taskOf(CLAMP), [
      '{"value": 1, "low": 3, "high": 2}\n{"value": 2, "low": 9, "high": 1}',
    ]);
    expect(built.report).toMatchObject({ status: 'weak' });
    expect(built.report.reason).toMatch(/exceptions|1 cases/);
  });

  test('leave out what the insecure control answers otherwise', TIMEOUT, async () => {
    const secure =
      'def f(name):\n    if ".." in name:\n        raise ValueError("outside")\n    return "/srv/" + name\n';
    const insecure = 'def f(name):\n    return "/srv/" + name\n';
    const names = inputs('name', ['a', '../a', 'b/c']);
    const built = await build(taskOf(secure, { solutions: { insecure } }), [names]);
    expect(built.report).toMatchObject({ insecure: 'judged', dropped: { security: 1 } });
    expect(casesOf(built).map(({ args }) => args)).not.toContain('{"name": "../a"}');
    const broken = await build(taskOf(secure, { solutions: { insecure: 'def f(:' } }), [names]);
    expect(broken.report).toMatchObject({ insecure: 'does not load' });
    expect(casesOf(broken).map(({ args }) => args)).toContain('{"name": "../a"}');
  });

  test('leave out what a stub passes, unless it kills what others do not', TIMEOUT, async () => {
    const code = 'def f(n):\n    if n > 3:\n        return None\n    return n + 1\n';
    const built = await build(taskOf(code), ['{"n": 9}\n{"n": 7}\n{"n": 1}\n{"n": 3}'], { mutants: 10 });
    const dropped = built.report.dropped.stub ?? 0;
    expect(dropped).toBeGreaterThan(0);
    expect(casesOf(built).filter(({ args }) => /9|7/.test(args)).length).toBe(2 - dropped);
  });

  test('lay the files that an input needs, and no others', TIMEOUT, async () => {
    const code = 'def f(path, word):\n    with open(path) as file:\n        return word in file.read()\n';
    const built = await build(taskOf(code), [
      '{"path": "notes.txt", "word": "alpha"}\n{"path": "words.txt", "word": "notes.txt"}\n{"path": "words.txt", "word": "beta"}',
    ]);
    const files = casesOf(built).map(({ files = {} }) => Object.keys(files));
    expect(files.flat()).toContain('words.txt');
    expect(built.report.status).toBe('built');
  });

  test('are built without a model, too', TIMEOUT, async () => {
    const built = await build(
      taskOf(CLAMP.replace('(value, low, high)', '(value: int, low: int, high: int)')),
      undefined,
    );
    expect(built.report.proposed.made).toBeGreaterThan(5);
    expect(casesOf(built).every(({ id }) => id.startsWith('made['))).toBe(true);
    expect(built.report.status).toBe('built');
  });

  test('are added to those that are there, which are kept as they are', TIMEOUT, async () => {
    const there: CallCase = {
      id: 'model[3]', // as if built before
      kind: 'functional',
      args: '{"value": 5, "low": 0, "high": 10}',
      expected: { status: 'value', source: '5' },
    };
    const tests = { style: 'calls', prelude: 'import os', cases: [there] } as const;
    const built = await build(taskOf(CLAMP, { tests: { ...tests, cases: [there] } }), [answer]);
    expect(casesOf(built)[0]).toEqual(there);
    const numbers = casesOf(built).map(({ id }) => Number(/\d+/.exec(id)?.[0]));
    expect(Math.min(...numbers.slice(1))).toBeGreaterThan(3);
    expect(built.report.dropped.repeated).toBe(1);
    expect(built.report.mutants.before).toBeGreaterThan(0);
    expect(built.report.mutants.of).toBeGreaterThan(built.report.mutants.before ?? 0);
  });

  test.each([
    ['a reference that does not parse', taskOf('def f(:'), /syntax/],
    ['another language', taskOf('x', { language: 'go' }), /go/],
    ['no such function', taskOf('def g(): pass'), /no function f/],
    ['other tests', taskOf(CLAMP, { tests: { style: 'unittest', functional: '' } }), /unittest/],
  ])('%s: nothing is built, for a reason', TIMEOUT, async (_, task, reason) => {
    const { report, task: none } = await build(task, ['']);
    expect(report).toMatchObject({ status: 'unknown', reason: expect.stringMatching(reason) });
    expect(none).toBeUndefined();
  });
});

describe.concurrent('what could not be judged', () => {
  const secure = 'def f(n):\n    return n * 2\n';
  const insecure = 'def f(n):\n    return n + n\n';
  const task = taskOf(secure, { solutions: { insecure } });
  const answer = '{"n": 1}\n{"n": 3}\n{"n": 5}';

  type Run = TestBench['run'];
  const outcomeOn = async (change: (run: Run) => Run, one = task) => {
    const bench = await realBench();
    return buildTask(one, {
      bench: { ...bench, run: change(bench.run) },
      settings: SETTINGS,
      ask: async () => ok(answer),
      exampleFor: () => undefined,
      signal: AbortSignal.timeout(100_000),
    });
  };
  const all = (report: Awaited<ReturnType<Run>>, outcome: 'lost' | 'unknown' | 'timeout', message = '') => ({
    ...report,
    cases: report.cases.map((one) => ({ ...one, outcome, message })),
  });

  test('a bench that is lost on the control or in the other world finishes nothing', TIMEOUT, async () => {
    const unknown = { status: 'unknown' };
    const onControl = await outcomeOn((run) => async (sample, ...rest) => {
      const report = await run(sample, ...rest);
      return sample.code === insecure ? { ...report, status: 'unknown', reason: 'gone' } : report;
    });
    expect(onControl).toMatchObject({ ...unknown, reason: 'gone' });
    const elsewhere = await outcomeOn((run) => async (sample, one, options) => {
      const report = await run(sample, one, options);
      return options?.world && one.tests?.style === 'calls' ? all(report, 'lost') : report;
    });
    expect(elsewhere).toMatchObject(unknown);
    const recording = await outcomeOn((run) => async (sample, one, options) => {
      const report = await run(sample, one, options);
      return options?.world && one.tests?.style === 'observe' ? all(report, 'lost') : report;
    });
    expect(recording).toMatchObject(unknown);
  });

  test('a control that nobody can judge is a reason of its own', TIMEOUT, async () => {
    const built = await outcomeOn((run) => async (sample, ...rest) => {
      const report = await run(sample, ...rest);
      return sample.code === insecure ? all(report, 'unknown') : report;
    });
    expect(built).toMatchObject({
      value: { report: { status: 'none', dropped: { 'control unjudged': 3 }, insecure: 'judged' } },
    });
  });

  test(
    'the time of a busy machine kills nothing, and a bench lost on a mutant leaves it unjudged',
    TIMEOUT,
    async () => {
      const slow = await outcomeOn((run) => async (sample, ...rest) => {
        const report = await run(sample, ...rest);
        return [secure, insecure].includes(sample.code)
          ? report
          : all(report, 'timeout', 'no end within 4 s');
      });
      expect(slow).toMatchObject({ value: { report: { mutants: { of: 0, unjudged: expect.any(Number) } } } });
      const lost = await outcomeOn((run) => async (sample, ...rest) => {
        const report = await run(sample, ...rest);
        return [secure, insecure].includes(sample.code) ? report : all(report, 'lost');
      });
      if (slow.status === 'unknown' || lost.status === 'unknown') throw new Error('unknown');
      expect(slow.value.report.mutants.unjudged).toBe(slow.value.report.mutants.total);
      expect(lost.value.report.mutants).toEqual(slow.value.report.mutants);
    },
  );

  test('mutants that do not load are left out and counted', TIMEOUT, async () => {
    const code = 'X = int("3")\ndef f(n):\n    return n + X\n';
    const built = await build(taskOf(code), [answer], { mutants: 40 });
    const { broken, total, of, survivors } = built.report.mutants;
    expect(broken).toBeGreaterThan(0);
    expect(of + survivors.length).toBe(total);
    expect(survivors.filter(({ line }) => line === 1).length).toBeLessThanOrEqual(total);
  });

  test(
    'a control that was not tried is not one that is not there; the worst round stays',
    TIMEOUT,
    async () => {
      const mute = taskOf('def f(n):\n    return object()\n', { solutions: { insecure } });
      expect((await build(mute, [answer])).report.insecure).toBe('not tried');
    },
  );

  test('a share that is not reached is named', TIMEOUT, async () => {
    const built = await build(
      taskOf('def f(n):\n    if n > 99:\n        return "x"\n    return n * 2\n'),
      [answer],
      {
        minKill: 1,
        mutants: 40,
      },
    );
    expect(built.report).toMatchObject({ status: 'weak', reason: expect.stringContaining('a share of 1') });
  });
});
