import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Scorer } from '../scorer.ts';

/** Draws a score above 0, at most 1, for every edit: makes all of them, in any order. What others are held against. */
export const random: Scorer = {
  id: 'random',
  title: 'edits near findings, in a random order',
  async score({ edits, seed }) {
    const lots = xoroshiro128plus(seed);
    return edits.map(() => 1 - uniformFloat64(lots));
  },
};
