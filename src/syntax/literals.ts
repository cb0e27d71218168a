import { child, type Node, operands } from './python.ts';

const SCALARS: ReadonlySet<string> = new Set(['integer', 'float', 'true', 'false', 'none']);
const SEQUENCES: ReadonlySet<string> = new Set(['list', 'tuple', 'set']);
/** Calls that only wrap a literal. */
const WRAPPERS: ReadonlySet<string> = new Set(['set', 'frozenset', 'list', 'tuple', 'dict', 'sorted']);

/** Python source of a text. */
export const quoted = (text: string): string => JSON.stringify(text);

/** A string literal that stands in no code, from its source in plain quotes. */
export const stringNode = (source: string): Node => ({
  kind: 'string',
  text: source,
  start: 0,
  end: 0,
  children: [{ kind: 'string_content', text: source.slice(1, -1), start: 0, end: 0, children: [] }],
});

/** What a string literal says; undefined for f-strings, bytes and other nodes. Escapes stay as they are written. */
export const textOf = (node: Node): string | undefined => {
  if (node.kind !== 'string') return undefined;
  if (/^[^'"]*[bf]/i.test(child(node, 'string_start')?.text ?? '')) return undefined;
  return node.children
    .filter(({ kind }) => kind === 'string_content')
    .map(({ text }) => text)
    .join('');
};

const isPlainString = (node: Node): boolean =>
  node.kind === 'string' && !node.children.some(({ kind }) => kind === 'interpolation');

/** Whether a node is a string, a number, a truth value or None, so that its text means the same anywhere. */
export const isScalar = (node: Node): boolean =>
  SCALARS.has(node.kind) ||
  isPlainString(node) ||
  (node.kind === 'unary_operator' && operands(node).every(isScalar));

/** Whether a node is made of scalars alone. */
export const isLiteral = (node: Node): boolean =>
  isScalar(node) ||
  (SEQUENCES.has(node.kind) && operands(node).every(isLiteral)) ||
  (node.kind === 'dictionary' &&
    operands(node).every((each) => each.kind === 'pair' && operands(each).every(isLiteral)));

/** The literal itself behind parentheses, `set(...)` and the like. */
export const unwrapped = (node: Node): Node => {
  if (node.kind === 'parenthesized_expression') return unwrapped(operands(node)[0] ?? node);
  if (node.kind !== 'call' || !WRAPPERS.has(node.children[0]?.text ?? '')) return node;
  const inner = operands(node.children[1] ?? node)[0];
  return inner ? unwrapped(inner) : node;
};

/** The items of a list, tuple or set; the keys of a dict. */
export const membersOf = (node: Node): readonly Node[] => {
  const literal = unwrapped(node);
  if (SEQUENCES.has(literal.kind)) return operands(literal);
  return entriesOf(literal).map(({ key }) => key);
};

/** Keys and values of a dict literal. */
export const entriesOf = (node: Node): readonly { readonly key: Node; readonly value: Node }[] => {
  const literal = unwrapped(node);
  if (literal.kind !== 'dictionary') return [];
  return literal.children.flatMap((each) => {
    const [key, value] = each.kind === 'pair' ? operands(each) : [];
    return key && value ? [{ key, value: unwrapped(value) }] : [];
  });
};

/** What `node[index]` may be: the entry of that key where there is one, else any. */
export const elementsOf = (node: Node, index: Node | undefined): readonly Node[] => {
  const literal = unwrapped(node);
  const entries = entriesOf(literal);
  const wanted = index && (textOf(index) ?? index.text);
  const exact = entries.filter(({ key }) => (textOf(key) ?? key.text) === wanted);
  if (exact.length > 0) return exact.map(({ value }) => value);
  if (entries.length > 0) return entries.map(({ value }) => value);
  return SEQUENCES.has(literal.kind) ? operands(literal).map(unwrapped) : [];
};
