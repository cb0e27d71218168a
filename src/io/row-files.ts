import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRowFile } from './read-rows.ts';

/** A file of records, and its path from where was looked. */
export type RowFile = { readonly name: string; readonly path: string };

/** What a pull lays beside the files of a set (see `published/record.ts`): no rows. */
export const RECORD_FILE = 'published.json';

/** Links that lead nowhere, or in a circle, are none. */
const isFile = (path: string): boolean => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The files of records in a folder and below, by name. */
export const rowFilesOf = (folder: string): RowFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => isRowFile(name) && name !== RECORD_FILE)
    .toSorted()
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => isFile(path));
