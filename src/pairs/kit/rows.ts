import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';
import { faultOf } from '../../core/fault.ts';
import { type Outcome, unknown } from '../../core/outcome.ts';
import type { Pair } from '../../core/pair.ts';
import { readRows } from '../../io/read-rows.ts';
import { type RowFile, rowFilesOf } from '../../io/row-files.ts';
import type { PairFilter, PairRecord } from '../source.ts';

/** How the rows of a published file become pairs. */
export type RowFormat<Row> = {
  readonly schema: z.ZodType<Row>;
  /** Names of files in a folder that hold no rows, whatever their names end in. */
  readonly skips?: readonly string[];
  /** @param id unique in the source */
  toPair(row: Row, id: string, filter: PairFilter): Outcome<Pair>;
};

/**
 * Reads a file of rows, or all such files of a folder. The id of a row is its file, by the path below the folder, and
 * its line.
 *
 * @throws BifocalError BIFOCAL_INPUT if there is nothing at the path, or nothing in it has the fields of the format
 */
export async function* readPairRows<Row>(
  path: string,
  { schema, skips = [], toPair }: RowFormat<Row>,
  filter: PairFilter,
  signal: AbortSignal,
): AsyncGenerator<PairRecord> {
  let [rows, fitting] = [0, 0];
  let fault = '';
  for (const file of filesAt(path, skips)) {
    for await (const entry of readRows(file.path)) {
      signal.throwIfAborted();
      const where = `${file.name}:${entry.line}`;
      rows += 1;
      const row = 'row' in entry ? schema.safeParse(entry.row) : undefined;
      if (row?.success) fitting += 1;
      else fault ||= `${where}: ${'problem' in entry ? entry.problem : row?.error && faultOf(row.error)}`;
      yield {
        where,
        pair: row?.success ? toPair(row.data, where, filter) : unknown('no row of this source'),
      };
    }
  }
  if (fitting > 0) return;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    rows === 0
      ? `there are no rows in ${path}`
      : `no row of ${path} has the fields of this source (${fault})`,
    'see docs/pairs.md for the formats, and `bifocal pairs list` for the sources',
  );
}

const filesAt = (path: string, skips: readonly string[]): readonly RowFile[] => {
  if (existsSync(path))
    return statSync(path).isDirectory()
      ? rowFilesOf(path).filter(({ name }) => !skips.includes(basename(name)))
      : [{ name: basename(path), path }];
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `there are no pairs at ${path}`,
    'say SOURCE=PATH, with the path of a file or a folder',
  );
};
