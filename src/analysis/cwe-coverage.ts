import { ancestorsOf, type Grouping, isPillar, related } from '../cwe/index.ts';
import { compareText } from './order.ts';

/** A rule of a scanner, as far as it matters here. */
type RuleCwes = { readonly id: string; readonly cwes: readonly number[] };

/**
 * How a scanner's rules cover a CWE. `itself`: a rule says exactly this. `kinds`: rules for weaknesses below it, so
 * some kinds of it are found. `vaguely`: a rule for something above it that is no pillar; it may find this too.
 * `none`: no rule; that nothing is reported says nothing.
 */
export type Coverage = 'itself' | 'kinds' | 'vaguely' | 'none';

/** The best coverage that a scanner's rules give a CWE. */
export const coverage = (rules: readonly RuleCwes[], cwe: number): Coverage => {
  const cwes = rules.flatMap((rule) => rule.cwes);
  if (cwes.includes(cwe)) return 'itself';
  if (!isPillar(cwe) && cwes.some((other) => ancestorsOf(other).includes(cwe))) return 'kinds';
  return cwes.some((other) => related(other, cwe)) ? 'vaguely' : 'none';
};

/** The groups that a scanner can report anything in: tables grey out the others. Sorted. */
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
