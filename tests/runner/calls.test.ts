import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CallCase } from '../../src/core/task.ts';
import { judge, quickLimits, taskOf } from '../support/bench.ts';

const TIMEOUT = { timeout: 60_000 };

const NOTES = { 'notes.txt': { kind: 'text', content: 'some words\n' } } as const;

/** What becomes of one case when this code is tried on it, and why. */
const tried = async (
  code: string,
  rest: Partial<CallCase>,
): Promise<{ outcome: string; message: string }> => {
  const one: CallCase = {
    id: 'one',
    kind: 'functional',
    args: '{"a": 1}',
    expected: { status: 'value', source: 'None' },
    ...rest,
  };
  const task = taskOf({ style: 'calls', prelude: '', cases: [one] }, { entryPoint: 'f' });
  const { cases } = await judge(task, code, {
    limits: (each) => ({ ...quickLimits(each), wall_seconds: 3 }),
  });
  return { outcome: cases[0]?.outcome ?? 'missing', message: cases[0]?.message ?? '' };
};

const body = (...lines: readonly string[]): string =>
  `import os, sys\ndef f(a):\n${lines.map((line) => `    ${line}\n`).join('')}`;

describe.concurrent('what a case lays before the call', () => {
  test('files of every kind', TIMEOUT, async () => {
    const code = body(
      'import sqlite3, zipfile',
      'rows = sqlite3.connect("data.db").execute("SELECT n FROM t").fetchall()',
      'return [open("notes.txt").read(), rows, zipfile.ZipFile("deep/a.zip").namelist()]',
    );
    const files = {
      ...NOTES,
      'data.db': { kind: 'sql', content: 'CREATE TABLE t (n); INSERT INTO t VALUES (7);' },
      'deep/a.zip': { kind: 'zip', content: '{"in.txt": "x"}' },
    } as const;
    const source = '["some words\\n", [(7,)], ["in.txt"]]';
    expect(await tried(code, { files, expected: { status: 'value', source } })).toMatchObject({
      outcome: 'passed',
    });
  });

  test('nothing of one case is there in the next', TIMEOUT, async () => {
    const code = body('return os.path.exists("notes.txt")');
    const expected = { status: 'value', source: 'True' } as const;
    const cases: CallCase[] = [
      { id: 'with', kind: 'functional', args: '{"a": 1}', expected, files: NOTES },
      { id: 'without', kind: 'functional', args: '{"a": 1}', expected },
    ];
    const { cases: results } = await judge(
      taskOf({ style: 'calls', prelude: '', cases }, { entryPoint: 'f' }),
      code,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
  });
});

describe.concurrent('an exception that is expected', () => {
  const noText = { status: 'exception', type: 'ValueError', message: '' } as const;
  test.each([
    ['the type, without a text', 'raise ValueError', noText, 'passed'],
    ['the type, with a text', 'raise ValueError("no")', noText, 'passed'],
    ['another type, without a text', 'raise NotImplementedError', noText, 'failed'],
    ['another type, with the text', 'raise TypeError("no")', { ...noText, message: 'no' }, 'passed'],
  ])('%s', TIMEOUT, async (_, line, expected, outcome) => {
    expect(await tried(body(line), { expected })).toMatchObject({ outcome });
  });

  test('is none of ours', TIMEOUT, async () => {
    const args = `{"a": ${' '.repeat(33 << 20)}1}`;
    expect(await tried(body('raise ValueError'), { args, expected: noText })).toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('more than 32 MiB'),
    });
  });
});

describe.concurrent('what a call must print', () => {
  test.each([
    ['the same', 'print("one"); print("two")', 'one\ntwo\n', 'passed'],
    ['the same, but for white space at ends', 'print("one  "); print("two"); print()', 'one\ntwo', 'passed'],
    ['less', 'print("one")', 'one\ntwo', 'failed'],
    ['something else', 'print("won")', 'one', 'failed'],
    ['nothing, where nothing is asked for', 'pass', '', 'passed'],
    ['something, where nothing is asked for', 'print("x")', '', 'failed'],
    ['what a program of its own writes', 'os.system("echo one")', 'one', 'passed'],
  ])('%s', TIMEOUT, async (_, line, printed, outcome) => {
    expect(await tried(body(line), { printed })).toMatchObject({ outcome });
  });

  test('counts beside an exception, too', TIMEOUT, async () => {
    const code = body('print("careful")', 'raise ValueError("no")');
    const expected = { status: 'exception', type: 'ValueError' } as const;
    expect(await tried(code, { expected, printed: 'careful' })).toMatchObject({ outcome: 'passed' });
    expect(await tried(code, { expected, printed: 'all is well' })).toMatchObject({ outcome: 'failed' });
  });

  test.each([
    ['gone', 'None'],
    ['something else', '7'],
  ])('a standard output that is %s has none', TIMEOUT, async (_, output) => {
    const expected = { status: 'value', source: '5' } as const;
    for (const code of [
      `import sys\nsys.stdout = ${output}\ndef f(a): return 5`,
      body(`sys.stdout = ${output}`, 'return 5'),
    ])
      expect(await tried(code, { expected, printed: '' })).toMatchObject({ outcome: 'passed' });
  });

  test('does not make up for a wrong value', TIMEOUT, async () => {
    expect(await tried(body('print("one")', 'return 1'), { printed: 'one' })).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('got 1'),
    });
  });
});

