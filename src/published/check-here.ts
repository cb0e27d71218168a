import { BifocalError } from '../core/errors.ts';
import { isRight } from './checksum.ts';
import type { Published } from './publication.ts';
import type { Pulled, PullOptions } from './pull.ts';
import { pathIn, readRecord, writeRecord } from './record.ts';

/** Files of which no row is one of the set. */
export const noRows = (set: Published, paths: readonly string[], why: string | undefined): BifocalError =>
  new BifocalError(
    'BIFOCAL_INPUT',
    `no row of ${paths.join(', ') || 'that folder'} is one of ${set.title}${why ? `: ${why}` : ''}`,
    `it has to be as published: ${set.publication?.page ?? 'see docs/datasets.md'}`,
  );

/**
 * Checks that what was pulled or copied is here as it was then; nothing is fetched.
 * @throws BifocalError BIFOCAL_PROVISION if it is not; BIFOCAL_INPUT if no row is one of the set
 */
export const checkHere = async (
  set: Published,
  { folder, revision, check }: PullOptions,
): Promise<Pulled> => {
  if (revision !== undefined)
    throw new BifocalError(
      'BIFOCAL_USAGE',
      '--offline cannot ask what --revision is',
      'leave out one of them',
    );
  const before = readRecord(folder);
  if (!before) throw missing(set, 'was never fetched');
  const paths = before.files.map(({ name }) => pathIn(folder, name));
  for (const [index, file] of before.files.entries())
    if (!(await isRight(paths[index] ?? '', file)))
      throw missing(set, `lacks ${file.name}, or it was changed`);
  const { why, ...checked } = await check(paths);
  if (!checked.tasks) throw noRows(set, paths, why);
  const record = { ...before, files: before.files.map((file) => ({ ...file, whole: true })), ...checked };
  writeRecord(folder, record);
  return { folder, record, fetched: [] };
};

const missing = ({ id, title }: Published, what: string): BifocalError =>
  new BifocalError('BIFOCAL_PROVISION', `${title} ${what}`, `without --offline: bifocal tasks pull ${id}`);
