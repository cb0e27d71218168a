import { sourceOf } from '../know/sources.ts';
import { answersOnly, traitsOfCall } from '../know/traits.ts';
import type { Call } from './events.ts';
import type { Run } from './run.ts';
import { textResult } from './text-methods.ts';
import {
  addTraits,
  constant,
  derived,
  either,
  madeFrom,
  mergeAtoms,
  NOTHING,
  partOf,
  type Trait,
  textOf,
  type Value,
} from './value.ts';

/** Objects whose `get` goes somewhere, and is no look-up. */
const CLIENT = /request|httpx|session|client|aiohttp|urllib|http|api|redis|queue/i;

/** Gives its text in another language: what is put into it is put into the same places. */
const TRANSLATES = /^((\w+\.)*u?gettext(_lazy|_noop)?|_|_lazy|N_)$/;

/** What a call gives that is not gone into. A compiled pattern keeps its text as its only item, a path its pieces. */
export const resultOf = (call: Call, known: boolean, run: Run): Value => {
  const { name, method, receiver, args, keywords } = call;
  const ref = `${name}()`;
  const own = sourceOf(ref);
  if (own.length > 0) return { atoms: own, checks: [], ref };
  if (TRANSLATES.test(name) && args[0]?.constant !== undefined) return args[0];
  const text = receiver && textResult(call, run);
  if (text) return text;
  if (answersOnly(method)) return { atoms: [], checks: [] };
  if (name === 'getattr' && args[0]) return { ...madeFrom(args[0], ...args.slice(1)), ref };
  if (
    /^(str|list|tuple|set|sorted|reversed|iter|next|dict|textwrap\.dedent|inspect\.cleandoc|copy\.\w+|typing\.cast)$/.test(
      name,
    ) &&
    args[0]
  ) {
    return converted(name, args);
  }
  const lookup = receiver && /^(get|pop|__getitem__)$/.test(method) && !CLIENT.test(receiver.ref ?? '');
  if (lookup && receiver.entries) return lookedUp(receiver, args);
  const brought = lookup
    ? [receiver, ...args.slice(1)]
    : [...(receiver ? [receiver] : []), ...args, ...keywords.values()];
  const atoms =
    lookup && args[0]
      ? [...partOf(receiver, keyOf(args[0])), ...mergeAtoms(args.slice(1))]
      : derived(mergeAtoms(brought));
  const traits = traitsOfCall(name, method, known);
  const joined = traits.find((trait) => trait === 'path-joined' || trait === 'url-joined');
  return {
    atoms: joined ? joinedTo(call, joined) : traits.length > 0 ? addTraits(atoms, traits) : atoms,
    checks: [],
    ref: isPath(name, method) ? PATH : ref,
    ...(/\bcompile$/.test(method) && args[0] && { items: [args[0]] }),
    ...(isPath(name, method) && args[0]?.pieces && { pieces: args[0].pieces }),
  };
};

const keyOf = (key: Value): string => textOf(key)?.replaceAll('.', '·') ?? '*';

/** What a dictionary that is written out holds under a key, or under any. */
const lookedUp = (receiver: Value, [key, fallback]: readonly Value[]): Value => {
  const entry = key ? receiver.entries?.get(textOf(key) ?? '') : undefined;
  if (entry) return entry;
  const all = [...(receiver.entries?.values() ?? [])];
  return either([...all, ...(fallback ? [fallback] : [])]);
};

/** What stays what it was under another type. */
const converted = (name: string, args: readonly Value[]): Value => {
  const [first] = args;
  if (first === undefined) return NOTHING;
  if (name === 'str' && typeof first.constant === 'number') return constant(String(first.constant));
  if (name === 'set') return { ...first, checks: [], atoms: derived(first.atoms), ref: 'set()' };
  return name === 'typing.cast'
    ? (args[1] ?? NOTHING)
    : { ...first, checks: [], atoms: derived(first.atoms) };
};

/** Only what is joined to a base can lead out of it. */
const joinedTo = ({ receiver, args, name }: Call, trait: Trait): Value['atoms'] => {
  const [base, ...rest] = /^os\.path\.|Path$|urljoin$/.test(name) ? args : [receiver ?? NOTHING, ...args];
  return [...derived(base?.atoms ?? []), ...rest.flatMap(({ atoms }) => addTraits(atoms, [trait]))];
};

const PATH = 'pathlib.Path()';

/** Paths stay paths. */
const isPath = (name: string, method: string): boolean =>
  /^pathlib\.(Pure)?(Posix|Windows)?Path(\.(cwd|home))?$/.test(name) ||
  (name.startsWith(PATH) && /^(resolve|absolute|joinpath|expanduser|with_\w+|relative_to)$/.test(method));
