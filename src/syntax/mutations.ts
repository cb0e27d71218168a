import { type Node, operands } from './python.ts';
import type { Statement } from './statements.ts';

/**
 * Kinds of mutation, after the operators that mutation testing has in common (Offutt et al. 1996): relational,
 * logical and arithmetic operators, constants, and statements; and what Python code gets wrong besides.
 */
export type MutationOperator =
  | 'removal'
  | 'condition'
  | 'return'
  | 'loop'
  | 'comparison'
  | 'boundary'
  | 'boolean'
  | 'arithmetic'
  | 'number'
  | 'truth'
  | 'text'
  | 'call'
  | 'arguments';

/** One small change of a program's text. */
export type Mutation = {
  readonly operator: MutationOperator;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

/** Makes a node wrong, in one way or several; what it says of its place in the tree is all that is known. */
type Mutate = (node: Node, parent: Node | undefined) => readonly Mutation[];

const replace = (
  operator: MutationOperator,
  { start, end }: Pick<Node, 'start' | 'end'>,
  ...texts: readonly string[]
): readonly Mutation[] => texts.map((text) => ({ operator, start, end, text }));

/** Other operators: the opposite, and the next. */
const OTHERS: Readonly<Record<string, readonly (readonly [string, MutationOperator])[]>> = {
  '==': [['!=', 'comparison']],
  '!=': [['==', 'comparison']],
  '<': [
    ['>=', 'comparison'],
    ['<=', 'boundary'],
  ],
  '>': [
    ['<=', 'comparison'],
    ['>=', 'boundary'],
  ],
  '<=': [
    ['>', 'comparison'],
    ['<', 'boundary'],
  ],
  '>=': [
    ['<', 'comparison'],
    ['>', 'boundary'],
  ],
  in: [['not in', 'comparison']],
  'not in': [['in', 'comparison']],
  is: [['is not', 'comparison']],
  'is not': [['is', 'comparison']],
  and: [['or', 'boolean']],
  or: [['and', 'boolean']],
  '+': [['-', 'arithmetic']],
  '-': [['+', 'arithmetic']],
  '*': [['+', 'arithmetic']],
  '/': [['*', 'arithmetic']],
  '%': [['+', 'arithmetic']],
};

const OPERATIONS: ReadonlySet<string> = new Set([
  'comparison_operator',
  'boolean_operator',
  'binary_operator',
]);

/** A call becomes what it was given first, or what it was called on. */
const withoutCall: Mutate = (node) => {
  if (node.kind !== 'call') return [];
  const [target, list] = node.children;
  const [first] = list?.kind === 'argument_list' ? operands(list) : [];
  if (first && first.kind !== 'keyword_argument') return replace('call', node, `(${first.text})`);
  const object = target?.kind === 'attribute' ? target.children[0] : undefined;
  return object ? replace('call', node, object.text) : [];
};

/** The first two arguments in the other's place. */
const swapped: Mutate = (node) => {
  const [first, second] = node.kind === 'argument_list' ? operands(node) : [];
  if (!first || !second || [first, second].some(({ kind }) => kind === 'keyword_argument')) return [];
  return replace('arguments', { start: first.start, end: second.end }, `${second.text}, ${first.text}`);
};

/** Without its first letter or escape, and without its last letter. */
const otherText: Mutate = (node) =>
  node.kind === 'string_content' && node.text.length > 0
    ? replace(
        'text',
        node,
        node.text.replace(/^(?:\\x..|\\u....|\\.|.)/s, ''),
        node.text.replace(/(?:\\x..|\\.|.)$/s, ''),
      )
    : [];

const otherNumber: Mutate = (node) =>
  node.kind === 'integer' || node.kind === 'float'
    ? replace('number', node, `(${node.text} + 1)`, `(${node.text} - 1)`)
    : [];

const otherTruth: Mutate = (node) => {
  if (node.kind === 'true') return replace('truth', node, 'False');
  return node.kind === 'false' ? replace('truth', node, 'True') : [];
};

const withoutNot: Mutate = (node) => {
  const [inner] = node.kind === 'not_operator' ? operands(node) : [];
  return inner ? replace('boolean', node, `(${inner.text})`) : [];
};

const otherOperator: Mutate = (node, parent) =>
  parent && OPERATIONS.has(parent.kind) && Object.hasOwn(OTHERS, node.kind)
    ? (OTHERS[node.kind] ?? []).flatMap(([text, operator]) => replace(operator, node, text))
    : [];

/** `a or b` becomes `a`: a default that is never needed proves nothing. */
const withoutDefault: Mutate = (node) => {
  const [first] = node.kind === 'boolean_operator' ? operands(node) : [];
  return first ? replace('boolean', node, first.text) : [];
};

const MUTATE: readonly Mutate[] = [
  withoutCall,
  swapped,
  otherText,
  otherNumber,
  otherTruth,
  otherOperator,
  withoutNot,
  withoutDefault,
];

/** The whole statement made wrong: left out, turned round, its value lost. */
const wholeMutations = ({ kind, own }: Statement): readonly Mutation[] => {
  const [first, last] = [own[0], own.at(-1)];
  const inner = own.find((node) => node.kind !== node.text);
  if (!first || !last) return [];
  if (/^(expression|delete|raise|assert)_statement$/.test(kind))
    return replace('removal', { start: first.start, end: last.end }, 'pass');
  if (!inner) return [];
  if (/^(if_statement|elif_clause|while_statement)$/.test(kind))
    return replace('condition', inner, `not (${inner.text})`);
  if (kind === 'return_statement') return replace('return', inner, 'None');
  if (kind === 'for_statement') {
    const iterated = own[own.findIndex((node) => node.kind === 'in') + 1];
    return iterated ? replace('loop', iterated, '[]') : [];
  }
  return [];
};

/**
 * The mutations of one statement, not of those that are nested in it: those that leave out most come first. Some may
 * make no program, and some an equivalent one.
 */
export const mutationsOf = (statement: Statement): readonly Mutation[] => {
  const found = [...wholeMutations(statement)];
  const visit = (node: Node, parent: Node | undefined): void => {
    found.push(...MUTATE.flatMap((mutate) => mutate(node, parent)));
    for (const each of node.children) visit(each, node);
  };
  for (const node of statement.own) visit(node, undefined);
  return found;
};

/** The program with one mutation. */
export const mutated = (code: string, { start, end, text }: Mutation): string =>
  code.slice(0, start) + text + code.slice(end);
