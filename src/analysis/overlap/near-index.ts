import { type Likeness, likeness } from './likeness.ts';
import { postingsOf } from './postings.ts';
import type { Shingles } from './shingles.ts';

export type NearOptions = {
  /** Sets are near from this Jaccard similarity on; one is contained from this share of the smaller on. In (0, 1]. */
  readonly threshold: number;
  /** A smaller set is not called contained: a few common runs are in any larger text. */
  readonly leastContained: number;
};

/** A set of the index that is like another one: `near` by both measures, or only `contained`. */
export type Match = Likeness & { readonly set: number; readonly relation: 'near' | 'contained' };

export type NearIndex = {
  /** All sets of the index that are like this one, each once. */
  matches(set: Shingles): Match[];
};

const RARITY_BITS = 20;

/**
 * Finds sets that are like a given one without comparing it with all. Exact: if two sets share at least t of the
 * smaller one, then among any |S| - ⌈t|S|⌉ + 1 members of the smaller set S at least one is shared (prefix filtering,
 * Chaudhuri, Ganti and Kaushik 2006). The rarest members are taken, and candidates are compared in full.
 */
export const openNearIndex = (
  sets: readonly Shingles[],
  { threshold, leastContained }: NearOptions,
): NearIndex => {
  const seen = new Uint32Array(2 ** RARITY_BITS);
  const slot = (hash: number): number => hash & (seen.length - 1);
  for (const set of sets) for (const hash of set) seen[slot(hash)] = (seen[slot(hash)] ?? 0) + 1;
  const frequency = (hash: number): number => seen[slot(hash)] ?? 0;
  /** Those that are in no set of the index are the rarest of all, and lead nowhere. */
  const rarest = (set: Shingles): Shingles => {
    const known = set.filter((hash) => frequency(hash) > 0);
    const count = set.length - Math.ceil(threshold * set.length - 1e-9) + 1 - (set.length - known.length);
    if (count <= 0) return known.subarray(0, 0);
    return known.sort((a, b) => frequency(a) - frequency(b) || a - b).subarray(0, count);
  };
  const all = postingsOf(sets);
  const rare = postingsOf(sets.map(rarest));
  const visited = new Uint32Array(sets.length);
  let visit = 0;

  const compare = (set: Shingles, number: number): Match | undefined => {
    const other = sets[number];
    if (other === undefined) return undefined;
    const like = likeness(set, other);
    if (like.jaccard >= threshold) return { ...like, set: number, relation: 'near' };
    return like.containment >= threshold && Math.min(set.length, other.length) >= leastContained
      ? { ...like, set: number, relation: 'contained' }
      : undefined;
  };
  return {
    matches(set) {
      visit += 1;
      const found: Match[] = [];
      const consider = (number: number, isSmaller: boolean): void => {
        const size = sets[number]?.length ?? 0;
        if (visited[number] === visit || (isSmaller ? size > set.length : size < set.length)) return;
        visited[number] = visit;
        const match = compare(set, number);
        if (match) found.push(match);
      };
      for (const hash of set) rare.each(hash, (number) => consider(number, true));
      for (const hash of rarest(set)) all.each(hash, (number) => consider(number, false));
      return found;
    },
  };
};
