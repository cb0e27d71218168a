import type { Constant } from '../../../knowledge/constants.ts';
/**
 * What is known of a Python value: where it comes from, what has been done to it, and, where that is simple, what it
 * is. Values are never changed.
 */

/** Something that happened to data from outside, or that a check has shown of it. Rules say which of them satisfy. */
export type Trait =
  // made harmless for a place
  | 'number'
  | 'digest'
  | 'html-escaped'
  | 'shell-quoted'
  | 'url-quoted'
  | 'regex-escaped'
  | 'ldap-escaped'
  | 'basename'
  | 'substituted'
  | 'encoded'
  | 'vetted'
  // made from
  | 'path-joined'
  | 'url-joined'
  | 'url-parsed'
  | 'url-part'
  | 'url-host'
  | 'syntax-tree'
  | 'length'
  | 'common-path'
  // shown by a check
  | 'member'
  | 'pattern'
  | 'prefix'
  | 'scheme'
  | 'suffix'
  | 'contained'
  | 'host'
  | 'bounded'
  | 'denied'
  | 'no-dots'
  | 'no-host'
  | 'typed'
  | 'exists';

export type Origin = 'parameter' | 'input' | 'arguments' | 'environment' | 'request' | 'network';

/** Where data comes in. A part of it (`user.name`) has the name of the whole as the start of its own. */
export type Source = { readonly id: string; readonly name: string; readonly origin: Origin };

/** Data of a source, after what was done to it. */
export type Atom = {
  readonly source: Source;
  readonly traits: ReadonlySet<Trait>;
  /** Whether it is the source itself or a part of it, and nothing made from it. */
  readonly direct: boolean;
};

/** What the truth of a value tells of a source. */
export type Check = { readonly source: string; readonly trait: Trait };

export type Piece = string | Value;

export type Value = {
  readonly atoms: readonly Atom[];
  readonly checks: readonly Check[];
  /** The qualified name of what it is; `()` stands for the result of a call: `requests.Session().get`. */
  readonly ref?: string;
  readonly constant?: Constant;
  /** Whether it is one of several constants of the program. */
  readonly fixed?: true;
  /** How a string was put together: fixed text and what was put between. */
  readonly pieces?: readonly Piece[];
  /** Elements of a list, tuple or set display. */
  readonly items?: readonly Value[];
  /** Entries of a dictionary display with constant keys. */
  readonly entries?: ReadonlyMap<string, Value>;
  /** The name of a function of the program, with the class that it is a method of. */
  readonly callable?: string;
};

export const NOTHING: Value = { atoms: [], checks: [] };

const MAX_ATOMS = 24;

const keyOf = ({ source, traits, direct }: Atom): string =>
  `${source.id} ${direct} ${[...traits].sort().join(' ')}`;

const unique = <T>(all: readonly T[], key: (one: T) => string): readonly T[] =>
  all.length < 2 ? all : [...new Map(all.map((one) => [key(one), one])).values()];

export const mergeAtoms = (values: readonly Value[]): readonly Atom[] =>
  unique(
    values.flatMap(({ atoms }) => atoms),
    keyOf,
  ).slice(0, MAX_ATOMS);

export const mergeChecks = (values: readonly Value[]): readonly Check[] =>
  unique(
    values.flatMap(({ checks }) => checks),
    ({ source, trait }) => `${source} ${trait}`,
  );

/** A value made from others in a way that tells no more. */
export const madeFrom = (...values: readonly Value[]): Value => ({
  atoms: derived(mergeAtoms(values)),
  checks: [],
});

export const derived = (atoms: readonly Atom[]): readonly Atom[] =>
  atoms.map((atom) => (atom.direct ? { ...atom, direct: false } : atom));

