import { type Node, operands } from '../../../syntax/python.ts';
import { checksOfComparison } from '../know/checks.ts';
import { type Evaluate, evaluateInner } from './parts.ts';
import type { Run } from './run.ts';
import { bake, fork, type State, show } from './state.ts';
import { build, foldNumbers, isText, percentPieces } from './strings.ts';
import {
  checksOf,
  constant,
  derived,
  either,
  madeFrom,
  mergeChecks,
  NOTHING,
  textOf,
  type Value,
  withTraits,
} from './value.ts';

export const binary: Evaluate = (node, state, run) => {
  const [leftNode, operatorNode, rightNode] = node.children;
  if (!leftNode || !operatorNode || !rightNode) return NOTHING;
  const left = run.evaluate(leftNode, state);
  const right = run.evaluate(rightNode, state);
  return combine(node, operatorNode.kind, left, right, state, run);
};

const MAX_ITEMS = 1000;

/** `left operator right`, also of `left operator= right`. */
export const combine = (
  node: Node,
  operator: string,
  left: Value,
  right: Value,
  state: State,
  run: Run,
): Value => {
  const folded = foldNumbers(operator, left, right);
  if (folded !== undefined) return constant(folded);
  const template = textOf(left);
  if (operator === '%' && template !== undefined) {
    return build(node, percentPieces(template, right), state, run);
  }
  if (operator === '%' && left.pieces) return { ...madeFrom(left, right), pieces: left.pieces };
  const repeated = operator === '*' ? repeat(left, right) : undefined;
  if (repeated) return repeated;
  if (operator === '+' && left.items && right.items) {
    return { ...madeFrom(left, right), items: [...left.items, ...right.items].slice(0, MAX_ITEMS) };
  }
  if (operator === '+' && (isText(left) || isText(right))) return build(node, [left, right], state, run);
  if (operator === '/' && isPathJoin(left, right)) {
    return {
      atoms: [...derived(left.atoms), ...withTraits(right, 'path-joined').atoms],
      checks: [],
      ref: 'pathlib.Path()',
    };
  }
  if (operator === '-' && /\b(set|frozenset|keys)\(\)$/.test(left.ref ?? '') && right.atoms.length === 0) {
    return { ...madeFrom(left), checks: checksOf(left, 'member') };
  }
  const value = madeFrom(left, right);
  return isArithmetic(operator, left, right) ? { ...withTraits(value, 'number'), ref: 'int()' } : value;
};

/** `"?" * count`, `["?"] * count`: how often is not known, what is. */
const repeat = (left: Value, right: Value): Value | undefined => {
  const [value, count] = isText(right) || right.items ? [right, left] : [left, right];
  const text = textOf(value);
  if (text !== undefined) return { ...madeFrom(count), fixed: true, pieces: [text] };
  return value.items && { ...madeFrom(value, count), items: value.items };
};

/** What raises an exception unless both are numbers; sets and dates can be subtracted from each other, not from numbers. */
const isArithmetic = (operator: string, left: Value, right: Value): boolean =>
  /^(-|\*\*|\/\/)$/.test(operator) &&
  (typeof left.constant === 'number' || typeof right.constant === 'number');

/** `a / b` of paths, or of numbers? */
const isPathJoin = (left: Value, right: Value): boolean =>
  /pathlib|Path\(\)/.test(left.ref ?? '') ||
  isText(right) ||
  (typeof left.constant !== 'number' &&
    typeof right.constant !== 'number' &&
    right.atoms.some(
      ({ source, traits }) => !traits.has('number') && /file|path|name|dir|folder|doc/i.test(source.name),
    ));

export const boolean: Evaluate = (node, state, run) => {
  const [leftNode, , rightNode] = node.children;
  if (!leftNode || !rightNode) return NOTHING;
  const left = run.evaluate(leftNode, state);
  const scope = fork(state);
  show(scope, left.checks);
  const right = run.evaluate(rightNode, scope);
  const value = either([left, right]);
  return { ...value, checks: mergeChecks([left, right]) };
};

export const not: Evaluate = (node, state, run) => ({
  ...NOTHING,
  checks: evaluateInner(node, state, run).checks,
});

export const comparison: Evaluate = (node, state, run) => {
  const checks = [];
  let left: Value | undefined;
  let operator = '';
  for (const each of node.children) {
    if (/^(not in|is not|in|is|[<>=!]+)$/.test(each.kind)) {
      operator = each.kind;
      continue;
    }
    const right = run.evaluate(each, state);
    if (left !== undefined) {
      run.emit('compare', { node, operator, left, right, state });
      checks.push(...left.checks, ...right.checks, ...checksOfComparison(operator, left, right));
    }
    left = right;
  }
  return { atoms: [], checks };
};

export const conditional: Evaluate = (node, state, run) => {
  const [then, test, otherwise] = operands(node);
  if (!then || !test || !otherwise) return NOTHING;
  const checks = run.evaluate(test, state).checks;
  const scope = fork(state);
  show(scope, checks);
  const values = [then, otherwise].map((each) => bake(scope, run.evaluate(each, scope)));
  return { ...either(values), checks };
};

export const unary: Evaluate = (node, state, run) => {
  const value = evaluateInner(node, state, run);
  return typeof value.constant === 'number' && node.text.startsWith('-')
    ? constant(-value.constant)
    : madeFrom(value);
};
