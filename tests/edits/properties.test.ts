import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORE_FOLDER } from '../../src/datasets/core.ts';
import { EDITS } from '../../src/edits/index.ts';
import { fixtures } from './fixtures.ts';
import { candidates, linesOutside, occurIn } from './support.ts';

type Named = { readonly name: string; readonly code: string };

const controls: readonly Named[] = readdirSync(CORE_FOLDER).flatMap((task) =>
  ['secure', 'insecure', 'broken'].map((kind) => ({
    name: `${task} ${kind}`,
    code: readFileSync(join(CORE_FOLDER, task, 'solutions', `${kind}.py`), 'utf8'),
  })),
);

const programs: readonly Named[] = [
  ...controls,
  ...fixtures.flatMap(({ name, before, after }) => [
    { name: `${name} before`, code: before },
    { name: `${name} after`, code: after },
  ]),
];

describe('every candidate of every program', () => {
  const all = programs.map(({ name, code }) => ({ name, code, found: candidates(code) }));

  test('parses, is another program, and leaves the lines outside its own as they are', () => {
    for (const { name, code, found } of all) {
      for (const candidate of found) {
        const what = `${name}: ${candidate.edit}`;
        expect(candidate.code, what).not.toBe(code);
        expect(occurIn(linesOutside(code, candidate), candidate.code), what).toBe(true);
        candidates(candidate.code); // expects it to parse
      }
    }
  });

  test('tells which edit it is, for which weaknesses, and lines that the program has', () => {
    for (const { code, found } of all) {
      for (const { edit, cwes, line, endLine, what } of found) {
        expect(EDITS).toHaveProperty(edit);
        expect(cwes.length).toBeGreaterThan(0);
        expect(line).toBeGreaterThan(0);
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(endLine).toBeLessThanOrEqual(code.split('\n').length);
        expect(what).toMatch(/^[a-z]/);
      }
    }
  });

  test('is not there once more after it was made', () => {
    for (const { name, found } of all) {
      for (const { edit, code } of found) {
        const before = found.filter((one) => one.edit === edit).length;
        expect(candidates(code, edit).length, `${name}: ${edit}`).toBeLessThan(before);
      }
    }
  });

  test('is one of insecure programs more often than of secure ones', () => {
    const count = (kind: string): number =>
      all.filter(({ name, found }) => name.endsWith(` ${kind}`) && found.length > 0).length;
    expect(count('insecure')).toBeGreaterThan(2 * count('secure'));
  });
});

/** Lines that mean nothing. */
const noise = fc.array(fc.constantFrom('', '# note', '   ', '# import os', '# "quoted'), { maxLength: 5 });

test('line ends, a byte order mark and comments around change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...programs.filter(({ code }) => code.length < 1500)),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF'),
      noise,
      ({ code }, end, mark, below) => {
        const dressed = (text: string): string =>
          mark + [...text.split('\n'), ...below].join('\n').replaceAll('\n', end);
        const plain = candidates(code);
        const found = candidates(dressed(code));
        expect(found.map(({ edit, line, endLine, what }) => ({ edit, line, endLine, what }))).toEqual(
          plain.map(({ edit, line, endLine, what }) => ({ edit, line, endLine, what })),
        );
        expect(found.map((candidate) => candidate.code)).toEqual(
          plain.map((candidate) => dressed(candidate.code)),
        );
      },
    ),
    { numRuns: 60 },
  );
});
