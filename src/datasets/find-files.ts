import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { ROW_SUFFIXES } from '../io/read-rows.ts';
import { rowFilesOf } from '../io/row-files.ts';
import { dataFolder } from '../published/data-folder.ts';
import { type PublishedRecord, readRecord } from '../published/record.ts';
import type { Dataset } from './dataset.ts';

/** Where a set that was asked for by name lies. */
export type Found = {
  readonly paths: readonly string[];
  /** Absent: it was laid there by hand. */
  readonly record?: PublishedRecord;
};

/** The folder that a set is pulled into. */
export const folderOf = ({ id }: Dataset): string => join(dataFolder(), id);

/**
 * The files of rows in a folder: what was pulled into it, or else what was laid there.
 * @throws BifocalError BIFOCAL_INPUT if a pull was not ended
 */
export const filesIn = (folder: string): Found => {
  const record = readRecord(folder);
  if (!record) return { paths: rowFilesOf(folder).map(({ path }) => path) };
  const paths = record.files.map(({ name }) => join(folder, name));
  if (record.files.every(({ whole }) => whole) && paths.every(existsSync)) return { paths, record };
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
export const findFiles = (dataset: Dataset): Found | undefined => {
  const folder = folderOf(dataset);
  const found = existsSync(folder) ? filesIn(folder) : undefined;
  if (found && found.paths.length > 0) return found;
  const file = ROW_SUFFIXES.map((suffix) => join(dataFolder(), dataset.id + suffix)).find(existsSync);
  return file ? { paths: [file] } : undefined;
};
