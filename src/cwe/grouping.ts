import { cweName, rollUp } from './hierarchy.ts';
import { type OwaspYear, owaspCategories, owaspOf } from './owasp.ts';
import { TOP_25, TOP_25_YEAR } from './top25.ts';

/** One way to put CWE ids into groups that can be counted. */
export type Grouping = {
  /** As tables call it. */
  readonly title: string;
  /** The key of the group that an id belongs to; undefined: none of them. */
  groupOf(cwe: number): string | undefined;
  /** What the group is called; undefined for a key that is none of its own or has no name. */
  nameOf(group: string): string | undefined;
};

const keyOf = (cwe: number): string => `CWE-${cwe}`;
const nameOfKey = (group: string): string | undefined => cweName(Number(group.replace('CWE-', '')));

/** Each id is its own group: as the scanners report it. */
const reported: Grouping = { title: 'CWE', groupOf: keyOf, nameOf: nameOfKey };

/** Ids under the nearest of some targets that they are or lie below, see {@link rollUp}. */
export const rolledUpTo = (targets: ReadonlySet<number>, title: string): Grouping => ({
  title,
  groupOf: (cwe) => {
    const target = rollUp(cwe, targets);
    return target === undefined ? undefined : keyOf(target);
  },
  nameOf: nameOfKey,
});

const owasp = (year: OwaspYear): Grouping => {
  const names = new Map(owaspCategories(year).map(({ code, name }) => [`${code}:${year}`, name]));
  return {
    title: `OWASP Top Ten ${year}`,
    groupOf: (cwe) => {
      const category = owaspOf(cwe, year);
      return category && `${category.code}:${year}`;
    },
    nameOf: (group) => names.get(group),
  };
};

/** The groupings that tables know. */
export const GROUPINGS = {
  reported,
  top25: rolledUpTo(new Set(TOP_25), `CWE Top 25 ${TOP_25_YEAR}`),
  owasp2025: owasp(2025),
  owasp2021: owasp(2021),
} as const satisfies Record<string, Grouping>;
