import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type Outcome, unknown } from '../../core/outcome.ts';
import type { Pair } from '../../core/pair.ts';
import { dedent } from '../kit/code.ts';
import { unwantedSize, wanted } from '../kit/wanted.ts';
import type { PairRecord } from '../source.ts';
import { type Change, isVersion, type Material, pairOf } from './change.ts';

/** A method of a change: how many versions there are before and after it, and where the only ones stand. */
const methodRow = z.object({
  name: z.string(),
  signature: z.string(),
  before: z.number(),
  after: z.number(),
  untold: z.number(),
  before_place: z.number().nullable(),
  after_place: z.number().nullable(),
});
type Method = z.infer<typeof methodRow>;

const sizeRow = z.object({ bytes: z.number().nullable() });
const codeRow = z.object({ code: z.string().nullable() });

/** Methods that belong to no change: nobody can say of them what commit changed them. */
export function* methodsOfNoChange(database: DatabaseSync): Generator<PairRecord> {
  for (const { place } of database.prepare("SELECT place FROM version WHERE change = ''").iterate())
    yield { where: `method_change at row ${place}`, pair: unknown('method of no change') };
}

/**
 * The pairs of the methods of a change. The two versions of one are those with the same name and signature; where a file
 * has several of these, nobody can tell which was which.
 */
export const methodPairs = ({
  database,
  filter,
  describe,
}: Material): ((change: Change) => Iterable<PairRecord>) => {
  const methods = database.prepare(`
    SELECT name, signature, sum(side = 'before') AS before, sum(side = 'after') AS after, sum(side = '') AS untold,
      max(CASE side WHEN 'before' THEN place END) AS before_place,
      max(CASE side WHEN 'after' THEN place END) AS after_place
    FROM version WHERE change = ? GROUP BY name, signature`);
  const size = database.prepare('SELECT octet_length(code) AS bytes FROM main.method_change WHERE rowid = ?');
  const code = database.prepare('SELECT code FROM main.method_change WHERE rowid = ?');
  const sizeAt = (place: number): number => sizeRow.parse(size.get(place)).bytes ?? 0;
  const codeAt = (place: number): string | null => codeRow.parse(code.get(place)).code;

  const outcomeOf = (change: Change, method: Method): Outcome<Pair> => {
    const { before, after, untold, before_place, after_place } = method;
    if (untold > 0) return unknown('not told whether before or after');
    if (before_place === null) return unknown('no version before');
    if (after_place === null) return unknown('no version after');
    if (before > 1 || after > 1) return unknown('several methods with this name and signature');
    const tooLong = unwantedSize([sizeAt(before_place), sizeAt(after_place)], filter);
    if (tooLong !== undefined) return unknown(tooLong);
    const [rejected, chosen] = [codeAt(before_place), codeAt(after_place)];
    if (!isVersion(rejected)) return unknown('no version before');
    if (!isVersion(chosen)) return unknown('no version after');
    return wanted(
      pairOf(change, describe, {
        id: `${change.id}:${method.signature || method.name}`,
        level: 'method',
        chosen: dedent(chosen),
        rejected: dedent(rejected),
        function: method.name,
      }),
      filter,
      change.path,
    );
  };
  return function* (change) {
    for (const row of methods.iterate(change.id)) {
      const method = methodRow.parse(row);
      yield {
        where: `file_change ${change.id}, ${method.name || 'no name'}`,
        pair: outcomeOf(change, method),
      };
    }
  };
};
