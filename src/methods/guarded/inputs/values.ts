import { type Outcome, ok, unknown } from '../../../core/outcome.ts';
import { isLiteral, quoted } from '../../../syntax/literals.ts';
import type { Node } from '../../../syntax/python.ts';
import { readType, type Type } from './annotations.ts';
import { dictionary, sequence, tuple } from './containers.ts';
import type { Context } from './context.ts';
import { constructorOf, type Parameter } from './functions.ts';
import { byPlace, unique } from './lists.ts';
import { textValues } from './texts.ts';
import { newUse, type Use } from './use.ts';
import { numbersOfName } from './words.ts';

/** A value that is wanted: a parameter, a field, an entry of a dict. */
export type Wanted = {
  readonly name: string;
  readonly annotation: string | undefined;
  readonly fallback: Node | undefined;
  readonly use: Use;
};

/** Makes values for what is inside of others. */
export type Maker = (wanted: Wanted) => Outcome<readonly string[]>;

/** Objects within objects are made so far. */
const DEPTH = 3;

const of = (module: string, ...calls: readonly string[]): readonly string[] =>
  calls.map((call) => `__import__("${module}").${call}`);

/** Values of types that are made by a call. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  datetime: of(
    'datetime',
    'datetime(2024, 1, 31, 12, 30)',
    'datetime(2023, 12, 1)',
    'datetime(2024, 2, 29, 23, 59)',
  ),
  date: of('datetime', 'date(2024, 1, 31)', 'date(2023, 12, 1)', 'date(2024, 2, 29)'),
  time: of('datetime', 'time(12, 30)', 'time(0, 0)'),
  timedelta: of('datetime', 'timedelta(days=1)', 'timedelta(minutes=5)'),
  Decimal: of('decimal', 'Decimal("9.99")', 'Decimal("0")', 'Decimal("100")'),
  UUID: of('uuid', 'UUID(int=1)', 'UUID(int=2)'),
  Connection: of('sqlite3', 'connect("data.db")'),
  Cursor: of('sqlite3', 'connect("data.db").cursor()'),
  TextIO: of('io', 'StringIO("First line\\nSecond line\\n")', 'StringIO("{\\"a\\": 1}")', 'StringIO("")'),
  BinaryIO: of('io', 'BytesIO(b"First line\\n")', 'BytesIO(b"\\x00\\x01")', 'BytesIO(b"")'),
};

const FRACTIONS = ['1.5', '0.0', '100.0', '2.25'];

/**
 * Benign values for what is wanted, as Python source, the plainest first. Unknown where its type is one that nobody
 * here can make.
 */
export const valuesOf = (wanted: Wanted, context: Context, depth = DEPTH): Outcome<readonly string[]> => {
  const type = readType(wanted, context.told(wanted.name).type);
  const made = valuesOfType(type, wanted, context, depth);
  if (made.status === 'unknown') return made;
  const fallback = wanted.fallback && isLiteral(wanted.fallback) ? [wanted.fallback.text] : [];
  return ok(unique([...made.value, ...fallback]));
};

const valuesOfType = (
  type: Type,
  wanted: Wanted,
  context: Context,
  depth: number,
): Outcome<readonly string[]> => {
  const { use, name } = wanted;
  const make: Maker = (inner) =>
    depth > 0 ? valuesOf(inner, context, depth - 1) : unknown('nested too deep');
  switch (type.kind) {
    case 'str':
      return ok(unique([...packed(wanted, make), ...textValues(name, use, context)]));
    case 'int':
      return ok(
        unique([
          ...[...use.values, ...context.keyed(name)].filter((value) => /^-?\d+$/.test(value)),
          ...numbersOfName(name),
        ]),
      );
    case 'float':
      return ok(
        unique([
          ...[...use.values, ...context.keyed(name)].filter((value) => /^[\d.]+$/.test(value)),
          ...FRACTIONS,
        ]),
      );
    case 'bool':
      return ok(['True', 'False']);
    case 'none':
      return ok(['None']);
    case 'bytes':
      return ok(bytesOf(wanted, context, make));
    case 'union':
      return unionOf(
        type.of.map((each) => valuesOfType(each, wanted, context, depth)),
        name,
      );
    case 'literal':
      return ok(type.values);
    case 'list':
    case 'set':
      return sequence(type, wanted, context, make);
    case 'tuple':
      return tuple(type, wanted, make);
    case 'dict':
      return dictionary(type, wanted, context, make);
    case 'callable':
      return ok([
        '(lambda *values, **named: values[0] if values else None)',
        '(lambda *values, **named: True)',
      ]);
    case 'object':
      return object(wanted, make);
    case 'named':
      return named(type.name, wanted, context, depth);
  }
};

