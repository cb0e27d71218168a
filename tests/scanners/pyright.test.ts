import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pyright } from '../../src/scanners/pyright/index.ts';
import { withoutDirectives } from '../../src/scanners/pyright/suppressions.ts';
import { toolchainHome } from '../../src/toolchain/home.ts';
import { pyright as tool } from '../../src/toolchain/pyright.ts';
import { fixture, scanAll, scanOne, summary } from './support.ts';

vi.setConfig({ testTimeout: 120_000 });

const { status } = await tool.probe();
if (status === 'missing') console.warn('Pyright is not tested: bifocal setup pyright installs it');

describe.skipIf(status === 'missing')('Pyright', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), '.node_modules'));
    vi.stubEnv('BIFOCAL_HOME', toolchainHome());
    vi.stubEnv('TMPDIR', folder);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  test('finds what would raise, and nothing in clean code; leaves no file behind', async () => {
    const outcomes = await scanAll(pyright, [
      fixture('python/clean.py'),
      'import os\nprint(os.nowhere)\n',
      'print(nothing)\n',
      'import re\n\ndef f(text):\n    return re.match("a", text).group()\n',
      'def f(a):\n    return a\n\nf(1, 2)\n',
      'if input():\n    x = 1\nprint(x)\n',
    ]);
    expect(outcomes.map(summary)).toEqual([
      [],
      ['reportAttributeAccessIssue 2:10'],
      ['reportUndefinedVariable 1:7'],
      ['reportOptionalMemberAccess 4:32'],
      ['reportCallIssue 4:6'],
      ['reportPossiblyUnboundVariable 3:7'],
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('annotations that nobody obeys and libraries that are not installed are no defects', async () => {
    const code =
      'import nolib\nfrom nolib import a\n\ndef f(x: int = None) -> str:\n    return a(nolib.b(x))\n';
    expect(await scanOne(pyright, code)).toEqual({ status: 'ok', value: [] });
  });

  test('a library that is called like a folder of ours may hold anything, too', async () => {
    const names = ['home', 'sources', 'project', 'pyrightconfig'];
    const outcomes = await scanAll(
      pyright,
      names.flatMap((name) => [`import ${name}\n${name}.run()\n`, `from ${name} import run\n\nrun()\n`]),
    );
    expect(outcomes).toEqual(outcomes.map(() => ({ status: 'ok', value: [] })));
  });

  test('code that does not parse is a finding', async () => {
    const outcomes = await scanAll(pyright, [fixture('python/unparsable.py'), 'print "x"\n', 'x = 1\0\n']);
    expect(outcomes).toEqual(
      outcomes.map(() => ({
        status: 'ok',
        value: expect.arrayContaining([expect.objectContaining({ rule: 'syntax-error', severity: 'high' })]),
      })),
    );
  });

  test('lines and columns count from 1, in characters', async () => {
    const places = {
      '"é€😀".upper(); nothing()\n': '1:16',
      '\uFEFFnothing()\n': '1:1',
      'x = 1\rnothing()\r': '2:1',
      'if input():\r\n\tnothing()\r\n': '2:2',
    };
    const outcomes = await scanAll(pyright, Object.keys(places));
    expect(outcomes.map(summary)).toEqual(
      Object.values(places).map((place) => [`reportUndefinedVariable ${place}`]),
    );
  });

  test('its comments have no effect', async () => {
    const comments = [
      '# type: ignore',
      '# pyright: ignore',
      '#pyright:ignore[reportUndefinedVariable]',
      '# pyright: reportUndefinedVariable=false',
      '# x # PyRight: ignore',
      '# pyright: basic',
    ];
    const codes = comments.flatMap((comment) => [
      `nothing()  ${comment}\n`,
      `${comment}\nnothing()\n`,
      `f"""{nothing()  ${comment}\n}"""\n`,
    ]);
    const outcomes = await scanAll(pyright, codes);
    expect(outcomes.map(summary)).toEqual(
      outcomes.map(() => expect.arrayContaining([expect.stringMatching(/^reportUndefinedVariable/)])),
    );
  });

  test('code on which it gives up is alone unknown', async () => {
    const branches = Array.from(
      { length: 1500 },
      (_, at) => `    if x == ${at}:\n        x = x + ${at}\n`,
    ).join('');
    const outcomes = await scanAll(pyright, [
      'nothing()\n',
      `x = ${'('.repeat(20_000)}\n`,
      `x = ${'1 + '.repeat(20_000)}1\n`,
      `def f(x):\n${branches}    return x\n`,
      'x = 1\n',
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'unknown', 'unknown', 'unknown', 'ok']);
    expect(outcomes.slice(1, 4).map((outcome) => outcome.status === 'unknown' && outcome.reason)).toEqual([
      expect.stringMatching(/^Pyright: internal error while parsing: RangeError/),
      'Pyright: the code is nested too deep',
      'Pyright: the code is too complex to analyze',
    ]);
  });

  test('nothing of the user takes part', async () => {
    await writeFile(join(folder, 'pyrightconfig.json'), '{ "reportUndefinedVariable": false }');
    await writeFile(join(folder, 'pyproject.toml'), '[tool.pyright]\nignore = ["**"]\n');
    expect(summary(await scanOne(pyright, 'nothing()\n'))).toEqual(['reportUndefinedVariable 1:1']);
  });
});

test('only comments lose their directives, and no line or column moves', () => {
  const code = '"# pyright: é"  # é pyright: ignore\nx = "pyright"\n';
  expect(withoutDirectives(code)).toBe('"# pyright: é"  # é _______: ignore\nx = "pyright"\n');
});
