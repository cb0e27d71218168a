import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRowFile } from './read-rows.ts';

/** A file of records, and its path from where was looked. */
export type RowFile = { readonly name: string; readonly path: string };

/** The files of records in a folder and below, by name. */
export const rowFilesOf = (folder: string): RowFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isRowFile)
    .toSorted()
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile());
