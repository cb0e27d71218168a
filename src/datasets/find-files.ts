import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { ROW_SUFFIXES } from '../io/read-rows.ts';
import { rowFilesOf } from '../io/row-files.ts';
import { dataFolder } from '../published/data-folder.ts';
import type { Published } from '../published/publication.ts';
import { isWhole, type PublishedRecord, pathIn, readRecord } from '../published/record.ts';

/** Where a set that was asked for by name lies. */
export type Found = {
  readonly paths: readonly string[];
  /** Absent: it was laid there by hand. */
  readonly record?: PublishedRecord;
};

/** The folder that a set is pulled into. */
export const folderOf = ({ id }: Pick<Published, 'id'>): string => join(dataFolder(), id);

/**
 * The files of rows in a folder: what was pulled into it, or else what was laid there. The record of a folder outside
 * of the data folder is not believed: anybody may have written it.
 *
 * @throws BifocalError BIFOCAL_INPUT if a pull was not ended
 */
export const filesIn = (folder: string): Found => {
  const record = dirname(resolve(folder)) === dataFolder() ? readRecord(folder) : undefined;
  if (!record) return { paths: rowFilesOf(folder).map(({ path }) => path) };
  if (isWhole(folder, record)) return { paths: record.files.map(({ name }) => pathIn(folder, name)), record };
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `${record.set} is not whole in ${folder}`,
    `the same command again goes on: bifocal tasks pull ${record.set}`,
  );
};

/**
 * A set in the data folder: what was pulled, or a file under its name that was laid there.
 * @throws BifocalError BIFOCAL_INPUT if a pull was not ended
 */
export const findFiles = (dataset: Pick<Published, 'id'>): Found | undefined => {
  const folder = folderOf(dataset);
  const found = existsSync(folder) ? filesIn(folder) : undefined;
  if (found && found.paths.length > 0) return found;
  const file = ROW_SUFFIXES.map((suffix) => join(dataFolder(), dataset.id + suffix)).find(existsSync);
  return file ? { paths: [file] } : undefined;
};
