import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeExhibits } from '../../../src/engine/write-exhibits.ts';
import { temporaryFolder } from '../../support/files.ts';
import { STUDIES } from './studies.ts';

const bare = () => {
  const study = STUDIES.bare?.();
  if (!study) throw new Error('no such study');
  return study;
};

test('writes what was asked for, each once, and tells what cannot be made', () => {
  const folder = join(temporaryFolder(), 'deep', 'tables');
  const { written, absent } = writeExhibits(bare(), ['table5', 'a-table5', 'figure3', 'table3'], folder);
  const files = [
    'table5.md',
    'table5.tex',
    'table5.csv',
    'figure3.md',
    'figure3.tex',
    'figure3.csv',
    'figure3.svg',
  ];
  expect(written).toEqual(files.map((file) => join(folder, file)));
  expect(readdirSync(folder).sort()).toEqual([...files].sort());
  expect(absent).toMatchObject([{ id: 'table3', hint: expect.stringContaining('bifocal review') }]);
});

test('writes everything that the runs suffice for, and the same bytes again', () => {
  const folder = temporaryFolder();
  const contents = (paths: readonly string[]): string[] => paths.map((path) => readFileSync(path, 'utf8'));
  const first = writeExhibits(bare(), 'all', folder);
  const before = contents(first.written);
  const second = writeExhibits(bare(), 'all', folder);
  expect(second).toEqual(first);
  expect(contents(second.written)).toEqual(before);
  expect(first.written.length + first.absent.length).toBeGreaterThan(19);
});

test('writes the formats that were asked for', () => {
  const folder = temporaryFolder();
  const { written, absent } = writeExhibits(bare(), ['figure3', 'table5'], folder, ['svg']);
  expect(written).toEqual([join(folder, 'figure3.svg')]);
  expect(absent).toMatchObject([{ id: 'table5', hint: expect.stringContaining('--format') }]);
});

test('an id or a format that does not exist is refused before anything is written', () => {
  const folder = join(temporaryFolder(), 'new');
  expect(() => writeExhibits(bare(), ['table5', 'table8'], folder)).toThrow(/"table8"/);
  expect(() => writeExhibits(bare(), ['table5'], folder, ['docx'])).toThrow(/"docx"/);
  expect(existsSync(folder)).toBe(false);
});

test('a place that cannot be written to is refused, with a way out', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => writeExhibits(bare(), ['table5'], file)).toThrow(
    expect.objectContaining({ code: 'BIFOCAL_USAGE', hint: expect.stringContaining('--out') }),
  );
});
