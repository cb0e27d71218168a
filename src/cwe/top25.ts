import { rollUp } from './hierarchy.ts';

/** The year of the list below. */
export const TOP_25_YEAR = 2025;

/**
 * The CWE Top 25 Most Dangerous Software Weaknesses, in the order of their rank.
 *
 * Source: MITRE's view 1435, "Weaknesses in the 2025 CWE Top 25 Most Dangerous Software Weaknesses".
 */
export const TOP_25: readonly number[] = [
  79, 89, 352, 862, 787, 22, 416, 125, 78, 94, 120, 434, 476, 121, 502, 122, 863, 20, 284, 200, 306, 918, 77,
  639, 770,
];

const RANKS: ReadonlyMap<number, number> = new Map(TOP_25.map((id, index) => [id, index + 1]));
const TARGETS: ReadonlySet<number> = new Set(TOP_25);

export type Top25Entry = { readonly cwe: number; readonly rank: number };

/**
 * The entry of the Top 25 that a weakness belongs to: itself, or its nearest ancestor on the list; undefined if there
 * is none. 284, the pillar on the list, takes only itself.
 */
export const top25Of = (id: number): Top25Entry | undefined => {
  const cwe = rollUp(id, TARGETS);
  const rank = cwe === undefined ? undefined : RANKS.get(cwe);
  return cwe === undefined || rank === undefined ? undefined : { cwe, rank };
};
