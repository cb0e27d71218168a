import type { Grouping } from '../cwe/index.ts';
import { compareText } from './order.ts';

/** A rule of a scanner, as far as it matters here. */
type RuleCwes = { readonly id: string; readonly cwes: readonly number[] };

/**
 * The groups that a scanner can report anything in: tables grey out the others. A rule reaches the groups of its own
 * CWEs alone, since that is where its findings count. Sorted.
 */
export const reachable = (rules: readonly RuleCwes[], grouping: Grouping): readonly string[] => {
  const groups = rules.flatMap((rule) => rule.cwes).map((cwe) => grouping.groupOf(cwe));
  return [...new Set(groups.filter((group) => group !== undefined))].toSorted(compareText);
};

/** Ids of the rules that have no CWE: they are listed, not guessed. Sorted. */
export const rulesWithoutCwe = (rules: readonly RuleCwes[]): readonly string[] =>
  rules
    .filter(({ cwes }) => cwes.length === 0)
    .map(({ id }) => id)
    .toSorted(compareText);
