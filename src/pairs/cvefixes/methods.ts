import { z } from 'zod';
import { type Outcome, unknown } from '../../core/outcome.ts';
import type { Pair } from '../../core/pair.ts';
import { dedent } from '../kit/code.ts';
import { unwantedSize, wanted } from '../kit/wanted.ts';
import type { PairRecord } from '../source.ts';
import { type Change, isVersion, type Material, pairOf } from './change.ts';

/** A method of a change: how many versions there are before and after it, and where the only ones stand. */
const methodRow = z.object({
  name: z.string().nullable(),
  signature: z.string().nullable(),
  before: z.number(),
  after: z.number(),
  before_place: z.number().nullable(),
  after_place: z.number().nullable(),
});
type Method = z.infer<typeof methodRow>;

const sizeRow = z.object({ bytes: z.number().nullable() });
const codeRow = z.object({ code: z.string().nullable() });

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
    SELECT name, signature, sum(is_before) AS before, sum(1 - is_before) AS after,
      max(CASE WHEN is_before THEN place END) AS before_place,
      max(CASE WHEN is_before THEN NULL ELSE place END) AS after_place
    FROM version WHERE change = ? GROUP BY name, signature`);
  const size = database.prepare('SELECT octet_length(code) AS bytes FROM main.method_change WHERE rowid = ?');
  const code = database.prepare('SELECT code FROM main.method_change WHERE rowid = ?');
  const sizeAt = (place: number): number => sizeRow.parse(size.get(place)).bytes ?? 0;
  const codeAt = (place: number): string | null => codeRow.parse(code.get(place)).code;

  const outcomeOf = (change: Change, method: Method): Outcome<Pair> => {
    const { before, after, before_place, after_place } = method;
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
        id: `${change.id}:${method.signature ?? method.name ?? ''}`,
        level: 'method',
        chosen: dedent(chosen),
        rejected: dedent(rejected),
        function: method.name ?? '',
      }),
      filter,
      change.path,
    );
  };
  return function* (change) {
    for (const row of methods.iterate(change.id)) {
      const method = methodRow.parse(row);
      yield {
        where: `file_change ${change.id}, ${method.name ?? 'no name'}`,
        pair: outcomeOf(change, method),
      };
    }
  };
};
