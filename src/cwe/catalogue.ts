import catalogue from './catalogue.json' with { type: 'json' };
import { LATER } from './later.ts';

/**
 * Version of MITRE's list that the hierarchy, the names and the advice on mapping are from. The weaknesses that were
 * added since are known too, see {@link LATER}.
 */
export const CWE_VERSION = catalogue.version;

/** Date of that version. */
export const CWE_DATE = catalogue.date;

/** MITRE's copyright and licence, which must go with every copy of its data. */
export const CWE_NOTICE: readonly string[] = catalogue.notice;

const mapOf = <T>(record: Readonly<Record<string, T>>): ReadonlyMap<number, T> =>
  new Map(Object.entries(record).map(([id, value]) => [Number(id), value]));

const laterOf = <T>(part: (entry: (typeof LATER)[number]) => T): ReadonlyMap<number, T> =>
  new Map([...mapOf(LATER)].map(([id, entry]) => [id, part(entry)]));

/** Names of the weaknesses. */
export const WEAKNESSES: ReadonlyMap<number, string> = new Map([
  ...mapOf(catalogue.weaknesses),
  ...laterOf(({ name }) => name),
]);

/** Names of the categories: groups of weaknesses that share something; not weaknesses themselves. */
export const CATEGORIES: ReadonlyMap<number, string> = mapOf(catalogue.categories);

/** Names of the views: selections of entries for a purpose. */
export const VIEWS: ReadonlyMap<number, string> = mapOf(catalogue.views);

/** Parents in the research view (1000): the one that MITRE calls primary first, then by number. */
export const PARENTS: ReadonlyMap<number, readonly number[]> = new Map([
  ...mapOf<readonly number[]>(catalogue.parents),
  ...laterOf(({ parents }) => parents),
]);

/** The roots of the hierarchy, such as 664, "Improper Control of a Resource Through its Lifetime". */
export const PILLARS: ReadonlySet<number> = new Set(catalogue.pillars);

export const DEPRECATED: ReadonlySet<number> = new Set(catalogue.deprecated);

/** MITRE's advice: not to be used for vulnerabilities at all; to be used only where nothing more exact fits. */
export const PROHIBITED: ReadonlySet<number> = new Set(catalogue.prohibited);
export const DISCOURAGED: ReadonlySet<number> = new Set(catalogue.discouraged);

/** The OWASP Top Ten of 2021: MITRE's view 1344. */
export const OWASP_2021: Readonly<
  Record<string, { readonly name: string; readonly members: readonly number[] }>
> = catalogue.owasp2021;
