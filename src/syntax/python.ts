import { createRequire } from 'node:module';
import type { SgNode } from '@ast-grep/napi';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import { python } from '../languages/python.ts';

/** A node of a Python syntax tree (the kinds are those of tree-sitter-python), without comments. */
export type Node = {
  readonly kind: string;
  readonly text: string;
  /** In UTF-16 units from 0. */
  readonly start: number;
  readonly end: number;
  /** Keywords and punctuation, too: their kind is their text. */
  readonly children: readonly Node[];
};

export type Place = { readonly line: number; readonly column: number; readonly endLine: number };

export type Program = { readonly root: Node; readonly place: (node: Node) => Place };

const require = createRequire(import.meta.url);

type Parse = (code: string) => SgNode;

let open: Parse | undefined;

/** Loaded when first needed: native code is no part of `bifocal --help`. */
const openParser = (): Parse => {
  const napi: typeof import('@ast-grep/napi') = require('@ast-grep/napi');
  const grammar: Parameters<
    typeof napi.registerDynamicLanguage
  >[0][string] = require('@ast-grep/lang-python');
  napi.registerDynamicLanguage({ python: grammar });
  return (code) => napi.parse('python', code).root();
};

/** The text that a tree's offsets are those of: without a byte order mark, lines end with LF. */
export const plainText = (source: string): string => source.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');

/**
 * The syntax tree of a program. Unknown where the language's own check refuses it, and where tree-sitter, which
 * mends what it does not know, had to mend anything.
 */
export const readProgram = (source: string): Outcome<Program> => {
  const code = plainText(source);
  if (python.parses?.(code) === false) return unknown('invalid syntax');
  open ??= openParser();
  try {
    const root = convert(open(code), code);
    if (root === undefined) return unknown('syntax that its parser does not know');
    return ok({ root, place: placer(code) });
  } catch (error) {
    if (error instanceof RangeError) return unknown('the code is nested too deep');
    throw error;
  }
};

/** Our own copy: asking the native tree again for every rule would cost more than the rules. */
const convert = (native: SgNode, code: string): Node | undefined => {
  const kind = String(native.kind());
  if (kind === 'ERROR') return undefined;
  const { start, end } = native.range();
  const children: Node[] = [];
  if (!native.isLeaf()) {
    for (const each of native.children()) {
      const converted = convert(each, code);
      if (converted === undefined) return undefined;
      if (converted.kind !== 'comment') children.push(converted);
    }
  }
  if (start.index === end.index && children.length === 0 && !MAY_BE_EMPTY.has(kind)) return undefined;
  return { kind, text: code.slice(start.index, end.index), start: start.index, end: end.index, children };
};

/** A node without text is one that tree-sitter added because it was missing, but for these. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'module',
  'block',
  'string_content',
  'string_start',
  'string_end',
]);

const placer = (code: string): Program['place'] => {
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  const rowOf = (offset: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return ({ start, end }) => {
    const row = rowOf(start);
    const column = [...code.slice(starts[row], start)].length + 1;
    return { line: row + 1, column, endLine: rowOf(Math.max(start, end - 1)) + 1 };
  };
};

/** The first child of a kind. */
export const child = (node: Node, ...kinds: readonly string[]): Node | undefined =>
  node.children.find(({ kind }) => kinds.includes(kind));

/** The child after a token such as `=` or `in`. */
export const after = (node: Node, token: string): Node | undefined => {
  const at = node.children.findIndex(({ kind }) => kind === token);
  return at < 0 ? undefined : node.children[at + 1];
};

/** Children that are not keywords or punctuation. */
export const operands = (node: Node): readonly Node[] =>
  node.children.filter(
    ({ kind, text, children }) => kind !== text || kind === 'identifier' || children.length > 0,
  );

/** Every node of a tree, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const each of node.children) yield* walk(each);
}

/** The text of a tree without comments and docstrings; what stood between tokens is one blank. */
export const codeOf = (node: Node): string => {
  const parts: string[] = [];
  let last = node.start;
  const add = (each: Node): void => {
    if (each.kind === 'expression_statement' && each.children[0]?.kind === 'string') return;
    if (each.children.length > 0) {
      for (const inner of each.children) add(inner);
      return;
    }
    if (each.start > last) parts.push(' ');
    parts.push(each.text);
    last = each.end;
  };
  add(node);
  return parts.join('');
};
