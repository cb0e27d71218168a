import type { Parameter } from '../../../syntax/functions.ts';
import { entriesOf, isLiteral, quoted, textOf } from '../../../syntax/literals.ts';
import { child, type Node, operands, readProgram, walk } from '../../../syntax/python.ts';

/** What was found in a text: inputs, and how many that are none. */
export type ReadInputs = {
  /** Python source of dicts of keyword arguments, of literals alone. */
  readonly inputs: readonly string[];
  readonly notLiteral: number;
  /** Literal, but not the function's arguments. */
  readonly malformed: number;
};

/** An input of more characters is no unit test's. */
const LONGEST = 2000;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/**
 * The inputs for a function in what a model wrote: dicts of keyword arguments, JSON objects, and calls of the function,
 * wherever they stand. The text is only read, by its syntax: nothing in it is run.
 */
export const readInputs = (text: string, name: string, parameters: readonly Parameter[]): ReadInputs => {
  const inputs: string[] = [];
  let [notLiteral, malformed] = [0, 0];
  const opening = new RegExp(String.raw`(?<![\w.])${name}\(|\{`, 'g');
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index + match[0].length - 1;
    const inside = bracketed(text, start);
    if (inside === undefined || inside === '{}' || inside === '()') continue;
    opening.lastIndex = start + inside.length;
    const node = expressionOf(inside.startsWith('(') ? `${name}${inside}` : inside);
    const found = node && isPlain(node) ? inputsIn(node, parameters) : [];
    if (found.length > 0) inputs.push(...found);
    else if (node === undefined || !isPlain(node)) notLiteral += 1;
    else malformed += 1;
  }
  return { inputs, notLiteral, malformed };
};

/** The text from an opening bracket to the one that closes it, both included. Brackets in strings do not count. */
const bracketed = (text: string, start: number): string | undefined => {
  const open: string[] = [];
  let quote = '';
  for (let at = start; at < Math.min(text.length, start + LONGEST); at += 1) {
    const letter = text.charAt(at);
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
      continue;
    }
    if (letter === '"' || letter === "'") quote = letter;
    else if (Object.hasOwn(CLOSING, letter)) open.push(CLOSING[letter] ?? '');
    else if (')]}'.includes(letter) && open.pop() !== letter) return undefined;
    if (open.length === 0) return text.slice(start, at + 1);
  }
  return undefined;
};

/** The one expression of a source, in Python or, failing that, in JSON. */
const expressionOf = (source: string): Node | undefined => {
  const node = parsed(source);
  if (node && isPlain(node)) return node;
  return parsed(fromJson(source) ?? '') ?? node;
};

const parsed = (source: string): Node | undefined => {
  const program = readProgram(`${source}\n`);
  const [statement, ...rest] = program.status === 'ok' ? program.value.root.children : [];
  return statement?.kind === 'expression_statement' && rest.length === 0 ? statement.children[0] : undefined;
};

const fromJson = (source: string): string | undefined => {
  try {
    return pythonOf(JSON.parse(source));
  } catch {
    return undefined;
  }
};

/** JSON as Python writes it. */
const pythonOf = (value: unknown): string => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${quoted(key)}: ${pythonOf(item)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
};

/** Literals alone, or a call with nothing but literals. */
const isPlain = (node: Node): boolean => {
  if (node.kind !== 'call') return isLiteral(node);
  const given = operands(child(node, 'argument_list') ?? node);
  return given.every((each) =>
    isLiteral(each.kind === 'keyword_argument' ? (each.children.at(-1) ?? each) : each),
  );
};

const inputsIn = (node: Node, parameters: readonly Parameter[]): readonly string[] => {
  if (node.kind !== 'call') return argumentsIn(node, parameters);
  const input = fromArguments(operands(child(node, 'argument_list') ?? node), parameters);
  return input === undefined ? [] : [input];
};

/** The outermost dicts in an expression that hold arguments of the function. */
export const argumentsIn = (node: Node, parameters: readonly Parameter[]): readonly string[] =>
  node.kind === 'dictionary' && fits(keysOf(node), parameters)
    ? [oneLine(node.text)]
    : node.children.flatMap((each) => argumentsIn(each, parameters));

/** Arguments by place and by name as a dict; undefined if the function does not take them. */
export const fromArguments = (
  given: readonly Node[],
  parameters: readonly Parameter[],
): string | undefined => {
  const placed = given.filter(({ kind }) => kind !== 'keyword_argument');
  const names = parameters.filter(({ star }) => star === '').map(({ name }) => name);
  const entries = [
    ...placed.map((node, at) => [names[at], node.text] as const),
    ...given
      .filter(({ kind }) => kind === 'keyword_argument')
      .map(({ children }) => [children[0]?.text, children.at(-1)?.text ?? ''] as const),
  ];
  const keys = entries.map(([key]) => key);
  if (new Set(keys).size < keys.length || !fits(keys, parameters)) return undefined;
  return oneLine(`{${entries.map(([key, source]) => `${quoted(key ?? '')}: ${source}`).join(', ')}}`);
};

const keysOf = (dict: Node): readonly (string | undefined)[] => entriesOf(dict).map(({ key }) => textOf(key));

/** Whether a function can be called with arguments of these names. */
const fits = (keys: readonly (string | undefined)[], parameters: readonly Parameter[]): boolean => {
  const named = parameters.filter(({ star, name }) => star === '' && name !== 'self');
  const takesAny = parameters.some(({ star }) => star === '**');
  return (
    keys.length > 0 &&
    keys.every((key) => key !== undefined && (takesAny || named.some(({ name }) => name === key))) &&
    named.every(({ name, fallback }) => fallback !== undefined || keys.includes(name))
  );
};

/** Line breaks between the parts of a literal mean nothing; those within strings of three quotes do. */
const oneLine = (source: string): string =>
  /"""|'''|\\\n/.test(source) ? source : source.replaceAll(/\s*\n\s*/g, ' ');

/** The same for sources that differ in nothing but blanks and quotes. */
export const formOf = (source: string): string => {
  const program = readProgram(`${source}\n`);
  if (program.status === 'unknown') return source;
  return [...walk(program.value.root)]
    .filter(({ children }) => children.length === 0)
    .map(({ kind, text }) => (/^string_(start|end)$/.test(kind) ? text.replace(/['"]+$/, '"') : text))
    .filter((text) => text !== ',')
    .join(' ');
};
