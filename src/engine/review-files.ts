import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { openJournal, parseRecords } from './journal.ts';
import { lock } from './lock.ts';

/** Where in a run's folder lies what people say of it. */
export const REVIEW_FOLDER = 'review';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/** @throws BifocalError BIFOCAL_USAGE for a name that cannot be part of a file name */
export const mustBeName = (name: string): void => {
  if (NAME.test(name)) return;
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `"${name}" cannot be part of a file name`,
    'give a short name of letters, digits, ".", "_" and "-"',
  );
};

/** What a writer has not finished, behind the last line end, is not read. */
export const readLines = <T>(path: string, schema: z.ZodType<T>): T[] => {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return parseRecords(text.slice(0, text.lastIndexOf('\n') + 1), path, schema);
};

/**
 * What each person has written into the files `PREFIX-NAME.jsonl` of a folder.
 * @throws BifocalError BIFOCAL_INPUT for a broken file
 */
export const readFilesByName = <T>(
  folder: string,
  prefix: string,
  schema: z.ZodType<T>,
): { readonly name: string; readonly records: T[] }[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${prefix}-`) && file.endsWith('.jsonl'))
    .map((file) => ({
      name: file.slice(prefix.length + 1, -'.jsonl'.length),
      records: readLines(join(folder, file), schema),
    }));
};

/**
 * Opens a person's file for writing. Each record is on disk when `append` returns.
 * @throws BifocalError BIFOCAL_USAGE if someone writes there just now
 */
export const openLocked = <T>(path: string, schema: z.ZodType<T>) => {
  const unlock = lock(`${path}.lock`);
  try {
    const journal = openJournal(path, schema);
    const close = (): void => {
      journal.close();
      unlock();
    };
    return { ...journal, close };
  } catch (error) {
    unlock();
    throw error;
  }
};
