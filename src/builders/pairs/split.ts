import { hash } from 'node:crypto';
import type { Pair } from '../../core/pair.ts';
import { repositoryOf } from '../../pairs/kit/repository.ts';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** What is kept together when pairs are split. */
export const SPLIT_UNITS = ['group', 'repository'] as const;
export type SplitUnit = (typeof SPLIT_UNITS)[number];

export type Splitting = {
  /** Shares of the splits, in their order. They need not sum to 1: only their ratio counts. */
  readonly shares: readonly number[];
  readonly seed: number;
  readonly by: SplitUnit;
};

/** Upper and lower case are the same where most repositories lie. */
const unitOf = ({ group, provenance: { repository } }: Pair, by: SplitUnit): string =>
  by === 'repository' && typeof repository === 'string' && repository !== ''
    ? repositoryOf(repository).toLowerCase()
    : group;

/**
 * The split of a pair: a number in [0, 1) out of a hash of its group decides, and nothing else does. A group stays where
 * it is when pairs are added, left out or read in another order.
 */
export const splitOf = (pair: Pair, { shares, seed, by }: Splitting): Split => {
  const digest = hash('sha256', JSON.stringify([seed, unitOf(pair, by)]));
  const point = Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48;
  const total = shares.reduce((sum, share) => sum + share, 0);
  let end = 0;
  for (const [at, split] of SPLITS.entries()) {
    end += (shares[at] ?? 0) / total;
    if (point < end) return split;
  }
  return SPLITS.findLast((_, at) => (shares[at] ?? 0) > 0) ?? 'train';
};
