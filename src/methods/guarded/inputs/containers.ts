import { type Outcome, ok } from '../../../core/outcome.ts';
import { quoted } from '../../../syntax/literals.ts';
import type { Type } from './annotations.ts';
import type { Context } from './context.ts';
import { byPlace, unique } from './lists.ts';
import { newUse, type Use } from './use.ts';
import type { Maker, Wanted } from './values.ts';

const inside = (name: string, use: Use | undefined, annotation?: string): Wanted => ({
  name,
  annotation,
  fallback: undefined,
  use: use ?? newUse(),
});

/** Literals of a kind that the task's text shows, for values of which nothing else tells what is in them. */
const shown = (context: Context, kind: string): readonly string[] =>
  context.shown.filter((node) => node.kind === kind).map(({ text }) => text);

const singular = (name: string): string => {
  const one = name.replace(/(_list|s)$/, '');
  return one === name ? '' : one;
};

export const sequence = (
  { kind, item }: Extract<Type, { kind: 'list' | 'set' }>,
  { name, use }: Wanted,
  context: Context,
  make: Maker,
): Outcome<readonly string[]> => {
  const items = make(inside(singular(name), use.item, item));
  if (items.status === 'unknown') return items;
  const [a = '1', b = a, c = b] = items.value;
  const lists = [[a, b, c], [b], items.value.slice(0, 5), [c, b, a, a], []].map(
    (list) => `[${list.join(', ')}]`,
  );
  if (kind === 'set') return ok(lists.map((list) => `set(${list})`));
  return ok([...(item === undefined ? shown(context, 'list') : []), ...lists]);
};

export const tuple = (
  { items }: Extract<Type, { kind: 'tuple' }>,
  { name, use }: Wanted,
  make: Maker,
): Outcome<readonly string[]> => {
  const parts: (readonly string[])[] = [];
  for (const annotation of items.length > 0 ? items : ['int', 'int']) {
    const part = make(inside(name, use.item, annotation));
    if (part.status === 'unknown') return part;
    parts.push(part.value);
  }
  return ok(byPlace(parts, (row) => `(${row.map((value) => `${value}, `).join('')})`));
};

const SOME = [
  '{"name": "Ada", "age": 36}',
  '{"title": "A title", "tags": ["x", "y"]}',
  '{"a": 1, "b": 2}',
  '{}',
];

/** Entries that only who has a right to may set. */
const RESERVED =
  /admin|role|permission|privilege|verified|balance|^['"]?id['"]?$|_id\b|password|secret|token|is_/i;

/** Rows that lack one of the entries: each that may be missing, all of them, and the last that may not. */
const LACKING = 3;

export const dictionary = (
  type: Extract<Type, { kind: 'dict' }>,
  { name, use }: Wanted,
  context: Context,
  make: Maker,
): Outcome<readonly string[]> => {
  const passedOn = [...(use.key?.values ?? [])].filter((key) => !RESERVED.test(key));
  const columns = use.keys.size === 0 ? columnsFor(name, context) : [];
  const keys = unique([...use.keys.keys(), ...passedOn, ...columns, ...toldKeys(name, use, context)]);
  if (keys.length === 0)
    return type.value === undefined ? ok([...shown(context, 'dictionary'), ...SOME]) : typed(type, use, make);
  const parts = keys.map((key) => {
    const made = make(inside(key.replaceAll(/^['"]|['"]$/g, ''), use.keys.get(key) ?? use.item, type.value));
    return made.status === 'ok' ? made.value : ['None'];
  });
  const dict = (row: readonly string[], without: ReadonlySet<string>): string =>
    `{${row.flatMap((value, at) => (without.has(keys[at] ?? '') ? [] : [`${keys[at]}: ${value}`])).join(', ')}}`;
  const optional = keys.filter((key) => use.optional.has(key) || columns.includes(key));
  const required = keys.filter((key) => !optional.includes(key));
  const lacking = [...optional.slice(0, LACKING).map((key) => [key]), optional, required.slice(-1)].filter(
    ({ length }) => length > 0,
  );
  const first = parts.map(([value = 'None']) => value);
  return ok(
    unique([
      ...byPlace(parts, (row) => dict(row, new Set())),
      ...lacking.map((some) => dict(first, new Set(some))),
    ]),
  );
};

const TYPE_NAME = /^"(str|int|float|bool|bytes|list|dict|tuple|set|none)"$/i;

/** Keys that the text names where it describes a dict: who repairs the code may need them. */
const toldKeys = (name: string, use: Use, context: Context): readonly string[] => {
  if (use.keys.size === 0) return [];
  const { values, keys } = context.told(name);
  const known = new Set([...use.keys.keys()].map((key) => key.slice(1, -1)));
  return [...keys, ...values].filter(
    (key) => /^"[a-z_]\w*"$/i.test(key) && !TYPE_NAME.test(key) && !known.has(key.slice(1, -1)),
  );
};

/** What a change of a row may be about: a few columns that anybody may change. */
const columnsFor = (name: string, context: Context): readonly string[] =>
  /change|update|field|row|record|values/.test(name)
    ? unique(context.columns.map((column) => quoted(column.name)))
        .filter((column) => !RESERVED.test(column))
        .slice(0, 3)
    : [];

const typed = (type: Extract<Type, { kind: 'dict' }>, use: Use, make: Maker): Outcome<readonly string[]> => {
  const keys = make(inside('key', use.key, type.key));
  const values = make(inside('value', use.item, type.value));
  if (keys.status === 'unknown') return keys;
  if (values.status === 'unknown') return values;
  const entry = (at: number): string =>
    `${keys.value[at % keys.value.length]}: ${values.value[at % values.value.length]}`;
  return ok([`{${entry(0)}, ${entry(1)}}`, `{${entry(2)}}`, '{}', `{${[0, 1, 2, 3].map(entry).join(', ')}}`]);
};
