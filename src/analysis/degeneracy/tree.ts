import type { Node } from '../../syntax/python.ts';

/** A string that stands alone: a docstring, or one used as a comment. */
export const isProse = ({ kind, children }: Node): boolean =>
  kind === 'expression_statement' &&
  children.length === 1 &&
  ['string', 'concatenated_string'].includes(children[0]?.kind ?? '');

/** Parts of a node that are no nodes of an abstract syntax tree: keywords, punctuation, pieces of a text. */
const isToken = ({ kind, text, children }: Node): boolean =>
  (children.length === 0 && kind === text) || /^(string_(start|content|end)|escape_sequence)$/.test(kind);

/** The nodes of a tree as an abstract syntax tree has them, parents first, without docstrings. */
export function* abstractNodes(root: Node): Generator<Node> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isProse(node) || isToken(node)) continue;
    yield node;
    for (const each of node.children.toReversed()) waiting.push(each);
  }
}
