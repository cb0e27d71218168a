import {
  CATEGORIES,
  DEPRECATED,
  DISCOURAGED,
  PARENTS,
  PILLARS,
  PROHIBITED,
  VIEWS,
  WEAKNESSES,
} from './catalogue.ts';

/** Whether MITRE's list has the id, as weakness, category or view. */
export const isKnown = (id: number): boolean => cweName(id) !== undefined;

/** What MITRE calls it; undefined for an id that is not known. */
export const cweName = (id: number): string | undefined =>
  WEAKNESSES.get(id) ?? CATEGORIES.get(id) ?? VIEWS.get(id);

/**
 * Why an id is a poor label for a vulnerability, by MITRE's own notes; undefined: it is a good one.
 *
 * `unknown`: no such id. `view`, `category`: a group, not a weakness. `deprecated`: withdrawn. `prohibited`: not to be
 * used for vulnerabilities. `discouraged`: too vague or often misused; something more exact should be found.
 */
export type CweProblem = 'unknown' | 'view' | 'category' | 'deprecated' | 'prohibited' | 'discouraged';

export const cweProblem = (id: number): CweProblem | undefined => {
  if (VIEWS.has(id)) return 'view';
  if (CATEGORIES.has(id)) return 'category';
  if (!WEAKNESSES.has(id)) return 'unknown';
  if (DEPRECATED.has(id)) return 'deprecated';
  if (PROHIBITED.has(id)) return 'prohibited';
  return DISCOURAGED.has(id) ? 'discouraged' : undefined;
};

/** Parents in MITRE's research view (1000): the primary one first. None for a pillar, a category, an unknown id. */
export const parentsOf = (id: number): readonly number[] => PARENTS.get(id) ?? [];

/** All ancestors up to the pillars, nearest first; those of one distance in the order of {@link parentsOf}. */
export const ancestorsOf = (id: number): readonly number[] => {
  const known = ancestors.get(id);
  if (known) return known;
  const found = new Set<number>();
  for (let level = parentsOf(id); level.length > 0; level = level.flatMap(parentsOf))
    for (const parent of level) found.add(parent);
  const all = [...found];
  ancestors.set(id, all);
  return all;
};
const ancestors = new Map<number, readonly number[]>();

/** Whether it is a root of the hierarchy: too general to say what kind of weakness something is. */
export const isPillar = (id: number): boolean => PILLARS.has(id);

/**
 * The nearest of `targets` that an id is or lies below; undefined if there is none.
 *
 * A pillar among the targets takes only itself: all of MITRE's list lies below ten of them.
 */
export const rollUp = (id: number, targets: ReadonlySet<number>): number | undefined => {
  if (targets.has(id)) return id;
  return ancestorsOf(id).find((ancestor) => targets.has(ancestor) && !isPillar(ancestor));
};

/**
 * Whether two ids can mean the same weakness: they are equal, or one is an ancestor of the other and no pillar.
 * Siblings are not related: 78 (commands) and 89 (SQL) are both injections, and different things.
 */
export const related = (a: number, b: number): boolean => a === b || isAbove(a, b) || isAbove(b, a);

const isAbove = (ancestor: number, id: number): boolean =>
  !isPillar(ancestor) && ancestorsOf(id).includes(ancestor);

/** The most exact of some ids: without those that another of them lies below. Sorted, each once. */
export const mostExact = (ids: readonly number[]): number[] =>
  [...new Set(ids)]
    .filter((id) => !ids.some((other) => ancestorsOf(other).includes(id)))
    .toSorted((a, b) => a - b);
