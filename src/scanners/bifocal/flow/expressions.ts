import { USUAL } from '../../../knowledge/usual-imports.ts';
import { after, child, operands } from '../../../syntax/python.ts';
import { sourceOf } from '../know/sources.ts';
import { attributeOf } from './attributes.ts';
import { evaluateCall } from './calls.ts';
import { comprehension, dictionary, display, subscript } from './containers.ts';

import { binary, boolean, comparison, conditional, not, unary } from './operators.ts';
import { type Evaluate, evaluateAll, evaluateInner } from './parts.ts';
import { lookUp, newState } from './state.ts';
import { build, evaluateString } from './strings.ts';
import { constant, madeFrom, NOTHING, type Value } from './value.ts';

/** The value of an expression. Kinds without a handler tell no more than what they are made from. */
export const evaluateExpression: Evaluate = (node, state, run) => {
  const handler = HANDLERS.get(node.kind);
  return handler ? handler(node, state, run) : madeFrom(...evaluateAll(operands(node), state, run));
};

const identifier: Evaluate = (node, state) => lookUp(state, node.text) ?? external(node.text);

/** Something of a module that is not imported here, or of the language. */
const external = (name: string): Value => {
  const ref = USUAL[name] ?? name;
  const atoms = sourceOf(ref);
  return { atoms, checks: [], ref };
};

const attribute: Evaluate = (node, state, run) => {
  const [object] = node.children;
  const name = node.children.at(-1)?.text ?? '';
  const known = lookUp(state, node.text);
  if (known) return known;
  if (object === undefined) return NOTHING;
  return attributeOf(run.evaluate(object, state), name, run);
};

const lambda: Evaluate = (node, state, run) => {
  const scope = newState(state.frame, [state.variables, ...state.around], state.shown);
  const parameters = child(node, 'lambda_parameters');
  for (const each of parameters ? operands(parameters) : []) {
    const name = each.kind === 'identifier' ? each.text : (child(each, 'identifier')?.text ?? '');
    scope.variables.set(name, NOTHING);
  }
  const body = after(node, ':');
  return body ? { ...run.evaluate(body, scope), ref: 'lambda' } : NOTHING;
};

const assignmentExpression: Evaluate = (node, state, run) => {
  const [target, valueNode] = operands(node);
  if (!target || !valueNode) return NOTHING;
  const value = run.evaluate(valueNode, state);
  run.bind(target, value, state);
  return value;
};

const concatenated: Evaluate = (node, state, run) =>
  build(node, evaluateAll(operands(node), state, run), state, run);

const number: Evaluate = (node) => {
  const text = node.text.replaceAll('_', '').replace(/^0([0-7]+)$/, '0o$1');
  const value = Number(text);
  return Number.isNaN(value) ? NOTHING : constant(value);
};

const HANDLERS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['identifier', identifier],
  ['attribute', attribute],
  ['subscript', subscript],
  ['call', evaluateCall],
  ['string', evaluateString],
  ['concatenated_string', concatenated],
  ['integer', number],
  ['float', number],
  ['true', () => constant(true)],
  ['false', () => constant(false)],
  ['none', () => constant(null)],
  ['list', display],
  ['tuple', display],
  ['set', display],
  ['expression_list', display],
  ['pattern_list', display],
  ['dictionary', dictionary],
  ['list_comprehension', comprehension],
  ['set_comprehension', comprehension],
  ['dictionary_comprehension', comprehension],
  ['generator_expression', comprehension],
  ['binary_operator', binary],
  ['boolean_operator', boolean],
  ['not_operator', not],
  ['comparison_operator', comparison],
  ['conditional_expression', conditional],
  ['lambda', lambda],
  ['named_expression', assignmentExpression],
  ['parenthesized_expression', evaluateInner],
  ['await', evaluateInner],
  ['list_splat', evaluateInner],
  ['yield', evaluateInner],
  ['unary_operator', unary],
  ['keyword_argument', evaluateInner],
  ['ellipsis', () => NOTHING],
]);
