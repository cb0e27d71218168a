import { BifocalError } from '../../core/errors.ts';
import type { Shingles } from './shingles.ts';

/** In which sets a hash is. */
export type Postings = {
  /** Calls with every set that has the hash. */
  each(hash: number, use: (set: number) => void): void;
};

/** A key holds a hash of 32 bits and the number of a set: 53 bits, which a number holds exactly. */
const SETS = 2 ** 21;

const DIRECTORY_BITS = 18;
const SHIFT = 32 - DIRECTORY_BITS;

/**
 * An inverted index over sets of hashes: sorted keys, and a directory of where each run of hashes begins.
 *
 * @throws BifocalError BIFOCAL_INPUT if there are more than 2^21 sets: their numbers do not fit into a key
 */
export const postingsOf = (sets: readonly Shingles[]): Postings => {
  if (sets.length > SETS)
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `${sets.length} different texts are too many to compare: ${SETS} are the most`,
      'compare a part of them at a time',
    );
  const keys = new Float64Array(sets.reduce((sum, { length }) => sum + length, 0));
  let count = 0;
  for (const [number, set] of sets.entries()) {
    for (const hash of set) {
      keys[count] = hash * SETS + number;
      count += 1;
    }
  }
  keys.sort();
  const starts = new Uint32Array(2 ** DIRECTORY_BITS + 1);
  for (const key of keys) {
    const run = Math.floor(key / SETS / 2 ** SHIFT);
    starts[run + 1] = (starts[run + 1] ?? 0) + 1;
  }
  for (let run = 1; run < starts.length; run += 1) starts[run] = (starts[run] ?? 0) + (starts[run - 1] ?? 0);
  return {
    each(hash, use) {
      const run = hash >>> SHIFT;
      const first = hash * SETS;
      let [low, high] = [starts[run] ?? 0, starts[run + 1] ?? 0];
      const end = high;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((keys[middle] ?? 0) < first) low = middle + 1;
        else high = middle;
      }
      for (let at = low; at < end; at += 1) {
        const set = (keys[at] ?? 0) - first;
        if (set >= SETS) break;
        use(set);
      }
    },
  };
};
