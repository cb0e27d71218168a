import type { Node } from '../python.ts';

export type Measure = {
  /** Nodes of the syntax tree, itself included. */
  readonly size: number;
  readonly identifiers: number;
};

/** How large every node of a tree is, in one walk. */
export const measure = (root: Node): ReadonlyMap<Node, Measure> => {
  const measures = new Map<Node, Measure>();
  const visit = (node: Node): Measure => {
    let size = 1;
    let identifiers = Number(node.kind === 'identifier');
    for (const each of node.children) {
      const inner = visit(each);
      size += inner.size;
      identifiers += inner.identifiers;
    }
    const own = { size, identifiers };
    measures.set(node, own);
    return own;
  };
  visit(root);
  return measures;
};
