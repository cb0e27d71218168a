import { quoted } from '../../../syntax/literals.ts';
import { type Context, isFileName } from './context.ts';
import { unique } from './lists.ts';
import type { Use } from './use.ts';
import { EXAMPLES, PROSE, roleOfName, textsOfName } from './words.ts';

/** The same text, in whatever quotes. */
const isAlike = (one: string, other: string): boolean => one.slice(1, -1) === other.slice(1, -1);

const isText = (source: string): boolean => /^[rRuU]?['"]/.test(source);

/** Beside values that the code itself tells of, so many that it does not. */
const OTHERS = 2;
/** So many that may be none of its values. */
const GUESSES = 3;
const MOST = 10;
/** Of every kind of text, one is longer than this: code that refuses long texts is told from code that does not. */
const LONG = 24;

/**
 * Texts for a parameter of this name: what the code looks it up among and compares it with, what the task's text
 * quotes, what stands under its name in the code's tables, and everyday examples of what the name, or its use, says
 * that it is.
 */
export const textValues = (name: string, use: Use, context: Context): readonly string[] => {
  const isUrl = use.roles.has('url') || roleOfName(name) === 'url';
  const found = [
    ...use.values,
    ...context.told(name).values,
    ...context.keyed(name),
    ...context.members(name),
  ].filter((source) => isText(source) && (!isUrl || /^['"](https?:|\/)/.test(source)));
  const shaped = shapedTexts(use, found, context.attributes);
  const everyday = examplesOf(name, use, context).map(quoted);
  const others = everyday.filter((source) => !found.some((known) => isAlike(known, source)));
  const known = unique(found).slice(0, MOST - OTHERS - 2);
  const rest = others.slice(0, known.length > 0 ? OTHERS : MOST - GUESSES);
  const guesses = context.told(name).guesses.slice(0, GUESSES);
  const all = unique([...known, ...shaped, ...rest, ...addressesOn(known), ...guesses]).slice(0, MOST);
  return all.some((source) => source.length > LONG) ? all : [...all, quoted(longer(all[0] ?? '""'))];
};

/** Where hosts are known, absolute addresses on them. */
const addressesOn = (known: readonly string[]): readonly string[] =>
  known
    .map((source) => source.slice(1, -1))
    .filter((text) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) && !isFileName(text))
    .slice(0, 2)
    .map((host) => quoted(`https://${host}/a/b?x=1`));

/** A longer text that begins like another. */
const longer = (source: string): string => `${source.slice(1, -1)} and some more words of it`.trim();

const examplesOf = (name: string, use: Use, context: Context): readonly string[] => {
  const isMail = context.isAboutMail && /^(address|addr|to|cc|reply_to|from_addr(ess)?)$/.test(name);
  const role = [...use.roles][0] ?? (isMail ? 'email' : roleOfName(name));
  const hosts = unique([...use.hosts, ...context.hosts]).map((host) => host.replace(/^\.|^\*\./, 'www.'));
  if ((role === 'url' || use.hosts.size > 0) && hosts.length > 0) {
    const schemes = [...use.schemes].filter((scheme) => scheme.startsWith('http'));
    return hosts
      .slice(0, 3)
      .flatMap((host) => [`${schemes[0] ?? 'https'}://${host}/`, `https://${host}/a/b?x=1&y=2`]);
  }
  if (role === 'host' && hosts.length > 0) return hosts;
  if (role === 'path') return context.paths;
  if (role) return EXAMPLES[role];
  if (/sort|order_?by|column|field/.test(name) && context.columns.length > 0)
    return unique(context.columns.map((column) => column.name));
  const texts = textsOfName(name);
  return texts === PROSE ? [...cellTexts(context), ...texts] : texts;
};

/** Texts out of tables that the code may search, and the beginning of one. */
const cellTexts = (context: Context): readonly string[] => {
  const cells = context.columns
    .filter(({ source }) => isText(source))
    .map(({ source }) => source.slice(1, -1));
  const [first] = cells;
  return first === undefined ? [] : [...cells.slice(0, 2), first.slice(0, 2)];
};

/** Texts that begin, end, or are as long as the code looks for. */
const shapedTexts = (
  { fields, starts, ends, holds, lengths }: Use,
  found: readonly string[],
  attributes: readonly string[],
): readonly string[] => [
  ...templates([...fields], attributes),
  ...[...starts].slice(0, 3).map((start) => quoted(`${start}alpha`)),
  ...[...ends].slice(0, 3).map((end) => quoted(`notes${end}`)),
  ...[...holds].slice(0, 3).map((part) => joined(found.length > 1 ? found : WORDS, quoted(part))),
  ...[...lengths]
    .filter((length) => length >= 0 && length <= 2000)
    .slice(0, 4)
    .map((length) =>
      length > 40 ? `${quoted('a')} * ${length}` : quoted('abcdefghij'.repeat(4).slice(0, length)),
    ),
];

/** Templates for `format`: with each field, or with attributes that objects of the code have. */
const templates = (fields: readonly string[], attributes: readonly string[]): readonly string[] => {
  const ends = attributes.length > 0 ? attributes.slice(0, 3).map((attribute) => `.${attribute}`) : [''];
  return fields.slice(0, 3).flatMap((field) => ends.map((end) => quoted(`Dear {${field}${end}}, Hello`)));
};

const WORDS = ['"alpha"', '"beta"', '"gamma"'];

const joined = (words: readonly string[], part: string): string =>
  `${part}.join([${words.slice(0, 3).join(', ')}])`;
