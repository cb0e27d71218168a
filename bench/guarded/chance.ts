import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that are the same whenever the seed is. */
export type Chance = {
  /** One of them, all alike. Undefined: there is none. */
  pick<Item>(items: readonly Item[]): Item | undefined;
  /** The key of one of them, as often as its weight says. */
  weigh<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
  /** All of them, in an order that is drawn. */
  shuffle<Item>(items: readonly Item[]): Item[];
};

/** @param seed and what else tells one series of draws from another */
export const chanceOf = (...seed: readonly (string | number)[]): Chance => {
  const start = createHash('sha256').update(JSON.stringify(seed)).digest().readInt32BE();
  const random = xoroshiro128plus(start);
  const below = (count: number): number => uniformInt(random, 0, count - 1);
  return {
    pick: (items) => (items.length === 0 ? undefined : items[below(items.length)]),
    weigh(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = below(entries.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [key, weight] of entries) {
        if (left < weight) return key;
        left -= weight;
      }
      throw new RangeError('nothing to draw from');
    },
    shuffle(items) {
      const left = [...items];
      const drawn: (typeof left)[number][] = [];
      while (left.length > 0) drawn.push(...left.splice(below(left.length), 1));
      return drawn;
    },
  };
};
