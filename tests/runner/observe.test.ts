import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Observation, Probe } from '../../src/methods/workbench.ts';
import { type ObservedTask, observe } from '../../src/testing/observe.ts';
import { record } from '../../src/testing/record.ts';
import { realBench } from '../support/bench.ts';

const TIMEOUT = { timeout: 60_000 };

const task: ObservedTask = {
  id: 'test/task',
  dataset: 'test',
  language: 'python',
  setup: '',
  requires: [],
  cpuSeconds: 1,
  memoryMiB: 512,
};

const FILES: Probe['files'] = {
  'notes.txt': { kind: 'text', content: 'some words\n' },
  'data.db': { kind: 'sql', content: "CREATE TABLE t (n); INSERT INTO t VALUES ('one');" },
  'archive.zip': { kind: 'zip', content: '{"inside.txt": "zipped"}' },
  'archive.tar': { kind: 'tar', content: '{"inside.txt": "tarred"}' },
};

const see = async (
  code: string,
  inputs: readonly string[],
  rest: Partial<Probe & ObservedTask> = {},
): Promise<readonly Observation[]> => {
  const probe = { entryPoint: 'f', watched: [], files: FILES, ...rest, inputs };
  const outcome = await observe(await realBench(), { ...task, ...rest }, code, probe);
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

const digests = async (bodies: readonly string[], input = '{"a": 1}', rest: Partial<Probe> = {}) => {
  const seen = await Promise.all(
    bodies.map((body) => see(`N = [0]\ndef f(a):\n    ${body}\n`, [input], rest)),
  );
  return seen.map(([first]) => first?.digest);
};

/** Whether two bodies of a function cannot be told apart. */
const areAlike = async (
  one: string,
  other: string,
  input?: string,
  rest?: Partial<Probe>,
): Promise<boolean> => {
  const [first, second] = await digests([one, other], input, rest);
  return first === second && first !== undefined;
};

describe.concurrent('what is seen of a call', () => {
  test.each([
    [
      'plain data',
      'return {"b": [1, (2.5, None)], "a": {3}}',
      "{'b': [1, (2.5, None, )], 'a': {'set': [3]}}",
    ],
    [
      'an object, without its address',
      'return object()',
      "{'type': 'object', 'repr': '<object object at 0x>'}",
    ],
    ['what a generator yields', 'return (n for n in range(3))', "{'iterator': [0, 1, 2]}"],
    ['the result of a coroutine', 'import asyncio\n    async def g(): return 7\n    return g()', '7'],
    ['what an object holds', 'class C: pass\n    c = C(); c.n = 4\n    return c', "'attributes': {'n': 4}"],
    [
      'what is printed, by whomever',
      'import os\n    print("one", flush=True); os.system("echo two")',
      "printed 'one\\ntwo\\n'",
    ],
    ['new files', 'open("new.txt", "w").write("x")', "files {'new.txt': '2d711642"],
    ['files that are gone', 'import os; os.remove("notes.txt")', "files {'notes.txt': None}"],
    ['an argument that was changed', 'a.append(2)', "arguments {'a': [1, 2]}", '{"a": [1]}'],
    ['a variable that was changed', 'N[0] = a', "variables {'N': [1]}", '{"a": 1}', ['N']],
    [
      'the rows of a database',
      'import sqlite3; return sqlite3.connect("data.db").execute("SELECT * FROM t").fetchall()',
      "[('one', )]",
    ],
    [
      'what is in archives',
      'import tarfile, zipfile; return tarfile.open("archive.tar").getnames() + zipfile.ZipFile("archive.zip").namelist()',
      "['inside.txt', 'inside.txt']",
    ],
    ['an object inside itself', 'x = []; x.append(x); return x', "[{'again': 'list'}]"],
  ])('%s', TIMEOUT, async (_, body, shown, input = '{"a": 1}', watched: string[] = []) => {
    const [seen] = await see(`N = [0]\ndef f(a):\n    ${body}\n`, [input], { watched });
    expect(seen).toMatchObject({ kind: 'returned', telling: true });
    expect(seen?.shown).toContain(shown);
  });

  test('nothing', TIMEOUT, async () => {
    const [seen] = await see('def f(a): pass', ['{"a": 1}']);
    expect(seen).toMatchObject({ kind: 'returned', telling: false, shown: 'None' });
  });

  test('exceptions: what they are, and whether the code itself raised them', TIMEOUT, async () => {
    const code =
      'class Own(KeyError): pass\ndef f(a):\n    if a == 1:\n        raise Own("no")\n    return int(a)\n';
    const [own, library, exit] = await see(`${code}\n`, ['{"a": 1}', '{"a": "x"}', '{"a": exit}']);
    expect(own).toMatchObject({ kind: 'raised', shown: "Own: 'no'", exception: { type: 'Own', line: 4 } });
    expect(own?.exception?.builtin).toContain('KeyError');
    expect(library).toMatchObject({ kind: 'raised', exception: { type: 'ValueError', line: 5 } });
    expect(exit).toMatchObject({ kind: 'raised', exception: { type: 'TypeError' } });
  });

  test('the lines that were run', TIMEOUT, async () => {
    const [seen] = await see('def f(a):\n    if a:\n        return 1\n    return 2\n', ['{"a": 0}']);
    expect(seen?.lines).toEqual(new Set([2, 4]));
  });

  test.each([
    ['the order of a set', 'return {"x", "y", "z"}', 'return {"z", "x", "y"}'],
    [
      'where in memory an object is',
      'return "see %r" % [object()]',
      'return "see %r" % [[object() for _ in range(9)][-1]]',
    ],
    ['the text of an exception', 'raise ValueError("one")', 'raise ValueError("other")'],
    [
      'how a database was written',
      'import sqlite3; c = sqlite3.connect("data.db"); c.execute("INSERT INTO t VALUES (2)"); c.commit()',
      'import sqlite3; c = sqlite3.connect("data.db"); c.execute("INSERT INTO t VALUES (3)"); c.commit(); c.execute("UPDATE t SET n = 2 WHERE n = 3"); c.commit()',
    ],
  ])('nobody cares about %s', TIMEOUT, async (_, one, other) => {
    expect(await areAlike(one, other)).toBe(true);
  });

  test.each([
    ['values', 'return 1', 'return 2'],
    ['types', 'return (1, 2)', 'return [1, 2]'],
    ['orders of a dict', 'return {"a": 1, "b": 2}', 'return {"b": 2, "a": 1}'],
    [
      'named tuples and tuples',
      'import collections; return collections.namedtuple("P", "x y")(1, 2)',
      'return (1, 2)',
    ],
    [
      'dicts with a default and without',
      'import collections; return collections.defaultdict(list, a=1)',
      'return {"a": 1}',
    ],
    ['queues and lists', 'import collections; return collections.deque([1])', 'return [1]'],
    ['frozen sets and others', 'return frozenset([1])', 'return {1}'],
    ['output', 'print(1)', 'print(2)'],
    ['content of files', 'open("notes.txt", "w").write("a")', 'open("notes.txt", "w").write("b")'],
    ['a file of the same length', 'pass', 'open("notes.txt", "w").write("SOME words\\n")'],
    ['types of exceptions', 'raise ValueError', 'raise TypeError'],
    ['later items of a generator', 'return iter([1, 2])', 'return iter([1, 3])'],
  ])('%s are told apart', TIMEOUT, async (_, one, other) => {
    expect(await areAlike(one, other)).toBe(false);
  });

  test('chance is drawn anew for each input', TIMEOUT, async () => {
    const inputs = Array<string>(4).fill('{"a": 1}');
    const seen = await see('import random\ndef f(a): return random.random()', inputs);
    expect(new Set(seen.map(({ digest }) => digest)).size).toBe(4);
  });

  test('what others may do with new and changed files', TIMEOUT, async () => {
    const code =
      'import os\ndef f(a):\n    open("new.txt", "w").close()\n    os.chmod("notes.txt" if a else "new.txt", 0o777 if a else 0o600)\n';
    const seen = await see(code, ['{"a": 0}', '{"a": 1}']);
    expect(seen.map(({ granted }) => granted)).toEqual([0, 0o077]);
    expect(seen[0]?.cpuSeconds).toBeGreaterThanOrEqual(0);
  });

  test('chance is drawn anew in each job', TIMEOUT, async () => {
    expect(
      await areAlike('import random; return random.random()', 'import random; return random.random()'),
    ).toBe(false);
  });
});

describe.concurrent('how functions are called', () => {
  test('by place, and as methods', TIMEOUT, async () => {
    const code =
      'class C:\n    def __init__(self, n): self.n = n\n    def f(self, by): self.n += by; return self.n\ndef f(a, /, *, b=2): return a, b\n';
    const [placed] = await see(code, ['((1,), {"b": 3})']);
    expect(placed?.shown).toBe('(1, 3, )');
    const [method] = await see(code, ['((C(40),), {"by": 2})'], { entryPoint: 'C.f' });
    expect(method?.shown).toContain(
      "42; arguments {'0': {'type': 'C', 'repr': '<solution.C object at 0x>', 'attributes': {'n': 42}",
    );
  });

  test('each in a fresh world', TIMEOUT, async () => {
    const code =
      'N = []\ndef f(a):\n    N.append(a); open("mark", "a").write("x")\n    return len(N), open("mark").read()\n';
    const seen = await see(code, ['{"a": 1}', '{"a": 1}']);
    expect(seen.map(({ shown }) => shown.slice(0, 9))).toEqual(["(1, 'x', ", "(1, 'x', "]);
  });
});

describe.concurrent('what cannot be told', () => {
  test('time, memory, and input that nobody can make; the others are seen', TIMEOUT, async () => {
    const code = 'def f(a):\n    while a == 1: pass\n    return bytearray(10 ** 10) if a == 2 else a\n';
    const seen = await see(code, ['{"a": 1}', '{"a": 2}', '{"a": nothing}', '{"a": 3}']);
    expect(seen.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'unknown', 'returned']);
    expect(seen[2]?.shown).toContain('cannot be made');
  });

  test('values too large to look at', TIMEOUT, async () => {
    const bodies = ['[[0] * 1000] * 100', 'deep'].map(
      (value) => `def f(a):\n    deep = 0\n    for _ in range(90): deep = [deep]\n    return ${value}\n`,
    );
    const seen = (await Promise.all(bodies.map((code) => see(code, ['{"a": 1}'])))).flat();
    expect(seen.map(({ kind, shown }) => [kind, shown])).toEqual(
      Array(2).fill(['unknown', 'unknown: the value is too large']),
    );
  });

  test('after three that come to no end, no more are tried', TIMEOUT, async () => {
    const seen = await see('def f(a):\n    while True: pass\n', Array(6).fill('{"a": 1}'));
    expect(seen.slice(3).map(({ shown }) => shown)).toEqual(
      Array(3).fill('timeout: not tried: 3 others came to no end'),
    );
  });

  test('but whoever records them tries all', TIMEOUT, async () => {
    const code = 'def f(a):\n    while a < 3: pass\n    return a\n';
    const inputs = ['{"a": 0}', '{"a": 1}', '{"a": 2}', '{"a": 3}'];
    const calls = { entryPoint: 'f', inputs, files: {} };
    const told = await record(await realBench(), task, code, calls, { elsewhere: false });
    const each = told.status === 'ok' ? told.value : [];
    expect(each.map((one) => (one.status === 'ok' ? one.value.value : one.reason))).toEqual([
      'timeout',
      'timeout',
      'timeout',
      { source: '3' },
    ]);
  });

  test('what is behind links, in the place of the folder of a call, too', TIMEOUT, async () => {
    const code = [
      'import os',
      'def f(a):',
      '    here = os.getcwd()',
      '    os.makedirs("/tmp/there", exist_ok=True)',
      '    open("/tmp/there/x.txt", "w").close()',
      '    os.symlink("/tmp/there", "inner")',
      '    if a:',
      '        os.rename(here, "/tmp/gone")',
      '        os.symlink("/tmp/there", here)',
    ].join('\n');
    const calls = { entryPoint: 'f', inputs: ['{"a": 0}', '{"a": 1}'], files: {} };
    const told = await record(await realBench(), task, code, calls, { elsewhere: false });
    const each = told.status === 'ok' ? told.value : [];
    expect(each.map((one) => one.status === 'ok' && one.value.left)).toEqual([{ inner: null }, {}]);
  });

  test('code that does not load, lacks the function or dies, raises', TIMEOUT, async () => {
    const all = await Promise.all(
      ['def f(:', 'def g(a): pass', 'import os\ndef f(a): os._exit(0)'].map((code) =>
        see(code, ['{"a": 1}']),
      ),
    );
    expect(all.flat().map(({ kind }) => kind)).toEqual(['raised', 'raised', 'raised']);
  });

  test('what our environment lacks is nobody s fault', TIMEOUT, async () => {
    const [early] = await see('import numpy_like\ndef f(a): return 1', ['{"a": 1}'], {
      requires: ['numpy_like'],
    });
    const [late] = await see('def f(a): import numpy_like', ['{"a": 1}'], { requires: ['numpy_like'] });
    const [setup] = await see('def f(a): return 1', ['{"a": 1}'], { setup: 'raise OSError("no disk")' });
    expect([early, late, setup].map((seen) => seen?.kind)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('other languages', TIMEOUT, async () => {
    const probe = { entryPoint: 'f', inputs: ['{}'], watched: [], files: {} };
    const outcome = await observe(await realBench(), { ...task, language: 'go' }, 'x', probe);
    expect(outcome).toEqual({ status: 'unknown', reason: 'nothing observes go' });
  });
});

describe.concurrent('hostile code', () => {
  const FOLDER = join(import.meta.dirname, '../fixtures/attacks');
  const attacks = readdirSync(FOLDER)
    .map((name) => ({ name, code: readFileSync(join(FOLDER, name), 'utf8') }))
    .filter(({ code }) => /^# Kind: forgery$/m.test(code));
  const INPUTS = ['{"number": 1}', '{"number": 500}'];
  const honest = () => see('def double(number): return number * 2', INPUTS, { entryPoint: 'double' });

  test.each(attacks)('$name makes up nothing but its own answers', { timeout: 120_000 }, async ({ code }) => {
    const [seen, right] = await Promise.all([see(code, INPUTS, { entryPoint: 'double' }), honest()]);
    expect(right.map(({ shown }) => shown)).toEqual(['2', '1000']);
    expect(seen.map(({ input }) => input)).toEqual(INPUTS);
    for (const [at, observation] of seen.entries()) expect(observation.digest).not.toBe(right[at]?.digest);
  });
});
