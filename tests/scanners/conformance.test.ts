import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { scanners } from '../../src/scanners/index.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { fixture, python, scanAll, summary } from './support.ts';

const CLEAN = fixture('python/clean.py');
const VULNERABLE = fixture('python/vulnerable.py');

/** Programs on which a scanner may give up, but not take others with it. */
const DEMANDING = [
  fixture('python/half-surrogate-password.py'),
  fixture('python/odd-key-size.py'),
  `x = ${'1 + '.repeat(20_000)}1\n`,
  `x = ${'('.repeat(20_000)}\n`,
  `x = ${'-'.repeat(5_000)}1\n`,
];

const SUPPRESSIONS = [
  '# nosec',
  '#nosec',
  '# nosec B307',
  '# NOSEC: B102, B307, B602, B608',
  '# noqa',
  '#noqa',
  '# NoQA: S307',
  '# noqa:S,B',
  '# type: ignore # noqa: S602',
  '# é 😀 noqa',
  '# ruff: noqa',
  '# ruff:noqa: S307, S602, S608',
  '# flake8: noqa',
  '# FLAKE8: NOQA: S307',
  '# ruff: ignore[S307]',
  '# ruff: disable[S307, S602, S608]',
  '# ruff: file-ignore[S307, S602, S608]',
  '# nosemgrep',
  '# pylint: disable=all',
];

describe.each<Scanner>(Object.values(scanners))('$id', { timeout: 60_000 }, (scanner) => {
  beforeAll(async () => {
    expect(await scanner.probe()).toMatchObject({ status: 'ok', value: { version: /^\d+\.\d+/ } });
  });

  test('finds nothing in clean code, and something in vulnerable code', async () => {
    const [clean, vulnerable] = await scanAll(scanner, [CLEAN, VULNERABLE]);
    expect(clean).toEqual({ status: 'ok', value: [] });
    expect(vulnerable).toMatchObject({ status: 'ok' });
    const findings = vulnerable?.status === 'ok' ? vulnerable.value : [];
    expect(findings.map(({ line }) => line)).toEqual(expect.arrayContaining([5, 9, 13]));
    expect(findings.flatMap(({ cwes }) => cwes)).toEqual(expect.arrayContaining([78, 89]));
  });

  test('an empty batch has an empty answer', async () => {
    expect(await scanner.scan([])).toEqual(new Map());
  });

  test('what it cannot read is unknown, not clean', async () => {
    const cases = {
      'does not parse': fixture('python/unparsable.py'),
      'Python 2': 'print "hello"\n',
      'NUL byte': 'x = 1\0\neval(x)\n',
      'half of a surrogate pair': 'x = "\ud800"\n',
      'another encoding than UTF-8': '# -*- coding: utf-7 -*-\n+AGU-val(x)\n',
      '5 MB of code': 'x = 1\n'.repeat(900_000),
    };
    const outcomes = await scanAll(scanner, Object.values(cases));
    const said = Object.fromEntries(Object.keys(cases).map((name, index) => [name, outcomes[index]]));
    const expected = { status: 'unknown', reason: expect.stringMatching(/\w+ \w+/) };
    expect(said).toEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, expected])));
  });

  test('a language that it does not know is unknown', async () => {
    const outcomes = await scanner.scan([{ id: 'a', language: 'javascript', code: 'eval(x)' }]);
    expect(outcomes.get('a')).toEqual({ status: 'unknown', reason: expect.stringContaining('javascript') });
  });

  test('code without a statement is clean', async () => {
    const outcomes = await scanAll(scanner, ['', '\n', '# a comment', '\uFEFF']);
    expect(outcomes).toEqual(outcomes.map(() => ({ status: 'ok', value: [] })));
  });

  test('suppression comments have no effect, wherever they stand', async () => {
    const lines = VULNERABLE.split('\n');
    const placement = fc.dictionary(fc.nat(lines.length - 1).map(String), fc.constantFrom(...SUPPRESSIONS), {
      minKeys: 1,
    });
    const random = fc.sample(placement, { numRuns: 60, seed: 7 });
    const everywhere = SUPPRESSIONS.map((comment) => Object.fromEntries(lines.map((_, at) => [at, comment])));
    const variants = [...random, ...everywhere].map((comments) =>
      lines.map((line, at) => (comments[at] ? `${line}  ${comments[at]}` : line)).join('\n'),
    );
    const [plain, ...suppressed] = await scanAll(scanner, [VULNERABLE, ...variants]);
    expect(suppressed).toEqual(suppressed.map(() => plain));
  });

  test('text that only looks like a suppression is left alone', async () => {
    const outcomes = await scanAll(scanner, [
      'eval("# noqa")\n',
      'eval("# ____")\n',
      'noqa = ruff = eval("x")\n',
    ]);
    const [, neutral] = outcomes.map(summary);
    expect(outcomes.map(summary)).toEqual([neutral, neutral, [expect.stringMatching(/ 1:15$/)]]);
  });

  test('lines and columns count from 1, in characters', async () => {
    const places = {
      'x = 1\neval(x)\n': '2:1',
      'x = 1\r\neval(x)  # noqa\r\n': '2:1',
      'x = 1\reval(x)\r': '2:1',
      '\uFEFFeval(x)  # noqa\n': '1:1',
      '\f\neval(x)\n': '2:1',
      'if x:\n\teval(x)\n': '2:2',
      '"é€😀"; eval(x)  # é noqa\n': '1:8',
      'x = "\u2028\x85"\neval(x)\n': '2:1',
    };
    const outcomes = await scanAll(scanner, Object.keys(places));
    expect(outcomes.map(summary)).toEqual(
      Object.values(places).map((place) => [expect.stringMatching(new RegExp(` ${place}$`))]),
    );
  });

  test('500 inputs get their own answers, equal ones too', async () => {
    const codes = Array.from({ length: 500 }, (_, index) => `${'\n'.repeat(index % 97)}eval(x)\n`);
    const outcomes = (await scanAll(scanner, codes)).map(summary);
    expect(outcomes).toEqual(
      codes.map((_, index) => [expect.stringMatching(new RegExp(` ${(index % 97) + 1}:1$`))]),
    );
  });

  test('an input that it cannot take leaves the others alone', async () => {
    const mixed = DEMANDING.flatMap((code) => [VULNERABLE, code, CLEAN]);
    const outcomes = await scanAll(scanner, mixed);
    const [vulnerable, clean] = await scanAll(scanner, [VULNERABLE, CLEAN]);
    expect(outcomes.filter((_, index) => index % 3 === 0)).toEqual(DEMANDING.map(() => vulnerable));
    expect(outcomes.filter((_, index) => index % 3 === 2)).toEqual(DEMANDING.map(() => clean));
  });

  test('aborting rejects, before and during a scan', async () => {
    await expect(scanner.scan([python(CLEAN)], AbortSignal.abort())).rejects.toThrow(/abort/i);
    const inputs = Array.from({ length: 500 }, (_, index) => python(VULNERABLE, String(index)));
    await expect(scanner.scan(inputs, AbortSignal.timeout(150))).rejects.toThrow(/abort|timeout/i);
  });
});
