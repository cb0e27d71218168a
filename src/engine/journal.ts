import { appendFileSync, closeSync, existsSync, openSync, readFileSync, truncateSync } from 'node:fs';
import type { z } from 'zod';
import { BifocalError } from '../core/errors.ts';

/**
 * The records of a JSONL file of a run.
 * @throws BifocalError BIFOCAL_INPUT for a line that is no record: the file was changed by something else
 */
export const parseRecords = <T>(text: string, path: string, schema: z.ZodType<T>): T[] =>
  parseLines(text.split('\n'), path, schema);

/** The same of its lines. */
export const parseLines = <T>(lines: Iterable<string>, path: string, schema: z.ZodType<T>): T[] => {
  const records: T[] = [];
  let number = 0;
  for (const line of lines) {
    number += 1;
    if (line === '') continue;
    try {
      records.push(schema.parse(JSON.parse(line)));
    } catch (error) {
      throw new BifocalError(
        'BIFOCAL_INPUT',
        `${path}:${number} is no record of a run`,
        'something else wrote to it: take a copy of the run, or delete its folder and start again',
        { cause: error },
      );
    }
  }
  return records;
};

/** An append-only file of records, one JSON document a line. */
export type Journal<T> = {
  /** The records that were there when it was opened, and all appended since, in order. */
  readonly records: readonly T[];
  /** All in one write: after a crash either all are there, or those before the cut. */
  append(...records: readonly T[]): void;
  close(): void;
};

/**
 * Opens or creates a journal. What a killed writer left behind its last whole line is cut off, so every line is
 * either whole or gone; each append is one write. Only one process may have it open (see `lock.ts`).
 *
 * @param isPart whether a record is never the last of its write: where it is, the write was cut off, and all of it goes
 * @throws BifocalError BIFOCAL_INPUT if a line in the middle is not a record
 */
export const openJournal = <T>(
  path: string,
  schema: z.ZodType<T>,
  isPart: (record: T) => boolean = () => false,
): Journal<T> => {
  const records: T[] = [];
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    let whole = bytes.lastIndexOf(0x0a) + 1;
    for (const record of parseRecords(bytes.subarray(0, whole).toString('utf8'), path, schema))
      records.push(record);
    for (let last = records.at(-1); last !== undefined && isPart(last); last = records.at(-1)) {
      records.pop();
      whole = bytes.lastIndexOf(0x0a, whole - 2) + 1;
    }
    if (whole < bytes.length) truncateSync(path, whole);
  }
  const file = openSync(path, 'a');
  return {
    records,
    append(...added) {
      appendFileSync(file, added.map((record) => `${JSON.stringify(record)}\n`).join(''));
      records.push(...added);
    },
    close: () => closeSync(file),
  };
};