/** Texts that the code parses, and takes entries out of: such entries as JSON, or as a query string. */
const packed = ({ name, use }: Wanted, make: Maker): readonly string[] => {
  if (!use.parsed || use.parsed.keys.size === 0) return [];
  const made = make({ name, annotation: 'dict', fallback: undefined, use: use.parsed });
  const dicts = made.status === 'ok' ? made.value.slice(0, 5) : [];
  return use.roles.has('json')
    ? dicts.map((dict) => `__import__("json").dumps(${dict})`)
    : dicts.map((dict) => `__import__("urllib.parse").parse.urlencode(${dict}, doseq=True)`);
};

/** The bytes of a text. What ends with a quote or a bracket is a text or a call, and needs no brackets. */
const encoded = (source: string): string =>
  /["')]$/.test(source) ? `${source}.encode()` : `(${source}).encode()`;

const bytesOf = (wanted: Wanted, context: Context, make: Maker): readonly string[] => {
  const { name, use } = wanted;
  return unique([
    ...packed(wanted, make).map(encoded),
    ...[...use.values].filter((value) => /^b['"]/.test(value)),
    ...textValues(name, use, context).map(encoded),
    'b"\\x00\\x01\\xff"',
  ]);
};

/** Values of several types in turn. */
const unionOf = (
  outcomes: readonly Outcome<readonly string[]>[],
  name: string,
): Outcome<readonly string[]> => {
  const made = outcomes.flatMap((outcome) => (outcome.status === 'ok' ? [outcome.value] : []));
  if (made.length === 0) return outcomes[0] ?? unknown(`no value for ${name}`);
  const longest = Math.max(...made.map(({ length }) => length));
  return ok(
    Array.from({ length: longest }, (_, at) => made.flatMap((values) => values.slice(at, at + 1))).flat(),
  );
};

/** Something of no known type that has these attributes and methods. */
const object = ({ name, use }: Wanted, make: Maker): Outcome<readonly string[]> => {
  const parts = [...use.attributes].map(([attribute, its]): readonly string[] => {
    const made = make({
      name: attribute,
      annotation: undefined,
      fallback: undefined,
      use: its.result ?? its,
    });
    const values = made.status === 'ok' ? made.value : ['None'];
    return values.map(
      (value) => `${attribute}=${its.result ? `(lambda *values, **named: ${value})` : value}`,
    );
  });
  if (parts.length === 0) return unknown(`nothing tells what ${name} is`);
  return ok(byPlace(parts, (row) => `__import__("types").SimpleNamespace(${row.join(', ')})`));
};

const named = (name: string, wanted: Wanted, context: Context, depth: number): Outcome<readonly string[]> => {
  const own = context.classes.get(name);
  if (own && depth > 0) return instances(name, own, context, depth);
  if (name === 'Path')
    return ok(
      textValues(wanted.name, wanted.use, context).map((path) => `__import__("pathlib").Path(${path})`),
    );
  const known = Object.hasOwn(MADE, name) ? MADE[name] : undefined;
  return known ? ok(known) : unknown(`no value of type ${name} for ${wanted.name}`);
};

/** Instances of a class of the code: members of an enumeration, dicts for a typed dict, else calls of the class. */
export const instances = (
  name: string,
  classNode: Node,
  context: Context,
  depth = DEPTH,
): Outcome<readonly string[]> => {
  const bases = classNode.children.find(({ kind }) => kind === 'argument_list')?.text ?? '';
  if (/Enum|Flag/.test(bases)) {
    const members = [...classNode.text.matchAll(/^\s+([A-Za-z]\w*)\s*=/gm)].map(
      ([, member]) => `${name}.${member}`,
    );
    return members.length > 0 ? ok(members) : unknown(`no member of ${name}`);
  }
  const parts: (readonly string[])[] = [];
  const filled: Parameter[] = [];
  for (const parameter of constructorOf(classNode)) {
    const made = valuesOf({ ...parameter, use: newUse() }, context, depth - 1);
    if (made.status === 'unknown' && !parameter.fallback) return made;
    if (made.status === 'unknown') continue;
    filled.push(parameter);
    parts.push(made.value);
  }
  const isDict = /TypedDict/.test(bases);
  const entry = (value: string, at: number): string => {
    const { name: field = '', kind } = filled[at] ?? {};
    if (isDict) return `${quoted(field)}: ${value}`;
    return kind === 'positional' ? value : `${field}=${value}`;
  };
  const call = (row: readonly string[]): string => {
    const inside = row.map(entry).join(', ');
    return isDict ? `{${inside}}` : `${name}(${inside})`;
  };
  return ok(byPlace(parts, call).slice(0, 4));
};
