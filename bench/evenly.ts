/** `count` items, evenly spaced over the list, the first among them; all if it has fewer. */
export const evenly = <Item>(items: readonly Item[], count: number): Item[] => {
  const size = Math.min(count, items.length);
  return Array.from({ length: size }, (_, index) => Math.floor((index * items.length) / size)).flatMap((at) =>
    items.slice(at, at + 1),
  );
};