describe.concurrent('what a call must leave', () => {
  const leaves = { 'out/new.txt': 'left\n' };
  test.each([
    ['the text', 'os.mkdir("out"); open("out/new.txt", "w").write("left\\n") and None', 'passed'],
    ['another text', 'os.mkdir("out"); open("out/new.txt", "w").write("right\\n") and None', 'failed'],
    ['nothing', 'pass', 'failed'],
    ['a folder in its place', 'os.makedirs("out/new.txt")', 'failed'],
    ['no text', 'os.mkdir("out"); open("out/new.txt", "wb").write(b"\\xff") and None', 'failed'],
    [
      'a link to the text',
      'os.mkdir("out"); open("t", "w").write("left\\n"); os.symlink("../t", "out/new.txt")',
      'failed',
    ],
    [
      'the text behind a linked folder',
      'os.mkdir("o"); open("o/new.txt", "w").write("left\\n"); os.symlink("o", "out")',
      'failed',
    ],
    ['a pipe, which nobody waits for', 'os.mkdir("out"); os.mkfifo("out/new.txt")', 'failed'],
    [
      'a file without an end',
      'os.mkdir("out"); h = open("out/new.txt", "w"); h.truncate(1 << 27); h.close()',
      'failed',
    ],
  ])('%s', TIMEOUT, async (_, line, outcome) => {
    expect(await tried(body(line), { leaves })).toMatchObject({ outcome });
  });
});

describe.concurrent('hostile answers', () => {
  test.each([
    ['classes that are no list', '{"raised": "ValueError", "builtin": 5, "message": "no"}'],
    ['a name that is no text', '{"raised": ["ValueError"], "builtin": ["ValueError"], "message": "no"}'],
    ['no text', '{"raised": "ValueError", "builtin": ["ValueError"]}'],
  ])('an exception with %s is tampered with', TIMEOUT, async (_, told) => {
    const code = `import bifocal_runner.hostile.main as m\nm.describe = lambda _: ${told}\n`;
    const expected = { status: 'exception', type: 'ValueError', message: 'no' } as const;
    for (const rest of [{ printed: '' }, {}])
      expect(await tried(`${code}def f(a): raise ValueError`, { expected, ...rest })).toMatchObject({
        outcome: 'tampered',
      });
  });

  test('no link is written through', TIMEOUT, async () => {
    const code = readFileSync(join(import.meta.dirname, '../fixtures/attacks/plant-links.py'), 'utf8');
    const cases = ['one', 'two', 'three'].map(
      (id): CallCase => ({
        id,
        kind: 'functional',
        args: '{"number": 1}',
        expected: { status: 'value', source: '2' },
        files: NOTES,
      }),
    );
    const { cases: results } = await judge(taskOf({ style: 'calls', prelude: '', cases }), code);
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(3).fill('tampered'));
  });

  test.each([
    ['a made-up answer', '{"value": None, "printed": "one"}'],
    ['an answer that is no call', '{"value": {"d": [["printed", 1]]}}'],
    ['an exception that is none', '{"value": {"d": [["printed", "one"], ["raised", 7]]}}'],
    ['an exception without a name', '{"value": {"d": [["printed", "one"], ["raised", {"d": []}]]}}'],
  ])('%s never passes', TIMEOUT, async (_, answer) => {
    const forge = [
      'import json, struct',
      `text = json.dumps(${answer}).encode()`,
      'for handle in range(3, 20):',
      '    try: os.write(handle, struct.pack(">I", len(text)) + text)',
      '    except OSError: pass',
      'os._exit(0)',
    ];
    const { outcome } = await tried(body(...forge), {
      printed: 'two',
      expected: { status: 'value', source: '1' },
    });
    expect(['failed', 'tampered', 'error', 'timeout']).toContain(outcome);
  });

  test(
    'the process of the call knows neither the output nor the texts that are expected',
    TIMEOUT,
    async () => {
      const look = [
        'found = []',
        'for name in ("maps", "cmdline", "environ"):',
        '    found.append(open("/proc/self/" + name, "rb").read())',
        'import gc',
        'texts = [each for each in gc.get_objects() if isinstance(each, (dict, list))]',
        'everything = repr(texts) + repr(found) + repr(os.listdir("."))',
        'return "the-secret-" + "line" in everything or "a-hidden-" + "text" in everything',
      ];
      const got = await tried(body(...look), {
        expected: { status: 'value', source: 'False' },
        printed: '',
        leaves: { 'x.txt': 'a-hidden-text' },
      });
      expect(got.message).toContain('x.txt');
      const other = await tried(body(...look), {
        expected: { status: 'value', source: 'False' },
        printed: 'the-secret-line',
      });
      expect(other.message).toContain('the output');
    },
  );
});
