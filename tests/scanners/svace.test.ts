import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { BifocalError } from '../../src/core/errors.ts';
import { svace } from '../../src/scanners/svace/index.ts';
import { readSvres } from '../../src/scanners/svace/svres.ts';
import { usePrivateTmpdir } from './private-tmpdir.ts';
import { useStandIns } from './stand-ins.ts';
import { scanAll, scanOne } from './support.ts';

/** Svace is licensed; a program that takes the commands that CodePatchLLM gives it stands in for it. */
useStandIns();

vi.setConfig({ testTimeout: 60_000 });

const place = usePrivateTmpdir();

test('takes warnings from the .svres', async () => {
  expect(await svace.probe()).toEqual({ status: 'ok', value: { version: 'Svace 4.0.0' } });
  expect(await scanAll(svace, ['x = 1\n', 'x = 1\ny = x < 1 / 0\n'])).toEqual([
    { status: 'ok', value: [] },
    {
      status: 'ok',
      value: [
        {
          rule: 'DIVISION_BY_ZERO',
          cwes: [],
          severity: 'medium',
          confidence: 'medium',
          message: 'y = x < 1 / 0 < 0',
          line: 2,
        },
      ],
    },
  ]);
});

test('a build that fails on code that does not parse is a finding, and others keep theirs', async () => {
  const outcomes = await scanAll(svace, ['x = 1 / 0\n', 'x = 1\n', 'def (\n']);
  expect(outcomes).toMatchObject([
    { status: 'ok', value: [{ rule: 'DIVISION_BY_ZERO' }] },
    { status: 'ok', value: [] },
    {
      status: 'ok',
      value: [{ rule: 'build-error', message: 'svace build: error: 0.py was not compiled', line: 1 }],
    },
  ]);
});

test('a build that fails on code that parses says nothing of it', async () => {
  expect(await scanOne(svace, 'x = "def ("\n')).toEqual({
    status: 'unknown',
    reason: expect.stringContaining('Svace could not build the code'),
  });
});

test('silence about code that does not parse is unknown', async () => {
  expect(await scanOne(svace, 'x = (\n')).toMatchObject({ status: 'unknown' });
});

test('where it is not installed every input is unknown, and the reason says what to do', async () => {
  vi.stubEnv('PATH', place.folder);
  expect(await scanOne(svace, 'x = 1\n')).toEqual({
    status: 'unknown',
    reason: expect.stringContaining('.svres'),
  });
});

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

test('whatever stands in a message comes back', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => /^[^\s\p{C}]+$/u.test(value));
  const warning = fc.record({
    warnClass: text,
    msg: text,
    file: text,
    line: fc.integer({ min: 1, max: 9999 }),
  });
  fc.assert(
    fc.property(fc.array(warning), (warnings) => {
      const elements = warnings.map(
        ({ warnClass, msg, file, line }) =>
          `<WarnInfo warnClass="${attribute(warnClass)}" msg="${attribute(msg)}" file="${attribute(file)}" line="${line}"/>`,
      );
      const { files } = readSvres(`<a><b>${elements.join('')}</b></a>`);
      const read = [...files].flatMap(([file, outcome]) =>
        outcome.status === 'ok'
          ? outcome.value.map(({ rule, message, line }) => ({ warnClass: rule, msg: message, file, line }))
          : [],
      );
      const order = (items: object[]) => items.map((item) => JSON.stringify(item)).sort();
      expect(order(read)).toEqual(order(warnings));
    }),
  );
});

test.each([
  ['not XML', 'Total warnings: 3'],
  ['cut off', '<a><WarnInfo warnClass="A" msg="m" file="f" line="1"/>'],
  ['without a line', '<a><WarnInfo warnClass="A" msg="m" file="f"/></a>'],
  [
    'an entity of its own',
    '<!DOCTYPE a [<!ENTITY x "y">]><a><WarnInfo warnClass="&x;" msg="m" file="f" line="1"/></a>',
  ],
])('refuses results that are %s', (_, text) => {
  expect(() => readSvres(text, 'r.svres')).toThrow(BifocalError);
});
