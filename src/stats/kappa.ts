import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Interval } from './bootstrap.ts';
import { Z95 } from './normal.ts';

/** What two raters said of each unit. */
export type Ratings = readonly (readonly [first: string, second: string])[];

/** Agreement beyond chance: 1 is perfect, 0 what chance gives. The interval, 95 %, ends at 1 at the latest. */
export type ChanceCorrected = {
  readonly value: number;
  readonly ci: Interval;
  readonly standardError: number;
};

/**
 * Cohen's kappa of two raters (1960, Educ. Psychol. Meas. 20:37-46), unweighted, with the large-sample interval of
 * Fleiss, Cohen and Everitt (1969, Psychol. Bull. 72:323-327). At perfect agreement that interval has no width,
 * however small the sample: read it beside the interval of the raw agreement.
 *
 * @returns unknown without ratings, or if both raters gave all units the same rating
 */
export const cohenKappa = (ratings: Ratings): Outcome<ChanceCorrected> => {
  const n = ratings.length;
  if (n === 0) return unknown('no ratings');
  const { categories, cell, first, second } = shares(ratings);
  const observed = sum(categories.map((k) => cell(k, k)));
  const expected = sum(categories.map((k) => first(k) * second(k)));
  if (categories.length === 1) return unknown('only one rating was given');
  const value = (observed - expected) / (1 - expected);

  const agreeing = sum(categories.map((k) => cell(k, k) * (1 - (first(k) + second(k)) * (1 - value)) ** 2));
  const differing = sum(
    categories.flatMap((i) =>
      categories.filter((j) => i !== j).map((j) => cell(i, j) * (second(i) + first(j)) ** 2),
    ),
  );
  const spread = agreeing + (1 - value) ** 2 * differing - (value - expected * (1 - value)) ** 2;
  return ok(withInterval(value, Math.sqrt(Math.max(0, spread) / n) / (1 - expected)));
};

/**
 * Gwet's AC1 of two raters (2008, Br. J. Math. Stat. Psychol. 61:29-48) with the interval of its linearised
 * variance. Unlike kappa it does not collapse where nearly all units belong to one category. The categories are
 * those that were used.
 *
 * @returns unknown with fewer than two ratings, or if both raters gave all units the same rating
 */
export const gwetAc1 = (ratings: Ratings): Outcome<ChanceCorrected> => {
  const n = ratings.length;
  if (n < 2) return unknown('fewer than two ratings');
  const { categories, first, second } = shares(ratings);
  if (categories.length === 1) return unknown('only one rating was given');
  const use = (category: string): number => (first(category) + second(category)) / 2;
  const scale = 1 / (categories.length - 1);
  const expected = scale * sum(categories.map((k) => use(k) * (1 - use(k))));
  const observed = ratings.filter(([a, b]) => a === b).length / n;
  const value = (observed - expected) / (1 - expected);

  const squares = ratings.map(([a, b]) => {
    const chance = (scale * (1 - use(a) + (1 - use(b)))) / 2;
    const alone = (Number(a === b) - expected - 2 * (1 - value) * (chance - expected)) / (1 - expected);
    return (alone - value) ** 2;
  });
  return ok(withInterval(value, Math.sqrt(sum(squares) / (n * (n - 1)))));
};

const withInterval = (value: number, standardError: number): ChanceCorrected => ({
  value,
  standardError,
  ci: [Math.max(-1, value - Z95 * standardError), Math.min(1, value + Z95 * standardError)],
});

/** The ratings as a table of shares, with its margins. */
const shares = (ratings: Ratings) => {
  const [cells, firsts, seconds] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const [a, b] of ratings) {
    count(cells, JSON.stringify([a, b]));
    count(firsts, a);
    count(seconds, b);
  }
  const n = ratings.length;
  return {
    categories: [...new Set([...firsts.keys(), ...seconds.keys()])].sort(),
    cell: (a: string, b: string): number => (cells.get(JSON.stringify([a, b])) ?? 0) / n,
    first: (a: string): number => (firsts.get(a) ?? 0) / n,
    second: (b: string): number => (seconds.get(b) ?? 0) / n,
  };
};

const count = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
