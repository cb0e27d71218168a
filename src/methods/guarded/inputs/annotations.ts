import type { Node } from '../../../syntax/python.ts';
import type { Kind, Use } from './use.ts';
import { kindOfName } from './words.ts';

/** What an annotation asks for. Items of containers are kept as source. */
export type Type =
  | { readonly kind: 'str' | 'int' | 'float' | 'bool' | 'bytes' | 'none' | 'callable' | 'object' }
  | { readonly kind: 'list' | 'set'; readonly item: string | undefined }
  | { readonly kind: 'tuple'; readonly items: readonly string[] }
  | { readonly kind: 'dict'; readonly key: string | undefined; readonly value: string | undefined }
  | { readonly kind: 'union'; readonly of: readonly Type[] }
  | { readonly kind: 'literal'; readonly values: readonly string[] }
  | { readonly kind: 'named'; readonly name: string };

const OPEN = '[({';
const CLOSE = '])}';

/** Parts of a text between separators that stand in no brackets. */
const split = (text: string, separator: string): readonly string[] => {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (OPEN.includes(letter)) depth += 1;
    if (CLOSE.includes(letter)) depth -= 1;
    if (depth === 0 && letter === separator) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

const NAMES: Readonly<Record<string, Kind | 'none'>> = {
  str: 'str',
  string: 'str',
  AnyStr: 'str',
  int: 'int',
  integer: 'int',
  float: 'float',
  Number: 'float',
  bool: 'bool',
  boolean: 'bool',
  bytes: 'bytes',
  bytearray: 'bytes',
  ByteString: 'bytes',
  None: 'none',
  NoneType: 'none',
  Callable: 'callable',
  callable: 'callable',
};

const LISTS = /^(list|List|Sequence|MutableSequence|Iterable|Iterator|Collection|deque)$/;
const SETS = /^(set|Set|frozenset|FrozenSet|AbstractSet|MutableSet)$/;
const DICTS = /^(dict|Dict|Mapping|MutableMapping|OrderedDict|defaultdict)$/;
/** Words of prose for types. */
const PROSE: Readonly<Record<string, string>> = { dictionary: 'dict', array: 'list' };

/** The type that an annotation names; undefined for one that says nothing (`Any`, `object`, a type variable). */
export const parseType = (source: string): Type | undefined => {
  const text = source.trim().replaceAll(/^['"]|['"]$/g, '');
  const alternatives = split(text, '|');
  if (alternatives.length > 1) return union(alternatives);
  const [, dotted = '', inside] = /^([\w.]+)\s*(?:\[(.*)\])?$/s.exec(text) ?? [];
  const name = dotted.slice(dotted.lastIndexOf('.') + 1);
  const items = inside === undefined ? [] : split(inside, ',');
  if (name === 'Optional') return union([...items, 'None']);
  if (name === 'Union') return union(items);
  if (name === 'Annotated' || name === 'Final')
    return items[0] === undefined ? undefined : parseType(items[0]);
  if (name === 'Literal') return { kind: 'literal', values: items };
  if (LISTS.test(name)) return { kind: 'list', item: items[0] };
  if (SETS.test(name)) return { kind: 'set', item: items[0] };
  if (DICTS.test(name)) return { kind: 'dict', key: items[0], value: items[1] };
  if (/^(tuple|Tuple)$/.test(name))
    return items[1] === '...' ? { kind: 'list', item: items[0] } : { kind: 'tuple', items };
  if (/^(Any|object|T|K|V|)$/.test(name)) return undefined;
  if (/^(IO|TextIO|TextIOWrapper|StringIO)$/.test(name))
    return { kind: 'named', name: items[0] === 'bytes' ? 'BinaryIO' : 'TextIO' };
  if (/^(BinaryIO|BytesIO|BufferedReader)$/.test(name)) return { kind: 'named', name: 'BinaryIO' };
  if (/^(Path|PurePath|PosixPath|PathLike)$/.test(name)) return { kind: 'named', name: 'Path' };
  const kind = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  return kind ? ofKind(kind) : { kind: 'named', name };
};

const union = (sources: readonly string[]): Type | undefined => {
  const of = sources.flatMap((source) => parseType(source) ?? []);
  return of.length > 1 ? { kind: 'union', of } : of[0];
};

const ofKind = (kind: Kind | 'none'): Type => {
  switch (kind) {
    case 'list':
    case 'set':
      return { kind, item: undefined };
    case 'tuple':
      return { kind, items: [] };
    case 'dict':
      return { kind, key: undefined, value: undefined };
    case 'file':
      return { kind: 'named', name: 'TextIO' };
    case 'connection':
      return { kind: 'named', name: 'Connection' };
    default:
      return { kind };
  }
};

const FALLBACKS: Readonly<Record<string, Kind>> = {
  string: 'str',
  concatenated_string: 'str',
  integer: 'int',
  float: 'float',
  true: 'bool',
  false: 'bool',
  list: 'list',
  dictionary: 'dict',
  tuple: 'tuple',
};

/**
 * The type of what is wanted, by what is surest: its annotation, what the text says, how it is used, its default, its
 * name.
 */
export const readType = (
  {
    name,
    annotation,
    fallback,
    use,
  }: { name: string; annotation: string | undefined; fallback: Node | undefined; use: Use },
  told: string | undefined,
): Type => {
  const stated = annotation === undefined ? undefined : parseType(annotation);
  if (stated) return stated;
  const prose = told === undefined ? undefined : parseType(PROSE[told.toLowerCase()] ?? told.toLowerCase());
  if (prose && prose.kind !== 'named') return prose;
  const used = kindOfUse(use);
  if (used) return ofKind(used);
  const given = fallback && FALLBACKS[fallback.kind];
  if (given) return ofKind(given);
  return ofKind(kindOfName(name) ?? 'str');
};

const kindOfUse = (use: Use): Kind | undefined => {
  if (use.keys.size > 0 || use.kinds.has('dict')) return 'dict';
  if (use.roles.size > 0 || use.starts.size + use.ends.size + use.hosts.size > 0) return 'str';
  const [first] = use.kinds;
  if (first) return first;
  const values = [...use.values];
  if (values.length > 0) return values.every((value) => /^-?\d+$/.test(value)) ? 'int' : 'str';
  const attributes = [...use.attributes.keys()].filter(
    (name) => !/^(path|query|params|fragment|port)$/.test(name),
  );
  return attributes.length > 0 ? 'object' : undefined;
};
