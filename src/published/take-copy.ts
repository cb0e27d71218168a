import { constants } from 'node:fs';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import type { RowFile } from '../io/row-files.ts';
import { sha256Of } from './checksum.ts';
import { asPullError } from './failure.ts';
import type { Published } from './publication.ts';
import type { Checked, Pulled } from './pull.ts';
import { dropOthers, type KeptFile, type PublishedRecord, readRecord, writeRecord } from './record.ts';

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
  const checked = await check(files.map(({ path }) => path));
  if (!checked.tasks)
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `no row of ${files.map(({ path }) => path).join(', ') || 'that folder'} is one of ${set.title}`,
      `it has to be as published: ${set.publication?.page ?? 'see docs/datasets.md'}`,
    );
  const kept: KeptFile[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    kept.push(
      await copy(file, folder).catch((error) => {
        throw asPullError(error, set, file.name, false);
      }),
    );
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

/** Under its name only when it is whole. */
const copy = async ({ name, path }: RowFile, folder: string): Promise<KeptFile> => {
  const target = join(folder, name);
  if (resolve(path) !== resolve(target)) {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, `${target}.part`, constants.COPYFILE_FICLONE);
    await rename(`${target}.part`, target);
  }
  const { size: bytes } = await stat(target);
  return { name, bytes, sha256: await sha256Of(target), checksum: 'first fetch', whole: true };
};
