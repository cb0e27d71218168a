import { type Node, operands, readProgram } from '../../syntax/python.ts';
import type { Statement } from './reach.ts';

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Makes a node wrong, in one way or several; what it says of its place in the tree is all that is known. */
type Slip = (node: Node, parent: Node | undefined) => readonly Edit[];

const replace = ({ start, end }: Node, ...texts: readonly string[]): readonly Edit[] =>
  texts.map((text) => ({ start, end, text }));

/** Other operators: the opposite, and the next. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  '==': ['!='],
  '!=': ['=='],
  '<': ['>=', '<='],
  '>': ['<=', '>='],
  '<=': ['>', '<'],
  '>=': ['<', '>'],
  in: ['not in'],
  'not in': ['in'],
  is: ['is not'],
  'is not': ['is'],
  and: ['or'],
  or: ['and'],
  '+': ['-'],
  '-': ['+'],
  '*': ['+'],
  '/': ['*'],
  '%': ['+'],
};

const OPERATIONS: ReadonlySet<string> = new Set([
  'comparison_operator',
  'boolean_operator',
  'binary_operator',
]);

/** A call becomes what it was given first, or what it was called on. */
const withoutCall: Slip = (node) => {
  if (node.kind !== 'call') return [];
  const [target, list] = node.children;
  const [first] = list?.kind === 'argument_list' ? operands(list) : [];
  if (first && first.kind !== 'keyword_argument') return replace(node, `(${first.text})`);
  const object = target?.kind === 'attribute' ? target.children[0] : undefined;
  return object ? replace(node, object.text) : [];
};

/** The first two arguments in the other's place. */
const swapped: Slip = (node) => {
  const [first, second] = node.kind === 'argument_list' ? operands(node) : [];
  if (!first || !second || [first, second].some(({ kind }) => kind === 'keyword_argument')) return [];
  return [{ start: first.start, end: second.end, text: `${second.text}, ${first.text}` }];
};

/** Without its first letter or escape, and without its last letter. */
const otherText: Slip = (node) =>
  node.kind === 'string_content' && node.text.length > 0
    ? replace(
        node,
        node.text.replace(/^(?:\\x..|\\u....|\\.|.)/s, ''),
        node.text.replace(/(?:\\x..|\\.|.)$/s, ''),
      )
    : [];

const otherNumber: Slip = (node) =>
  node.kind === 'integer' || node.kind === 'float'
    ? replace(node, `(${node.text} + 1)`, `(${node.text} - 1)`)
    : [];

const otherTruth: Slip = (node) => {
  if (node.kind === 'true') return replace(node, 'False');
  return node.kind === 'false' ? replace(node, 'True') : [];
};

const withoutNot: Slip = (node) => {
  const [inner] = node.kind === 'not_operator' ? operands(node) : [];
  return inner ? replace(node, `(${inner.text})`) : [];
};

const otherOperator: Slip = (node, parent) =>
  parent && OPERATIONS.has(parent.kind) && Object.hasOwn(OTHERS, node.kind)
    ? replace(node, ...(OTHERS[node.kind] ?? []))
    : [];

/** `a or b` becomes `a`: a default that is never needed proves nothing. */
const withoutDefault: Slip = (node) => {
  const [first] = node.kind === 'boolean_operator' ? operands(node) : [];
  return first ? replace(node, first.text) : [];
};

const SLIPS: readonly Slip[] = [
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
const wholeSlip = ({ kind, own }: Statement): readonly Edit[] => {
  const [first, last] = [own[0], own.at(-1)];
  const inner = own.find((node) => node.kind !== node.text);
  if (!first || !last || !inner) return [];
  if (/^(if_statement|elif_clause|while_statement)$/.test(kind)) return replace(inner, `not (${inner.text})`);
  if (kind === 'return_statement') return replace(inner, 'None');
  if (kind === 'for_statement') {
    const iterated = own[own.findIndex((node) => node.kind === 'in') + 1];
    return iterated ? replace(iterated, '[]') : [];
  }
  const isSimple = /^(expression|delete)_statement$/.test(kind);
  return isSimple ? [{ start: first.start, end: last.end, text: 'pass' }] : [];
};

/** Statements that show themselves: imports that fail, exceptions. Definitions show when they are called. */
const UNTOUCHED = /^(import|import_from|future_import|raise|assert)_statement$|^(function|class)_definition$/;

/** What is closed is not used any more: nobody outside sees it. */
const CLOSES = /^[\w.]+\.close\(\)$/;

/**
 * The code with one small slip in a statement, each in turn: those that leave out most come first. Calls that cannot
 * tell these from the code cannot vouch for any change of that statement.
 */
export const slipsIn = (code: string, statement: Statement): readonly string[] => {
  if (UNTOUCHED.test(statement.kind) || CLOSES.test(statement.text)) return [];
  const edits = [...wholeSlip(statement)];
  const visit = (node: Node, parent: Node | undefined): void => {
    edits.push(...SLIPS.flatMap((slip) => slip(node, parent)));
    for (const each of node.children) visit(each, node);
  };
  for (const node of statement.own) visit(node, undefined);
  const made = edits.map(({ start, end, text }) => code.slice(0, start) + text + code.slice(end));
  return [...new Set(made)].filter((slip) => slip !== code && readProgram(slip).status === 'ok');
};
