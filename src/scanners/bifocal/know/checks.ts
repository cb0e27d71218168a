import type { Call } from '../flow/events.ts';
import {
  type Check,
  checksOf,
  mergeAtoms,
  mergeChecks,
  skeleton,
  type Trait,
  textOf,
  type Value,
} from '../flow/value.ts';

/** What the truth of a call's answer tells of the data that it was given. */
export const checksOfCall = ({ name, method, receiver, args }: Call, known: boolean): readonly Check[] => {
  const [first, second] = args;
  const data = receiver ?? first;
  if (data === undefined) return [];
  if (/^(any|all|bool|not)$/.test(name)) return mergeChecks(args);
  if (name === 'isinstance') return first ? checksOf(first, ...traitsOfType(first, second)) : [];
  const regex = regexCheck(name, method, receiver, args);
  if (regex) return regex;
  switch (method) {
    case 'startswith':
      return checksOf(data, ...prefixTraits(first), ...hostIfParsed(data));
    case 'endswith':
      return checksOf(data, 'suffix', ...hostIfParsed(data));
    case 'isalnum':
    case 'isalpha':
    case 'isdigit':
    case 'isdecimal':
    case 'isnumeric':
    case 'isidentifier':
      return checksOf(data, 'pattern');
    case 'isprintable':
    case 'isascii':
      return checksOf(data, 'denied');
    case 'is_relative_to':
      return checksOf(data, 'contained');
    case 'exists':
    case 'isfile':
    case 'isdir':
    case 'is_file':
    case 'is_dir':
      return checksOf(first ?? data, 'exists');
    case 'issubset':
    case 'issuperset':
    case 'isdisjoint':
      return [...checksOf(data, 'member'), ...(first ? checksOf(first, 'member') : [])];
    case 'compare_digest':
      return args.flatMap((arg) => checksOf(arg, 'vetted'));
    case 'index':
    case 'find':
    case 'count':
      return checksOf(data, textOf(first ?? data)?.includes('..') ? 'no-dots' : 'denied');
    default:
      return !known && isValidator(name, method) ? args.flatMap((arg) => checksOf(arg, 'vetted')) : [];
  }
};

/** Names of functions that answer whether something may be. */
const VALIDATOR =
  /valid|safe|allow|permit|trust|authori[sz]|whitelist|within|inside|contained|subpath|sanit/i;

/** Such names, too, where the function is not one of a library. */
const OWN_VALIDATOR = /^_*(check|verify|ensure|require|assert|confirm|guard)(_|$)/i;

const isValidator = (name: string, method: string): boolean =>
  VALIDATOR.test(method) || (OWN_VALIDATOR.test(method) && (!name.includes('.') || name.startsWith('?')));

/** What holds after a call that raises an exception where it does not. */
export const shownByCall = ({ name, method, receiver, args }: Call): readonly Check[] => {
  const [first] = args;
  if (method === 'relative_to' && receiver) return checksOf(receiver, 'contained');
  if (!first) return [];
  if (/^(int|float|decimal\.Decimal|uuid\.UUID|ipaddress\.ip_address)$/.test(name))
    return checksOf(first, 'number');
  return [];
};

const traitsOfType = (value: Value, type: Value | undefined): readonly Trait[] => {
  if (value.atoms.some(({ traits }) => traits.has('syntax-tree'))) return ['pattern'];
  const names = (type?.items ?? (type ? [type] : [])).map(({ ref }) => ref ?? '?');
  const numeric =
    names.length > 0 && names.every((name) => /^(int|float|bool|complex|numbers\.\w+)$/.test(name));
  return numeric ? ['typed', 'number'] : ['typed'];
};

const hostIfParsed = (value: Value): readonly Trait[] =>
  value.atoms.some(({ traits }) => traits.has('url-host')) ? ['host'] : [];

/** A prefix that ends before a URL's host does says nothing of where the URL leads. */
const prefixTraits = (prefix: Value | undefined): readonly Trait[] => {
  const texts = (prefix?.items ?? (prefix ? [prefix] : [])).map(skeleton);
  if (texts.some((text) => text?.includes('..'))) return ['no-dots'];
  if (texts.some((text) => text?.startsWith('//') || text === '\\\\')) return ['no-host'];
  const weak = texts.every((text) => text !== undefined && HALF_ADDRESS.test(text));
  return [weak ? 'scheme' : 'prefix'];
};

