import { constants } from 'node:fs';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RowFile } from '../io/row-files.ts';
import { noRows } from './check-here.ts';
import { sha256Of } from './checksum.ts';
import { asPullError } from './failure.ts';
import type { Published } from './publication.ts';
import type { Checked, Pulled } from './pull.ts';
import {
  dropOthers,
  type KeptFile,
  type PublishedRecord,
  pathIn,
  readRecord,
  writeRecord,
} from './record.ts';

/**
 * Takes somebody's own copy of a set into its folder, in the place of what was there.
 *
 * @throws BifocalError BIFOCAL_INPUT if no row of it is one of the set; BIFOCAL_PROVISION if it cannot be kept
 */
export const takeCopy = async (
  set: Published,
  files: readonly RowFile[],
  folder: string,
  check: (paths: readonly string[]) => Promise<Checked>,
  signal: AbortSignal,
): Promise<Pulled> => {
  const paths = files.map(({ path }) => path);
  const { why, ...checked } = await check(paths);
  if (!checked.tasks) throw noRows(set, paths, why);
  const explain = (name: string) => (error: unknown) => {
    throw asPullError(error, set, name, false);
  };
  const kept: KeptFile[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    kept.push(await copy(file, folder).catch(explain(file.name)));
  }
  for (const { name, path } of files) {
    const target = pathIn(folder, name);
    if (!isSame(path, target)) await rename(`${target}.part`, target).catch(explain(name));
  }
  dropOthers(folder, readRecord(folder), kept);
  const record: PublishedRecord = {
    format: 'bifocal.published/1',
    set: set.id,
    version: set.publication?.version ?? '',
    licence: set.publication?.licence ?? '',
    asked: [],
    files: kept,
    ...checked,
  };
  writeRecord(folder, record);
  return { folder, record, fetched: [] };
};

const isSame = (path: string, target: string): boolean => resolve(path) === resolve(target);

/** Lays a file beside its name: what has that name stays until all copies are whole. */
const copy = async ({ name, path }: RowFile, folder: string): Promise<KeptFile> => {
  const target = pathIn(folder, name);
  const copied = isSame(path, target) ? target : `${target}.part`;
  if (copied !== target) {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, copied, constants.COPYFILE_FICLONE);
  }
  const { size: bytes } = await stat(copied);
  return { name, bytes, sha256: await sha256Of(copied), checksum: 'first fetch', whole: true };
};
