import { compareText } from '../../analysis/order.ts';

/** Counts by name. */
export type Tally = Readonly<Record<string, number>>;

export const openTally = () => {
  const counts = new Map<string, number>();
  return {
    add: (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1),
    /** The most frequent first. */
    all: (): Tally =>
      Object.fromEntries([...counts].sort(([a, one], [b, other]) => other - one || compareText(a, b))),
    sum: (): number => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
};
