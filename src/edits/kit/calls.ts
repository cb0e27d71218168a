import { child, type Node, operands } from '../../syntax/python.ts';
import type { TextChange } from '../edit.ts';
import type { Source } from '../source.ts';
import { dropElement } from './elements.ts';

/** A call, its arguments apart. */
export type Call = {
  readonly node: Node;
  readonly callee: Node;
  /** The arguments with their parentheses. */
  readonly list: Node;
  /** The qualified name; undefined where it is not known. */
  readonly name: string | undefined;
  /** The last part of the name, as it is written. */
  readonly method: string;
  /** Positional arguments up to the first `*args`. */
  readonly args: readonly Node[];
  readonly keywords: ReadonlyMap<string, Keyword>;
  /** Whether there are `*args` or `**kwargs` that may bring more. */
  readonly splat: boolean;
};

export type Keyword = { readonly node: Node; readonly value: Node };

const IS_SPLAT = /^(list|dictionary)_splat$/;

/** The calls of a program. */
export const callsIn = (source: Source): readonly Call[] => {
  const known = calls.get(source);
  if (known) return known;
  const found = source.nodes.flatMap((node) => (node.kind === 'call' ? (toCall(source, node) ?? []) : []));
  calls.set(source, found);
  return found;
};
const calls = new WeakMap<Source, readonly Call[]>();

/** The call that a node is, or that stands in parentheses or behind `await` in it. */
export const callOf = (source: Source, node: Node | undefined): Call | undefined => {
  if (node?.kind === 'call') return toCall(source, node);
  return node && /^(await|parenthesized_expression)$/.test(node.kind)
    ? callOf(source, operands(node).at(-1))
    : undefined;
};

const toCall = (source: Source, node: Node): Call | undefined => {
  const [callee] = node.children;
  const list = child(node, 'argument_list');
  if (callee === undefined || list === undefined) return undefined;
  const given = operands(list);
  const end = given.findIndex(({ kind }) => IS_SPLAT.test(kind) || kind === 'keyword_argument');
  return {
    node,
    callee,
    list,
    name: source.nameOf(callee),
    method: /\w+$/.exec(callee.text)?.[0] ?? '',
    args: end < 0 ? given : given.slice(0, end),
    keywords: new Map(
      given.flatMap((each): [string, Keyword][] => {
        const [name, value] = each.kind === 'keyword_argument' ? operands(each) : [];
        return name && value ? [[name.text, { node: each, value }]] : [];
      }),
    ),
    splat: given.some(({ kind }) => IS_SPLAT.test(kind)),
  };
};

/** Puts an argument behind all others. */
export const addArgument = ({ list }: Call, text: string): TextChange => {
  const last = operands(list).at(-1);
  const comma = list.children.at(-2);
  if (last === undefined) return { start: list.start + 1, end: list.start + 1, text };
  if (comma?.kind === ',') return { start: comma.end, end: comma.end, text: ` ${text},` };
  return { start: last.end, end: last.end, text: `, ${text}` };
};

/** Gives a keyword argument a value, in place of the one that it has. */
export const setKeyword = (call: Call, name: string, value: string): TextChange => {
  const given = call.keywords.get(name);
  return given
    ? { start: given.value.start, end: given.value.end, text: value }
    : addArgument(call, `${name}=${value}`);
};

/** Takes an argument out, with its comma, and with its line where nothing else stands there. */
export const dropArgument = ({ code }: Source, { list }: Call, node: Node): TextChange =>
  dropElement(code, list, node);

/** Puts text around a node. */
export const wrap = (node: Node, before: string, after: string): readonly TextChange[] => [
  { start: node.start, end: node.start, text: before },
  { start: node.end, end: node.end, text: after },
];

export const replace = (node: Node, text: string): TextChange => ({ start: node.start, end: node.end, text });
