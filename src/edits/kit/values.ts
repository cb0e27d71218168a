import { type Node, operands } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { type Binding, lookUp } from './scopes.ts';
import { bare } from './strings.ts';

/** What binds a variable; nothing for what is no variable. */
export const bindingsOf = (source: Source, node: Node): readonly Binding[] =>
  node.kind === 'identifier' ? (lookUp(node.text, source.scopeOf(node)) ?? []) : [];

/** What an expression is: itself, or the values of the variable that it is, as far as these are written out. */
export const valuesOf = (source: Source, node: Node): readonly Node[] => {
  const inner = bare(node);
  if (inner.kind !== 'identifier') return [inner];
  return bindingsOf(source, inner).flatMap((binding) =>
    binding.kind === 'value' ? [bare(binding.value)] : [],
  );
};

/** The one value of a variable that is bound once. */
export const onlyValue = (source: Source, node: Node): Node | undefined => {
  const [binding, ...more] = bindingsOf(source, node);
  return binding?.kind === 'value' && more.length === 0 ? binding.value : undefined;
};

/** Where a variable is read, in the order of the program. */
export const usesOf = (source: Source, name: Node): readonly Node[] => {
  const bindings = bindingsOf(source, name);
  if (bindings.length === 0) return [];
  const isTarget = (node: Node): boolean => {
    const parent = source.parentOf(node);
    return (
      parent !== undefined &&
      /^(assignment|named_expression)$/.test(parent.kind) &&
      parent.children[0] === node
    );
  };
  const isName = (node: Node): boolean => {
    const parent = source.parentOf(node);
    if (parent?.kind === 'attribute') return operands(parent)[0] === node;
    return !(parent?.kind === 'keyword_argument' && operands(parent)[0] === node);
  };
  return source.nodes.filter(
    (node) =>
      node.kind === 'identifier' &&
      node.text === name.text &&
      !isTarget(node) &&
      isName(node) &&
      lookUp(node.text, source.scopeOf(node)) === bindings,
  );
};

/** Whether an expression gives the same thing again, and does nothing: names, attributes, elements and literals. */
export const isPure = (node: Node): boolean => {
  if (/^(identifier|integer|float|true|false|none)$/.test(node.kind)) return true;
  if (node.kind === 'string')
    return node.children.every(
      (each) => each.kind !== 'interpolation' || (each.children[1] !== undefined && isPure(each.children[1])),
    );
  return (
    /^(attribute|subscript|slice|parenthesized_expression|binary_operator|unary_operator)$/.test(node.kind) &&
    operands(node).every(isPure)
  );
};
