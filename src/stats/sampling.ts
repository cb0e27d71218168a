import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * Shares out a sample over strata in proportion to their size, at least one each. Strata whose fair share is less
 * than one get one and leave the rest to the others; what is left between whole numbers goes to the largest
 * remainders (ties: to the earlier stratum).
 *
 * @param sizes of the strata, each at least 1
 * @param total at least the number of strata and at most the sum of their sizes
 * @returns how many to draw from each; never more than it has
 */
export const allocate = (sizes: readonly number[], total: number): number[] => {
  const drawn = sizes.map(() => 1);
  let open = sizes.map((size, stratum) => ({ stratum, size }));
  let left = total;
  for (;;) {
    const population = open.reduce((sum, { size }) => sum + size, 0);
    const fair = (size: number): number => (left * size) / population;
    const rest = open.filter(({ size }) => fair(size) >= 1);
    if (rest.length === open.length) break;
    left -= open.length - rest.length;
    open = rest;
  }
  const population = open.reduce((sum, { size }) => sum + size, 0);
  const quotas = open.map(({ stratum, size }) => ({ stratum, quota: (left * size) / population }));
  for (const { stratum, quota } of quotas) drawn[stratum] = Math.floor(quota);
  const spare = left - quotas.reduce((sum, { quota }) => sum + Math.floor(quota), 0);
  const byRemainder = quotas.toSorted((a, b) => (b.quota % 1) - (a.quota % 1) || a.stratum - b.stratum);
  for (const { stratum, quota } of byRemainder.slice(0, spare)) drawn[stratum] = Math.floor(quota) + 1;
  return drawn;
};

/**
 * Draws without replacement, each subset being as likely as any other (Fisher and Yates). Drawing all shuffles.
 *
 * @param size at most the number of items
 */
export const draw = <Item>(items: readonly Item[], size: number, random: RandomGenerator): Item[] => {
  const left = [...items];
  const drawn: Item[] = [];
  for (let last = left.length - 1; drawn.length < size; last--) {
    const at = uniformInt(random, 0, last);
    drawn.push(...left.slice(at, at + 1));
    left.splice(at, 1, ...left.slice(last, last + 1));
  }
  return drawn;
};
