import type { Shingles } from './shingles.ts';

/** How much two sets have in common. */
export type Likeness = {
  readonly shared: number;
  /** Shared ones of all that either has (Jaccard): 1 for equal sets. */
  readonly jaccard: number;
  /** Shared ones of those that the smaller one has: 1 if it is contained in the larger. */
  readonly containment: number;
};

const sharedBy = (a: Shingles, b: Shingles): number => {
  let [inA, inB, shared] = [0, 0, 0];
  while (inA < a.length && inB < b.length) {
    const difference = (a[inA] ?? 0) - (b[inB] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) inA += 1;
    if (difference >= 0) inB += 1;
  }
  return shared;
};

/** Compares two sets, of which none may be empty (nothing is like it). */
export const likeness = (a: Shingles, b: Shingles): Likeness => {
  const shared = sharedBy(a, b);
  const smaller = Math.min(a.length, b.length);
  return {
    shared,
    jaccard: shared / Math.max(1, a.length + b.length - shared),
    containment: shared / Math.max(1, smaller),
  };
};
