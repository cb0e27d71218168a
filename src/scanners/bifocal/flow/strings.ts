import type { Constant } from '../../../knowledge/constants.ts';
import { child, type Node } from '../../../syntax/python.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';
import { constant, madeFrom, NOTHING, type Piece, textOf, type Value, withTraits } from './value.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', '\n': '' };

/** The text of a string token; other escapes than the common ones are left as they are written. */
const decodeEscapes = (text: string, prefix: string): string =>
  /r/i.test(prefix)
    ? text
    : text
        .replaceAll(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replaceAll(/\\([nrt0\n'"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);

/** A string, also one with fields (f-string). */
export const evaluateString = (node: Node, state: State, run: Run): Value => {
  const prefix = child(node, 'string_start')?.text ?? '';
  const pieces = node.children.flatMap((each): readonly Piece[] => {
    if (each.kind === 'string_content') {
      const text = decodeEscapes(each.text, prefix);
      return [/f/i.test(prefix) ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text];
    }
    if (each.kind !== 'interpolation') return [];
    const inner = each.children[1];
    return inner ? [run.evaluate(inner, state)] : [];
  });
  return build(node, pieces, state, run);
};

/** Longer texts are not looked into: no rule needs them, and doubling one in a few lines is easy. */
const MAX_TEXT = 10_000;

const MAX_PIECES = 100;

/** The value of strings and other values put one after the other. */
export const build = (node: Node, pieces: readonly Piece[], state: State, run: Run): Value => {
  const flat = pieces.flatMap((piece): readonly Piece[] => {
    if (typeof piece === 'string') return [piece];
    if (piece.constant !== undefined && piece.constant !== null) return [String(piece.constant)];
    return piece.pieces ?? [piece];
  });
  const joined = flat.reduce<Piece[]>((all, piece) => {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else all.push(piece);
    return all;
  }, []);
  if (joined.every((piece) => typeof piece === 'string')) {
    const text = joined.join('');
    return text.length > MAX_TEXT ? NOTHING : constant(text);
  }
  const values = joined.filter((piece) => typeof piece !== 'string');
  const value: Value = { ...madeFrom(...values), pieces: joined.slice(0, MAX_PIECES) };
  const parts = pieces.filter((piece) => typeof piece !== 'string');
  run.emit('build', { node, pieces: value.pieces ?? [], parts, value, state });
  return value;
};

const FIELD = /\{\{|\}\}|\{([^{}:!]*)(?:![rsa])?(?::[^{}]*)?\}/g;

/** `template.format(...)` where the template is fixed; undefined where it is not. */
export const formatPieces = (
  template: string,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): readonly Piece[] | undefined => {
  let next = 0;
  const fieldValue = (field: string): Value | undefined => {
    const [name = ''] = field.split(/[.[]/, 1);
    if (name === '') return args[next++];
    return /^\d+$/.test(name) ? args[Number(name)] : keywords.get(name);
  };
  return cut(template, FIELD, (whole, field) =>
    field === undefined ? whole.slice(1) : (fieldValue(field) ?? madeFrom(...args, ...keywords.values())),
  );
};

const CONVERSION = /%%|%(?:\((\w+)\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?([diouxXeEfFgGcrsa])/g;

/** What `%d` makes of a value that is not known to be a number: text raises an exception. */
export const AS_NUMBER = '%d';

const NUMBERS = /^(int|len|float|round|abs|ord|sum|time\.time)\(\)$/;

const asNumber = (value: Value): Value =>
  value.constant !== undefined || NUMBERS.test(value.ref ?? '') || isNumber(value)
    ? value
    : { ...withTraits(value, 'number'), ref: AS_NUMBER };

const isNumber = ({ atoms }: Value): boolean =>
  atoms.length > 0 && atoms.every(({ traits }) => traits.has('number'));

/** `template % values` where the template is fixed. */
export const percentPieces = (template: string, values: Value): readonly Piece[] => {
  let next = 0;
  return cut(template, CONVERSION, (whole, key, letter) => {
    if (whole === '%%') return '%';
    const value =
      key === undefined
        ? values.items
          ? values.items[next++]
          : values
        : (values.entries?.get(key) ?? values);
    if (value === undefined) return whole;
    return /[diouxXeEfFgG]/.test(letter ?? '') ? asNumber(value) : value;
  });
};

const cut = (
  template: string,
  pattern: RegExp,
  replace: (whole: string, first: string | undefined, second: string | undefined) => Piece,
): readonly Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of template.matchAll(pattern)) {
    pieces.push(template.slice(from, match.index), replace(match[0], match[1], match[2]));
    from = match.index + match[0].length;
  }
  pieces.push(template.slice(from));
  return pieces.filter((piece) => piece !== '');
};

/** Longer texts are not written out. */
const MAX_REPEATED = 1024;

/** What two constants make. */
export const foldNumbers = (operator: string, left: Value, right: Value): Constant | undefined => {
  const [a, b] = [left.constant, right.constant];
  if (operator === '*' && typeof a === 'string' && typeof b === 'number') {
    return b >= 0 && a.length * b <= MAX_REPEATED ? a.repeat(b) : undefined;
  }
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      return a ** b;
    case '<<':
      return a * 2 ** b;
    case '|':
      return a | b;
    case '&':
      return a & b;
    default:
      return undefined;
  }
};

/** Whether a value is, or was made from, text. */
export const isText = (value: Value): boolean => textOf(value) !== undefined || value.pieces !== undefined;
