/** The longest sequence of words that BLEU looks at. */
export const MAX_ORDER = 4;

/** What a BLEU score is made of. Of several pairs it is the sum. */
export type BleuCounts = {
  /** Words of the candidate, and of what it is compared with. */
  readonly candidate: number;
  readonly reference: number;
  /** For sequences of 1 to {@link MAX_ORDER} words: how many the candidate has, and how many of these the reference has, too. */
  readonly totals: readonly number[];
  readonly matches: readonly number[];
};

/** The sequences of so many words in a reference: their numbers, and how often each is there. */
type Sequences = { readonly ids: ReadonlyMap<number, number>; readonly times: readonly number[] };

/**
 * A text that others are compared with, read once. A sequence is known by the number of the one that is a word shorter and
 * its last word, so that each order costs one look-up a word.
 */
export type Reference = {
  readonly words: number;
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly orders: readonly Sequences[];
};

const STRANGE = -1;

export const readReference = (words: readonly string[]): Reference => {
  const vocabulary = new Map([...new Set(words)].map((word, id) => [word, id]));
  const numbers = words.map((word) => vocabulary.get(word) ?? STRANGE);
  let sequences = numbers.map(() => 0);
  const orders = Array.from({ length: MAX_ORDER }, (_, shorter): Sequences => {
    const ids = new Map<number, number>();
    const times: number[] = [];
    sequences = numbers.slice(shorter).map((word, at) => {
      const key = (sequences[at] ?? STRANGE) * vocabulary.size + word;
      const id = ids.get(key) ?? ids.size;
      ids.set(key, id);
      times[id] = (times[id] ?? 0) + 1;
      return id;
    });
    return { ids, times };
  });
  return { words: words.length, vocabulary, orders };
};

/**
 * Counts the sequences of words that a text shares with a reference; one that it repeats matches as often as the reference
 * has it (the modified precision of Papineni et al. 2002, section 2.1).
 */
export const countMatches = (words: readonly string[], reference: Reference): BleuCounts => {
  const { vocabulary, orders } = reference;
  const numbers = words.map((word) => vocabulary.get(word) ?? STRANGE);
  let sequences = numbers.map(() => 0);
  const matches = orders.map(({ ids, times }, shorter) => {
    const left = [...times];
    let matched = 0;
    sequences = numbers.slice(shorter).map((word, at) => {
      const start = sequences[at] ?? STRANGE;
      if (start === STRANGE || word === STRANGE) return STRANGE;
      const id = ids.get(start * vocabulary.size + word) ?? STRANGE;
      const unmatched = left[id] ?? 0;
      if (unmatched > 0) {
        left[id] = unmatched - 1;
        matched += 1;
      }
      return id;
    });
    return matched;
  });
  const totals = orders.map((_, shorter) => Math.max(0, words.length - shorter));
  return { candidate: words.length, reference: reference.words, totals, matches };
};

/** The counts of several pairs together. */
export const sumCounts = (all: readonly BleuCounts[]): BleuCounts => {
  const sum = (of: (counts: BleuCounts) => number): number =>
    all.reduce((total, counts) => total + of(counts), 0);
  const byOrder = (of: (counts: BleuCounts) => readonly number[]): number[] =>
    Array.from({ length: MAX_ORDER }, (_, at) => sum((counts) => of(counts)[at] ?? 0));
  return {
    candidate: sum(({ candidate }) => candidate),
    reference: sum(({ reference }) => reference),
    totals: byOrder(({ totals }) => totals),
    matches: byOrder(({ matches }) => matches),
  };
};
