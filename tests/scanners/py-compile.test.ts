import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { pyCompile } from '../../src/scanners/py-compile/index.ts';
import { usePrivateTmpdir } from './private-tmpdir.ts';
import { fixture, python, scanAll, scanOne, summary } from './support.ts';

vi.setConfig({ testTimeout: 60_000 });

const place = usePrivateTmpdir();

test('the version is that of Python', async () => {
  expect(await pyCompile.probe()).toMatchObject({ status: 'ok', value: { version: /^Python 3\.\d+\.\d+$/ } });
});

test('errors of the grammar and of what comes after it, with lines and columns in characters', async () => {
  const places = {
    'x = 1\ny = )\n': 'SyntaxError 2:5',
    '"é€😀"; return\n': 'SyntaxError 1:8',
    '"é€😀"; x = )\n': 'SyntaxError 1:12',
    'if x:\n\ty\n        z\n': 'TabError 3:1',
    'x = 1\r\n\r\n  y = 2\r\n': 'IndentationError 3:2',
    'x = 1\rdef f():\r  "é"; nonlocal y\r': 'SyntaxError 3:8',
    '\uFEFFx = )\n': 'SyntaxError 1:5',
    'x = 1\ny = 2\0\n': 'SyntaxError 2:undefined',
    'print "x"\n': 'SyntaxError 1:1',
  };
  const outcomes = await scanAll(pyCompile, Object.keys(places));
  const said = Object.fromEntries(Object.keys(places).map((code, at) => [code, outcomes[at]]));
  expect(Object.entries(said).map(([code, outcome]) => [code, outcome && summary(outcome)])).toEqual(
    Object.entries(places).map(([code, place]) => [code, [place]]),
  );
});

test('a SyntaxWarning is a finding of less weight', async () => {
  expect(await scanOne(pyCompile, 'def f(x):\n    return x is 1\n')).toMatchObject({
    status: 'ok',
    value: [{ rule: 'SyntaxWarning', severity: 'medium', line: 2 }],
  });
});

test('executes nothing', async () => {
  const trap = join(place.folder, 'trap');
  const code = `open(${JSON.stringify(trap)}, "w")\nprint('{"file": "0.py", "problems": []}')\n`;
  expect(await scanOne(pyCompile, code)).toEqual({ status: 'ok', value: [] });
  expect(await readdir(place.folder)).toEqual([]);
});

test('code on which the compiler gives up is alone unknown', async () => {
  const deep = `x = ${'1 + '.repeat(50_000)}1\n`;
  const outcomes = await scanAll(pyCompile, ['x = (\n', deep, 'x = 1\n', fixture('python/vulnerable.py')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'unknown', 'ok', 'ok']);
  expect(outcomes[1]).toEqual({
    status: 'unknown',
    reason: expect.stringMatching(/^Python's compiler: \w+/),
  });
});

test('nothing of the user takes part', async () => {
  await writeFile(join(place.folder, 'ast.py'), 'raise SystemExit(1)\n');
  vi.stubEnv('PYTHONPATH', place.folder);
  vi.stubEnv('PYTHONWARNINGS', 'error');
  expect(await scanOne(pyCompile, 'x = 1 is 1\n')).toMatchObject({ value: [{ rule: 'SyntaxWarning' }] });
});

test('answers in order, whatever the lengths of the texts', async () => {
  const lines = fc
    .sample(fc.array(fc.nat(200), { minLength: 30, maxLength: 30 }), { numRuns: 1, seed: 3 })
    .flat();
  const outcomes = await pyCompile.scan(
    lines.map((count, id) => python(`${'\n'.repeat(count)})\n`, String(id))),
  );
  expect([...outcomes.values()].map(summary)).toEqual(lines.map((count) => [`SyntaxError ${count + 1}:1`]));
});
