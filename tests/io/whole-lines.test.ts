import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeLines } from '../../src/io/whole-lines.ts';
import { temporaryFile } from '../support/files.ts';

const read = (content: string | Uint8Array): string[] => [...wholeLines(temporaryFile('file', content))];

test('what stands behind the last line end is left out', () => {
  expect(read('')).toEqual([]);
  expect(read('torn')).toEqual([]);
  expect(read('a\n\nb\ntor')).toEqual(['a', '', 'b']);
});

test('lines are the same however they lie in the blocks', () => {
  const wide = 'é'.repeat(2_500_000);
  const lines = [wide, '', `${wide}€`, 'x'];
  expect(read(`${lines.join('\n')}\n`)).toEqual(lines);
});

test('any text comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }).filter((line) => !line.includes('\n'))), (lines) => {
      expect(read(lines.map((line) => `${line}\n`).join(''))).toEqual(lines);
    }),
    { numRuns: 50 },
  );
});
