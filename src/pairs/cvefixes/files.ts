import { z } from 'zod';
import { type Outcome, unknown } from '../../core/outcome.ts';
import type { Pair } from '../../core/pair.ts';
import { unwantedSize, wanted } from '../kit/wanted.ts';
import { type Change, isVersion, type Material, pairOf } from './change.ts';

const sizeRow = z.object({ before: z.number().nullable(), after: z.number().nullable() });
const codeRow = z.object({ before: z.string().nullable(), after: z.string().nullable() });

/** The pair of a whole file. `octet_length` reads the header of a row, and none of its text. */
export const filePairs = ({ database, filter, describe }: Material): ((change: Change) => Outcome<Pair>) => {
  const sizes = database.prepare(
    'SELECT octet_length(code_before) AS before, octet_length(code_after) AS after FROM main.file_change WHERE rowid = ?',
  );
  const codes = database.prepare(
    'SELECT code_before AS before, code_after AS after FROM main.file_change WHERE rowid = ?',
  );
  return (change) => {
    const { before, after } = sizeRow.parse(sizes.get(change.place));
    const tooLong = unwantedSize([before ?? 0, after ?? 0], filter);
    if (tooLong !== undefined) return unknown(tooLong);
    const code = codeRow.parse(codes.get(change.place));
    if (!isVersion(code.before)) return unknown('no version before');
    if (!isVersion(code.after)) return unknown('no version after');
    return wanted(
      pairOf(change, describe, {
        id: change.id,
        level: 'file',
        chosen: code.after,
        rejected: code.before,
      }),
      filter,
      change.path,
    );
  };
};
