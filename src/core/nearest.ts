/** Pairs of neighbouring characters. */
const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

/** Dice's coefficient over pairs of neighbouring characters, from 0 to 1. */
const likeness = (a: string, b: string): number => {
  const [first, second] = [pairsOf(a.toLowerCase()), pairsOf(b.toLowerCase())];
  const common = [...first].filter((pair) => second.has(pair)).length;
  return (2 * common) / Math.max(1, first.size + second.size);
};

/** The names that a mistyped one is most like, best first; none, where it is like none. */
export const nearest = (name: string, names: readonly string[], most = 3): string[] =>
  names
    .map((one) => ({ one, like: likeness(name, one) }))
    .filter(({ like }) => like >= 0.4)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, most)
    .map(({ one }) => one);
