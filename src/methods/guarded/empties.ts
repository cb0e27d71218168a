import { child, type Node, operands, type Program, walk } from '../../syntax/python.ts';

const isNothing = (statement: Node): boolean =>
  statement.kind === 'pass_statement' ||
  (statement.kind === 'expression_statement' &&
    ['ellipsis', 'string', 'concatenated_string'].includes(statement.children[0]?.kind ?? ''));

/** Functions and methods, nested ones too, that hold nothing but `pass`, `...` or a docstring. */
const emptyFunctions = ({ root }: Program): readonly string[] =>
  [...walk(root)].flatMap((node) => {
    const [name, body] = [child(node, 'identifier'), child(node, 'block')];
    if (node.kind !== 'function_definition' || !name || !body) return [];
    return operands(body).every(isNothing) ? [name.text] : [];
  });

/** Empty functions of a changed program that the base has not, or has with something in them. */
export const emptiesAdded = (base: Program, changed: Program): readonly string[] => {
  const had = [...emptyFunctions(base)];
  return emptyFunctions(changed).filter((name) => {
    const at = had.indexOf(name);
    if (at >= 0) had.splice(at, 1);
    return at < 0;
  });
};
