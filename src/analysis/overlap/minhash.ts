import { type Shingles, scatter } from './shingles.ts';

/**
 * Bands of a MinHash signature (Broder 1997; banding: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets,
 * section 3.4). Two sets of Jaccard similarity s have a band in common with probability 1 - (1 - s^ROWS)^BANDS:
 * 0.9999 for s = 0.8, 0.55 for 0.5, 0.06 for 0.3. What has must still be compared.
 */
const BANDS = 25;
const ROWS = 5;

const SEEDS = Array.from({ length: BANDS * ROWS }, (_, at) => scatter(at + 1));

/** A key for each band of a set, in [0, 2^53). Equal keys: the sets have that band in common. */
export const bandsOf = (set: Shingles): number[] => {
  const least = SEEDS.map((seed) => {
    let smallest = 0xffffffff;
    for (const hash of set) smallest = Math.min(smallest, scatter(hash ^ seed));
    return smallest;
  });
  return Array.from({ length: BANDS }, (_, band) => {
    let [high, low] = [band, ~band];
    for (const value of least.slice(band * ROWS, (band + 1) * ROWS)) {
      high = scatter(Math.imul(high, 31) ^ value);
      low = scatter(Math.imul(low, 37) ^ value);
    }
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  });
};
