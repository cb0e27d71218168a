import type { Call } from './flow/events.ts';
import { type State, traitsOf } from './flow/state.ts';
import type { Atom, Trait, Value } from './flow/value.ts';

export { skeleton } from './flow/value.ts';

/**
 * Where functions take what must not come from outside: by qualified name (`?.name`: a method of anything), the
 * positions and names of the arguments; `self` is the object of a method.
 */
export type Sinks = Readonly<Record<string, readonly (number | string)[]>>;

/** The values that a call takes at places that a rule cares about. */
export const valuesAt = (call: Call, sinks: Sinks): readonly Value[] => {
  const own = Object.hasOwn(sinks, call.name) ? sinks[call.name] : undefined;
  const any = Object.hasOwn(sinks, `?.${call.method}`) ? sinks[`?.${call.method}`] : undefined;
  const places = own ?? (call.receiver === undefined ? undefined : any) ?? [];
  return places.flatMap((place) => {
    const value =
      place === 'self'
        ? call.receiver
        : typeof place === 'number'
          ? call.args[place]
          : call.keywords.get(place);
    return value ? [value] : [];
  });
};

/** Data in a value that nothing of what satisfies the rule has happened to, and that no check has shown it of. */
export const unanswered = (
  value: Value,
  state: State,
  answers: ReadonlySet<Trait>,
  also: (atom: Atom) => boolean = () => true,
): Atom | undefined =>
  value.atoms.find((atom) => also(atom) && ![...traitsOf(state, atom)].some((trait) => answers.has(trait)));

/** What decides how a string begins: of a URL, where it leads. */
export const leading = (value: Value): Value => {
  const { pieces } = value;
  if (pieces === undefined) return value;
  const [first, second] = pieces;
  const open = typeof first === 'string' && /^(\w+:)?\/\/$/.test(first) ? second : first;
  return open === undefined || typeof open === 'string' ? { atoms: [], checks: [] } : open;
};

/** What was put into a string right after text that ends like this. */
export const putAfter = ({ pieces = [] }: Value, text: RegExp): Value => ({
  atoms: pieces.flatMap((piece, at) => {
    const before = pieces.slice(0, at).findLast((each) => typeof each === 'string');
    return typeof piece !== 'string' && typeof before === 'string' && text.test(before) ? piece.atoms : [];
  }),
  checks: [],
});

/** Everything that was put into a string. */
export const holes = ({ pieces = [] }: Value): Value => ({
  atoms: pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece.atoms)),
  checks: [],
});

/** A keyword argument that is this constant. */
export const isSet = (call: Call, keyword: string, constant: boolean | null): boolean =>
  call.keywords.get(keyword)?.constant === constant;

/**
 * What a call puts into a text that is not known but by its name: `html_page.replace("[name]", name)`,
 * `XML_REPLY.format(text=text)`. `isNamed` is asked for the names of the text and of the function around.
 */
export const filledIn = (call: Call, isNamed: RegExp): readonly Value[] => {
  const { method, receiver, args, keywords, state } = call;
  if (!/^(replace|format|substitute|safe_substitute)$/.test(method) || receiver === undefined) return [];
  if (receiver.constant !== undefined || receiver.pieces !== undefined) return [];
  const names = [
    receiver.ref ?? '',
    state.frame.info?.name ?? '',
    ...receiver.atoms.map(({ source }) => source.name),
  ];
  if (!names.some((name) => isNamed.test(name))) return [];
  return method === 'replace' ? args.slice(1) : [...args, ...keywords.values()];
};
