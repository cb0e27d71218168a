import { OWASP_2021 } from './catalogue.ts';
import { rollUp } from './hierarchy.ts';
import { OWASP_2025 } from './owasp-2025.ts';

const EDITIONS = { 2025: OWASP_2025, 2021: OWASP_2021 } as const;

/** Editions of the OWASP Top Ten that are known. */
export type OwaspYear = keyof typeof EDITIONS;

/** A category of the OWASP Top Ten: `A01` to `A10`, its year and its name. */
export type OwaspCategory = { readonly code: string; readonly year: OwaspYear; readonly name: string };

const categoriesOf = (year: OwaspYear): ReadonlyMap<number, OwaspCategory> =>
  new Map(
    Object.entries(EDITIONS[year]).flatMap(([code, { name, members }]) =>
      members.map((cwe) => [cwe, { code, year, name }] as const),
    ),
  );

const MEMBERS: Readonly<Record<OwaspYear, ReadonlyMap<number, OwaspCategory>>> = {
  2025: categoriesOf(2025),
  2021: categoriesOf(2021),
};
const TARGETS: Readonly<Record<OwaspYear, ReadonlySet<number>>> = {
  2025: new Set(MEMBERS[2025].keys()),
  2021: new Set(MEMBERS[2021].keys()),
};

/** The ten categories of an edition, `A01` first. */
export const owaspCategories = (year: OwaspYear = 2025): readonly OwaspCategory[] =>
  Object.entries(EDITIONS[year]).map(([code, { name }]) => ({ code, year, name }));

/**
 * The category of the OWASP Top Ten that a weakness belongs to: the one that lists it, or its nearest ancestor that is
 * listed; undefined if there is none. Pillars that are listed (284, 693, 703) take only themselves.
 */
export const owaspOf = (id: number, year: OwaspYear = 2025): OwaspCategory | undefined => {
  const member = rollUp(id, TARGETS[year]);
  return member === undefined ? undefined : MEMBERS[year].get(member);
};
