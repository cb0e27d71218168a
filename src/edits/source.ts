import { type Outcome, ok } from '../core/outcome.ts';
import { type Node, type Place, plainText, readProgram } from '../syntax/python.ts';
import { namer } from './kit/names.ts';
import { findScopes, type Scope } from './kit/scopes.ts';

/** A program as edits see it. */
export type Source = {
  /** Without a byte order mark, lines ending with LF; the offsets of nodes are those of this text. */
  readonly code: string;
  readonly root: Node;
  /** Every node, parents first. */
  readonly nodes: readonly Node[];
  place(node: Node): Place;
  parentOf(node: Node): Node | undefined;
  scopeOf(node: Node): Scope;
  /** The qualified name of what an expression stands for, see {@link namer}. */
  nameOf(node: Node): string | undefined;
};

/** Reads a program. Unknown where it does not parse. */
export const readSource = (text: string): Outcome<Source> => {
  const program = readProgram(text);
  if (program.status === 'unknown') return program;
  const { root, place } = program.value;
  const parents = new Map<Node, Node>();
  const nodes: Node[] = [root];
  for (const node of nodes) {
    for (const each of node.children) {
      parents.set(each, node);
      nodes.push(each);
    }
  }
  nodes.sort((a, b) => a.start - b.start || b.end - a.end);
  const scopes = findScopes(root);
  const module: Scope = scopes.get(root) ?? { kind: 'module', node: root, bindings: new Map() };
  const parentOf = (node: Node): Node | undefined => parents.get(node);
  return ok({
    code: plainText(text),
    root,
    nodes,
    place,
    parentOf,
    scopeOf: (node) => scopes.get(node) ?? module,
    nameOf: namer(scopes, parentOf),
  });
};

/** The nodes around a node, the nearest first. */
export function* ancestors(source: Source, node: Node): Generator<Node> {
  for (let at = source.parentOf(node); at; at = source.parentOf(at)) yield at;
}

/** The function that a node stands in. */
export const functionAround = (source: Source, node: Node): Node | undefined => {
  for (const each of ancestors(source, node)) if (each.kind === 'function_definition') return each;
  return undefined;
};
