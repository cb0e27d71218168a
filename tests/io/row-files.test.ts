import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowFilesOf } from '../../src/io/row-files.ts';
import { temporaryFolder } from '../support/files.ts';

test('files of records below a folder, by name: not the record of a pull, and no links that lead nowhere', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  mkdirSync(join(folder, 'folder.json'));
  for (const name of ['z.jsonl', 'a/rows.parquet', 'README.md', 'published.json'])
    writeFileSync(join(folder, name), '');
  symlinkSync('nowhere', join(folder, 'dangling.jsonl'));
  symlinkSync('circle.jsonl', join(folder, 'circle.jsonl'));
  symlinkSync('z.jsonl', join(folder, 'link.jsonl'));
  expect(rowFilesOf(folder).map(({ name }) => name)).toEqual(['a/rows.parquet', 'link.jsonl', 'z.jsonl']);
});