/** A scheme, the beginning of a path or, with or without a scheme, of a host that could go on. */
const HALF_ADDRESS = /^(\w*:?\/{0,2}|[#.\-_~]*|\w+:\/\/[^/]*)$/;

const regexCheck = (
  name: string,
  method: string,
  receiver: Value | undefined,
  args: readonly Value[],
): readonly Check[] | undefined => {
  if (!/^(match|fullmatch|search|findall)$/.test(method)) return undefined;
  const isModule = /^(re|regex)\.\w+$/.test(name);
  const [pattern, data] = isModule ? args : [receiver?.items?.[0] ?? receiver, args[0]];
  if (pattern === undefined || data === undefined) return undefined;
  return checksOf(data, patternTrait(textOf(pattern), method));
};

/** Whether a regular expression lists what may be, or only looks for something; unknown ones are believed. */
const patternTrait = (pattern: string | undefined, method: string): Trait => {
  if (pattern === undefined) return 'pattern';
  const bare = pattern.replaceAll(/\\./g, (escaped) => (/\\[SDW]/.test(escaped) ? '.' : 'x'));
  const open = /\[\^|\.(?![^[]*\])/.test(bare);
  const ends = method === 'fullmatch' || /(\$|\\Z|\\z)\)*$/.test(pattern);
  const starts = method !== 'search' || /^\(?(\^|\\A)/.test(pattern);
  return ends && starts && !open ? 'pattern' : 'denied';
};

/** What a comparison tells of both sides. */
export const checksOfComparison = (operator: string, left: Value, right: Value): readonly Check[] => {
  if (/in$/.test(operator)) return membership(left, right);
  if (/^(==|!=|is|is not)$/.test(operator)) return [...equality(left, right), ...equality(right, left)];
  return [...bound(left, right), ...bound(right, left)];
};

/** Lists of all that there is, good and bad. */
const EVERYTHING = /^hashlib\.algorithms_(available|guaranteed)$/;

const membership = (left: Value, right: Value): readonly Check[] => {
  if (right.ref !== undefined && EVERYTHING.test(right.ref)) return checksOf(left, 'exists');
  const inside = new Set(right.atoms.map(({ source }) => source.id));
  const member = { ...left, atoms: left.atoms.filter(({ source }) => !inside.has(source.id)) };
  const denied: Trait = textOf(left)?.includes('..') ? 'no-dots' : 'denied';
  const parents = right.ref?.endsWith('.parents') || right.ref?.endsWith('.parts');
  return [
    ...(textOf(left) === undefined ? checksOf(member, 'member', ...hostIfParsed(member)) : []),
    ...(left.atoms.length === 0 || parents ? checksOf(right, parents ? 'contained' : denied) : []),
  ];
};

const equality = (value: Value, other: Value): readonly Check[] => {
  if (other.constant === null || other.constant === '' || typeof other.constant === 'boolean') return [];
  const own = new Set(other.atoms.map(({ source }) => source.id));
  const different = { ...value, atoms: value.atoms.filter(({ source }) => !own.has(source.id)) };
  const atoms = mergeAtoms([different]);
  const isLength = atoms.some(({ traits }) => traits.has('length'));
  const isCommon = value.atoms.some(({ traits }) => traits.has('common-path'));
  if (isCommon) return checksOf(value, 'contained');
  if (isLength) return other.constant === 0 ? [] : checksOf(different, 'bounded');
  return checksOf(different, 'member', ...hostIfParsed(different));
};

const bound = (value: Value, limit: Value): readonly Check[] =>
  limit.constant === 0 || limit.constant === 1 ? [] : checksOf(value, 'bounded');

/** Attributes that say where an address is. */
export const isAddressTest = (attribute: string): boolean =>
  /^is_(private|loopback|link_local|reserved|global|multicast|unspecified)$/.test(attribute);