/** One value or another: what is known of both. */
export const either = (values: readonly Value[]): Value => {
  const [first, ...rest] = values;
  if (first === undefined) return NOTHING;
  if (rest.every((value) => value === first)) return first;
  const common = <K extends keyof Value>(key: K): Pick<Value, K> | undefined =>
    first[key] !== undefined && rest.every((value) => value[key] === first[key])
      ? ({ [key]: first[key] } as Pick<Value, K>)
      : undefined;
  const telling = values.filter(({ constant }) => constant !== null);
  const fixed = values.every(isFixed);
  const pieces = telling.find((value) => value.pieces)?.pieces ?? (fixed ? textPieces(telling) : undefined);
  const items = mostOf(values.map((value) => value.items));
  const ref = telling.find((value) => value.ref)?.ref;
  return {
    atoms: mergeAtoms(values),
    checks: mergeChecks(values),
    ...(ref !== undefined &&
      telling.every((value) => value.ref === ref || value.ref === undefined) && { ref }),
    ...common('constant'),
    ...(fixed && { fixed }),
    ...(pieces && { pieces }),
    ...(items && { items }),
    ...common('entries'),
    ...common('callable'),
  };
};

/** A list as it is where it has got most, as after a loop that fills it. */
const mostOf = (lists: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined =>
  lists.reduce((most, list) => most && list && (list.length > most.length ? list : most));

/** Whether a value is a constant of the program, or one of several. */
export const isFixed = ({ constant, fixed }: Value): boolean => constant !== undefined || fixed === true;

/** One of several fixed texts: any of them stands for all. */
const textPieces = (values: readonly Value[]): readonly Piece[] | undefined => {
  const texts = values.flatMap(({ constant }) => (typeof constant === 'string' ? [constant] : []));
  const longest = texts.toSorted((a, b) => b.length - a.length)[0];
  return texts.length === values.length && longest !== undefined ? [longest] : undefined;
};

export const withTraits = (value: Value, ...traits: readonly Trait[]): Value =>
  traits.length === 0 ? value : { ...value, atoms: addTraits(value.atoms, traits) };

export const addTraits = (atoms: readonly Atom[], traits: readonly Trait[]): readonly Atom[] =>
  atoms.map((atom) => ({ ...atom, direct: false, traits: new Set([...atom.traits, ...traits]) }));

export const constant = (value: Constant): Value => ({ atoms: [], checks: [], constant: value });

export const named = (ref: string): Value => ({ atoms: [], checks: [], ref });

/** Checks that a test has made of every source in a value. */
export const checksOf = (value: Value, ...traits: readonly Trait[]): readonly Check[] =>
  value.atoms.flatMap(({ source }) => traits.map((trait) => ({ source: source.id, trait })));

export const textOf = ({ constant }: Value): string | undefined =>
  typeof constant === 'string' ? constant : undefined;

/** Results that say different things in different places, so that a check of one is none of the others. */
const isPiecemeal = ({ ref = '' }: Value, name: string): boolean =>
  /(split|splitlines|partition|splitext|splitdrive)\(\)$/.test(ref) || /^suffix(es)?$/.test(name);

/**
 * A part of a value, as `.name` and `['name']` give it: a source of its own, as far as it is a part of a source. The
 * host of an address stands for the address, because it says where that leads.
 */
export const partOf = (value: Value, name: string): readonly Atom[] =>
  value.atoms.map((atom) => {
    const isUrl = atom.traits.has('url-parsed');
    if (isUrl && HOST.test(name)) {
      return { ...atom, traits: new Set<Trait>([...atom.traits, 'url-part', 'url-host']) };
    }
    if (!isUrl && !atom.direct && !isPiecemeal(value, name)) return atom;
    const { id, name: whole } = atom.source;
    return {
      ...atom,
      source: { ...atom.source, id: `${id}.${name}`, name: `${whole}.${name}` },
      traits: isUrl ? new Set<Trait>([...atom.traits, 'url-part']) : atom.traits,
    };
  });

const HOST = /^(netloc|hostname|host|domain|registered_domain|fqdn|authority|1)$/;

const MAX_SKELETON = 4000;

/** The fixed text of a string that was put together, with `\0` for what was put in. */
export const skeleton = (value: Value): string | undefined => {
  if (typeof value.constant === 'string') return value.constant;
  return value.pieces
    ?.map((piece) => (typeof piece === 'string' ? piece : '\0'))
    .join('')
    .slice(0, MAX_SKELETON);
};
