import { compareText } from '../order.ts';
import type { Likeness } from './likeness.ts';

/** How two texts are alike, the strongest first. */
export const RELATIONS = ['exact', 'near', 'contained'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Two items that have a text in common, or nearly. */
export type OverlapPair = Likeness & { readonly a: string; readonly b: string; readonly relation: Relation };

const compare = (one: OverlapPair, other: OverlapPair): number =>
  RELATIONS.indexOf(one.relation) - RELATIONS.indexOf(other.relation) ||
  other.jaccard - one.jaccard ||
  other.containment - one.containment ||
  other.shared - one.shared ||
  compareText(one.a, other.a) ||
  compareText(one.b, other.b);

/** Keeps the pairs that are most alike, of each two items the most alike texts. */
export const keepWorst = (count: number) => {
  let kept = new Map<string, OverlapPair>();
  const cut = (): void => {
    const best = [...kept].sort(([, a], [, b]) => compare(a, b)).slice(0, count);
    kept = new Map(best);
  };
  return {
    add(pair: OverlapPair): void {
      const key = JSON.stringify([pair.a, pair.b]);
      const before = kept.get(key);
      if (before !== undefined && compare(before, pair) <= 0) return;
      kept.set(key, pair);
      if (kept.size > 2 * count + 100) cut();
    },
    all(): readonly OverlapPair[] {
      cut();
      return [...kept.values()];
    },
  };
};
