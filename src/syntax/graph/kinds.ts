import type { Node } from '../python.ts';

/** Expressions that are nodes of the graph: what is called, set, computed, compared, looked up or written out. */
const EXPRESSIONS: ReadonlySet<string> = new Set([
  'call',
  'keyword_argument',
  'attribute',
  'subscript',
  'string',
  'concatenated_string',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'conditional_expression',
  'named_expression',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'await',
  'yield',
]);

/** Not the keywords of the same name. */
export const isExpression = ({ kind, children }: Node): boolean =>
  children.length > 0 && EXPRESSIONS.has(kind);

/** `a.b.c` as it stands; of what is no such name, the end that is: `.c`. */
const dotted = (node: Node | undefined): string | undefined => {
  if (node?.kind === 'identifier') return node.text;
  if (node?.kind !== 'attribute') return undefined;
  return `${dotted(node.children[0]) ?? ''}.${node.children.at(-1)?.text ?? ''}`;
};

const identifier = (node: Node): string | undefined =>
  node.kind === 'identifier' ? node.text : node.children.find(({ kind }) => kind === 'identifier')?.text;

const operator = ({ children }: Node): string =>
  children
    .filter(({ kind, text, children }) => kind === text && children.length === 0 && kind !== 'identifier')
    .map(({ text }) => text)
    .join(' ');

const NAMES: ReadonlyMap<string, (node: Node) => string | undefined> = new Map([
  ['call', (node: Node) => dotted(node.children[0])],
  ['attribute', dotted],
  ['keyword_argument', identifier],
  ['function_definition', identifier],
  ['class_definition', identifier],
  ['named_expression', identifier],
  ['binary_operator', operator],
  ['boolean_operator', operator],
  ['comparison_operator', operator],
  ['augmented_assignment', operator],
]);

/** What a node calls, sets, defines or computes with. */
export const nameOf = (node: Node): string | undefined => NAMES.get(node.kind)?.(node);

/** The name of a parameter. Undefined: it has none (`*`, `/`). */
export const parameterName = (node: Node): string | undefined => {
  const inner = node.kind === 'typed_parameter' ? (node.children[0] ?? node) : node;
  return identifier(inner);
};
