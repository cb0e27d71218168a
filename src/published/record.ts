import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { RECORD_FILE } from '../io/row-files.ts';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Whether a path leads to something below the folder that it is taken from. */
const staysBelow = (name: string): boolean =>
  name !== '' && !isAbsolute(name) && !/^[A-Za-z]:/.test(name) && !name.split(/[/\\]/).includes('..');

/**
 * The path of a file of a set.
 * @throws BifocalError BIFOCAL_INPUT if it would lie outside of the folder
 */
export const pathIn = (folder: string, name: string): string => {
  if (staysBelow(name)) return join(folder, name);
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `"${name}" is no path below ${folder}`,
    'find out who wrote it: files of a set lie in its folder',
  );
};

const keptFileSchema = z.strictObject({
  name: z.string().refine(staysBelow, 'no path below the folder').describe('its path in the folder'),
  url: z.string().optional().describe('where it was fetched; absent: it was copied'),
  revision: z.string().optional().describe('the commit that the branch or tag pointed to'),
  bytes: z.int().nonnegative().optional(),
  sha256: sha256Schema.optional().describe('what its content must have; absent: not fetched yet'),
  checksum: z.enum(['publisher', 'first fetch']).describe('who said so'),
  whole: z.boolean().describe('whether it lies there'),
});
export type KeptFile = z.infer<typeof keptFileSchema>;

/** What lies beside the files of a set: where they are from, and what holds them to it. */
export const recordSchema = z.strictObject({
  format: z.literal('bifocal.published/1'),
  set: z.string(),
  version: z.string(),
  licence: z.string(),
  asked: z.array(z.unknown()).describe("the publication's files, as they were asked for; empty: copied"),
  files: z.array(keptFileSchema).describe('in the order in which they are read'),
  tasks: z.int().nonnegative().optional().describe('records that could be read'),
  problems: z.int().nonnegative().optional().describe('rows that could not'),
  fingerprint: sha256Schema.optional(),
});
export type PublishedRecord = z.infer<typeof recordSchema>;

/**
 * The record of a folder; undefined if there is none.
 * @throws BifocalError BIFOCAL_INPUT if it is none of ours
 */
export const readRecord = (folder: string): PublishedRecord | undefined => {
  const path = join(folder, RECORD_FILE);
  if (!existsSync(path)) return undefined;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new BifocalError('BIFOCAL_INPUT', `${path} cannot be read`, `delete ${folder} and pull again`, {
      cause,
    });
  }
};

export const writeRecord = (folder: string, record: PublishedRecord): void => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, RECORD_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${path}.new`, path);
};

/** Whether a pull was ended, and all that it brought still lies there. */
export const isWhole = (folder: string, { files }: PublishedRecord): boolean =>
  files.every(({ name, whole }) => whole && existsSync(join(folder, name)));

/** Files that have another size than when they were pulled. */
export const resizedIn = (folder: string, { files }: PublishedRecord): string[] =>
  files.flatMap(({ name, bytes }) =>
    bytes === undefined || statSync(join(folder, name)).size === bytes ? [] : [name],
  );

/** Removes the files of an earlier record that are not among these. */
export const dropOthers = (
  folder: string,
  before: PublishedRecord | undefined,
  files: readonly KeptFile[],
): void => {
  const names = new Set(files.map(({ name }) => name));
  for (const { name } of before?.files ?? [])
    if (!names.has(name)) rmSync(pathIn(folder, name), { force: true });
};
