/** Counts by name. */
export type Tally = Readonly<Record<string, number>>;

/** The most frequent first, and those that are as frequent in their order. */
const ordered = <Key extends string | number>(counts: ReadonlyMap<Key, number>): [Key, number][] =>
  [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

const count = <Key>(counts: Map<Key, number>, key: Key): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

/** How often each key is there, the most frequent first. */
export const tally = <Key extends string | number>(keys: Iterable<Key>): [Key, number][] => {
  const counts = new Map<Key, number>();
  for (const key of keys) count(counts, key);
  return ordered(counts);
};

/** The same for names that come one by one. */
export const openTally = () => {
  const counts = new Map<string, number>();
  return {
    add: (name: string): void => count(counts, name),
    all: (): Tally => Object.fromEntries(ordered(counts)),
  };
};
