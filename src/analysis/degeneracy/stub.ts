import { after, child, type Node, operands } from '../../syntax/python.ts';
import { isProse } from './tree.ts';

/**
 * How a function does nothing. `empty`: nothing but `pass`, `...` or a docstring; `raises`: an exception, whatever it is
 * given; `constant`: the same value; `echo`: one of its parameters, untouched.
 */
export type StubKind = 'empty' | 'raises' | 'constant' | 'echo';

/** What the statements of a body amount to: the ways in which it ends, or undefined as soon as one does some work. */
type Ends = ReadonlySet<string> | undefined;

const RAISES = 'raise';
const NOTHING = 'None';

/**
 * How a function's body is a stub; undefined: it does something. Work is everything but constants, messages that are
 * constant texts, and conditions that make no difference.
 *
 * @param parameters their names
 */
export const stubOf = (body: Node, parameters: readonly string[]): StubKind | undefined => {
  const constants = new Map<string, string>();
  const ends = endsOf(body, parameters, constants);
  if (ends === undefined) return undefined;
  const falls = !/^(return|raise)_statement$/.test(operands(body).at(-1)?.kind ?? '');
  const all = new Set([...ends, ...(falls ? [NOTHING] : [])]);
  const [end = NOTHING] = all;
  if (all.size > 1) return undefined;
  if (end === RAISES) return 'raises';
  if (parameters.includes(end)) return 'echo';
  return ends.size === 0 && operands(body).every(isEmpty) ? 'empty' : 'constant';
};

const isEmpty = (node: Node): boolean =>
  node.kind === 'pass_statement' || isProse(node) || node.children[0]?.kind === 'ellipsis';

const endsOf = (node: Node, parameters: readonly string[], constants: Map<string, string>): Ends => {
  const ends = new Set<string>();
  for (const statement of operands(node)) {
    const one = endsOfStatement(statement, parameters, constants);
    if (one === undefined) return undefined;
    for (const end of one) ends.add(end);
  }
  return ends;
};

const NONE: ReadonlySet<string> = new Set();

const INERT =
  /^(pass_statement|import_statement|import_from_statement|future_import_statement|global_statement|nonlocal_statement|function_definition|class_definition|decorated_definition)$/;

const BRANCHING = /^(if_statement|elif_clause|else_clause|try_statement|except_clause|finally_clause|block)$/;

const endsOfStatement = (node: Node, parameters: readonly string[], constants: Map<string, string>): Ends => {
  if (INERT.test(node.kind) || isEmpty(node)) return NONE;
  if (node.kind === 'raise_statement') return new Set([RAISES]);
  if (node.kind === 'return_statement') return endOfReturn(node, parameters, constants);
  if (node.kind === 'expression_statement') return isIdle(node, constants) ? NONE : undefined;
  if (!BRANCHING.test(node.kind)) return undefined;
  const condition = after(node, 'if') ?? after(node, 'elif');
  if (condition && calls(condition)) return undefined;
  return mergeBranches(node, parameters, constants);
};

const mergeBranches = (node: Node, parameters: readonly string[], constants: Map<string, string>): Ends => {
  if (node.kind === 'block') return endsOf(node, parameters, constants);
  const ends = new Set<string>();
  for (const part of node.children.filter(({ kind }) => BRANCHING.test(kind))) {
    const one = endsOfStatement(part, parameters, constants);
    if (one === undefined) return undefined;
    for (const end of one) ends.add(end);
  }
  return ends;
};

const endOfReturn = (
  node: Node,
  parameters: readonly string[],
  constants: ReadonlyMap<string, string>,
): Ends => {
  const [value] = operands(node);
  if (value === undefined) return new Set([NOTHING]);
  if (value.kind === 'identifier') {
    const constant = constants.get(value.text);
    if (constant !== undefined) return new Set([constant]);
    return parameters.includes(value.text) ? new Set([value.text]) : undefined;
  }
  return isConstant(value) ? new Set([value.text]) : undefined;
};

/** A statement that assigns a constant, or tells a constant text. */
const isIdle = (statement: Node, constants: Map<string, string>): boolean => {
  const [expression] = statement.children;
  if (expression === undefined || isConstant(expression)) return true;
  if (expression.kind === 'assignment') {
    const [target] = expression.children;
    const value = after(expression, '=');
    if (target?.kind !== 'identifier' || value === undefined || !isConstant(value)) return false;
    constants.set(target.text, value.text);
    return true;
  }
  const [callee, given] = expression.children;
  if (expression.kind !== 'call' || !callee || !given) return false;
  const tells = /^(print|warnings\.warn|(logging|logger|log)\.(debug|info|warning|error|critical))$/.test(
    callee.text,
  );
  return tells && operands(given).every(isConstant);
};

const LITERAL = /^(string|concatenated_string|integer|float|true|false|none|ellipsis)$/;
const CONTAINER = /^(list|tuple|set|dictionary|pair|unary_operator|parenthesized_expression)$/;

const isConstant = (node: Node): boolean => {
  if (node.kind === 'call') {
    const [callee, given] = node.children;
    return (
      /^(dict|list|set|tuple|str|bytes|frozenset)$/.test(callee?.text ?? '') && given?.children.length === 2
    );
  }
  if (node.kind === 'string') return child(node, 'interpolation') === undefined;
  if (LITERAL.test(node.kind))
    return node.children.every((each) => each.kind !== 'string' || isConstant(each));
  return CONTAINER.test(node.kind) && operands(node).every(isConstant);
};

const calls = (node: Node): boolean => node.kind === 'call' || node.children.some(calls);
