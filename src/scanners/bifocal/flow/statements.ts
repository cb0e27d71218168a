import { functionKey } from '../../../syntax/functions.ts';
import { after, child, type Node, operands } from '../../../syntax/python.ts';
import { bindTarget } from './binding.ts';
import {
  assertStatement,
  conditional,
  type Execute,
  forLoop,
  matchStatement,
  tryStatement,
  whileLoop,
  withStatement,
} from './control.ts';
import { bindImport, bindImportFrom } from './imports.ts';
import { combine } from './operators.ts';
import type { Run } from './run.ts';
import { bake, fork, meetShown, type State, show } from './state.ts';
import { either, mergeChecks, NOTHING, named, type Value } from './value.ts';

/** Goes through the statements of a block in order. False: none of its ways reaches the end. */
export const executeBlock: Execute = (block, state, run) => {
  for (const statement of block.children) {
    if (!executeStatement(statement, state, run)) return false;
  }
  return true;
};

const executeStatement: Execute = (node, state, run) => {
  const handler = HANDLERS.get(node.kind);
  if (handler) return handler(node, state, run);
  if (NO_EXPRESSION.has(node.kind)) return true;
  for (const each of operands(node)) run.evaluate(each, state);
  return true;
};

const NO_EXPRESSION: ReadonlySet<string> = new Set([
  'pass_statement',
  'global_statement',
  'nonlocal_statement',
  'type_alias_statement',
]);

const LEAVING = /^((sys\.)?exit|quit|os\._exit|os\.abort|(\w+\.)*abort)\(/;

const expression: Execute = (node, state, run) => {
  const [inner] = node.children;
  if (inner === undefined) return true;
  if (inner.kind === 'assignment') assign(inner, state, run);
  else if (inner.kind === 'augmented_assignment') assignMore(inner, state, run);
  else {
    const value = run.evaluate(inner, state);
    show(
      state,
      value.checks.filter(({ trait }) => trait === 'vetted'),
    );
  }
  return !(inner.kind === 'call' && LEAVING.test(inner.text));
};

const assign = (node: Node, state: State, run: Run): Value => {
  const [target] = node.children;
  const valueNode = after(node, '=');
  if (target === undefined || valueNode === undefined) return NOTHING;
  const value =
    valueNode.kind === 'assignment' ? assign(valueNode, state, run) : run.evaluate(valueNode, state);
  bindTarget(target, value, state, run);
  return value;
};

const assignMore = (node: Node, state: State, run: Run): void => {
  const [target, operator, valueNode] = node.children;
  if (!target || !operator || !valueNode) return;
  const before = run.evaluate(target, state);
  const value = run.evaluate(valueNode, state);
  const combined = combine(node, operator.kind.slice(0, -1), before, value, state, run);
  bindTarget(target, combined, state, run);
};

const returnStatement: Execute = (node, state, run) => {
  const [inner] = operands(node);
  const value = inner ? bake(state, run.evaluate(inner, state)) : NOTHING;
  const returned = { node, value, state: fork(state) };
  run.emit('return', returned);
  state.frame.returned.push(returned);
  state.frame.returns.push(value);
  state.frame.exits.push({ shown: new Map(state.shown) });
  return false;
};

const leave: Execute = (node, state, run) => {
  for (const each of operands(node)) run.evaluate(each, state);
  return false;
};

const functionDefinition: Execute = (node, state, run) => {
  const value = functionValue(node, undefined);
  const name = child(node, 'identifier')?.text ?? '';
  state.variables.set(name, value);
  if (value.callable !== undefined && state.frame.info) {
    run.closures.set(value.callable, [state.variables, ...state.around]);
  }
  return true;
};

/** The value of a function that is defined here. */
const functionValue = (node: Node, owner: string | undefined): Value => ({
  ...named(child(node, 'identifier')?.text ?? ''),
  callable: functionKey(node, owner),
});

const decorated: Execute = (node, state, run) => {
  for (const each of node.children) {
    if (each.kind === 'decorator') for (const inner of operands(each)) run.evaluate(inner, state);
    else executeStatement(each, state, run);
  }
  return true;
};

const classDefinition: Execute = (node, state, run) => {
  const name = child(node, 'identifier')?.text ?? '';
  const bases = child(node, 'argument_list');
  for (const base of bases ? operands(bases) : []) {
    const value = base.kind === 'keyword_argument' ? base.children.at(-1) : base;
    if (value) run.evaluate(value, state);
  }
  state.variables.set(name, named(name));
  const block = child(node, 'block');
  const scope = fork(state);
  if (block) run.execute(block, scope);
  const own = [...scope.variables].filter(([key, value]) => state.variables.get(key) !== value);
  run.fields.set(name, new Map(own.filter(([, value]) => value.callable === undefined)));
  return true;
};

const HANDLERS: ReadonlyMap<string, Execute> = new Map<string, Execute>([
  ['expression_statement', expression],
  ['if_statement', conditional],
  ['for_statement', forLoop],
  ['while_statement', whileLoop],
  ['try_statement', tryStatement],
  ['with_statement', withStatement],
  ['return_statement', returnStatement],
  ['raise_statement', leave],
  ['continue_statement', () => false],
  ['break_statement', () => false],
  ['assert_statement', assertStatement],
  ['match_statement', matchStatement],
  ['function_definition', functionDefinition],
  ['decorated_definition', decorated],
  ['class_definition', classDefinition],
  ['import_statement', bindImport],
  ['import_from_statement', bindImportFrom],
  ['future_import_statement', () => true],
]);

/** What a function gives to its caller: any of its values, each with what was shown where it was returned. */
export const outcomeOf = (state: State, goesOn: boolean): Value => {
  const { returns, exits, tests } = state.frame;
  const ends = goesOn ? [...exits, state] : exits;
  if (ends.length > 0) meetShown(state, ends);
  const value = either(returns);
  return { ...value, checks: mergeChecks([value, { ...NOTHING, checks: tests }]) };
};
