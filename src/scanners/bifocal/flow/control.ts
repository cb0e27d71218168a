import { after, child, type Node, operands } from '../../../syntax/python.ts';
import { elementOf } from './containers.ts';
import type { Run } from './run.ts';
import { fork, meet, type State, show } from './state.ts';
import { type Check, either, NOTHING, named } from './value.ts';

/** Goes through a kind of statement. False: none of its ways reaches the end. */
export type Execute = (node: Node, state: State, run: Run) => boolean;

const test = (node: Node, state: State, run: Run): readonly Check[] => {
  const { checks } = run.evaluate(node, state);
  state.frame.tests.push(...checks);
  return checks;
};

/** Branches of a test: each knows what it shows, but after them only what holds whichever was taken. */
const branches = (
  checks: readonly Check[],
  ways: readonly ((state: State) => boolean)[],
  state: State,
): boolean => {
  const open = ways
    .map((way) => {
      const scope = fork(state);
      show(scope, checks);
      return { scope, goesOn: way(scope) };
    })
    .filter(({ goesOn }) => goesOn)
    .map(({ scope }) => scope);
  if (open.length === 0) return false;
  const before = new Map(state.shown);
  meet(state, open);
  if (open.length === ways.length) forget(state, checks, before);
  return true;
};

const forget = ({ shown }: State, checks: readonly Check[], before: State['shown']): void => {
  for (const { source, trait } of checks) {
    if (before.get(source)?.has(trait)) continue;
    shown.set(source, new Set([...(shown.get(source) ?? [])].filter((each) => each !== trait)));
  }
};

export const conditional: Execute = (node, state, run) => {
  const clauses = node.children.filter(({ kind }) => kind === 'elif_clause' || kind === 'else_clause');
  return ifChain(node, clauses, state, run);
};

const ifChain = (node: Node, rest: readonly Node[], state: State, run: Run): boolean => {
  const condition = after(node, node.kind === 'elif_clause' ? 'elif' : 'if');
  const body = child(node, 'block');
  if (condition === undefined || body === undefined) return true;
  const checks = test(condition, state, run);
  const [next, ...others] = rest;
  const otherwise = (scope: State): boolean => {
    if (next === undefined) return true;
    if (next.kind === 'elif_clause') return ifChain(next, others, scope, run);
    const block = child(next, 'block');
    return block === undefined || run.execute(block, scope);
  };
  const before = new Map(state.variables);
  let mended: readonly Check[] = [];
  const then = (scope: State): boolean => {
    const goesOn = run.execute(body, scope);
    if (goesOn) mended = checks.filter(({ source }) => isMended(source, before, scope));
    return goesOn;
  };
  const goesOn = branches(checks, [then, otherwise], state);
  show(state, mended);
  return goesOn;
};

/** Whether a branch has given new values to the variables that held data of a source: what was wrong is mended. */
const isMended = (source: string, before: State['variables'], { variables }: State): boolean =>
  [...before].some(
    ([name, value]) => value.atoms.some((atom) => atom.source.id === source) && variables.get(name) !== value,
  );

export const forLoop: Execute = (node, state, run) => {
  const [target] = operands(node);
  const over = after(node, 'in');
  const body = child(node, 'block');
  if (!target || !over || !body) return true;
  const value = elementOf(run.evaluate(over, state));
  const scope = fork(state);
  run.bind(target, value, scope);
  run.execute(body, scope);
  const { shown } = scope;
  meet(state, [fork(state), scope]);
  for (const [source, traits] of shown) {
    show(
      state,
      [...traits].map((trait) => ({ source, trait })),
    );
  }
  return alternative(node, state, run);
};

export const whileLoop: Execute = (node, state, run) => {
  const condition = after(node, 'while');
  const body = child(node, 'block');
  if (!condition || !body) return true;
  const checks = test(condition, state, run);
  const scope = fork(state);
  show(scope, checks);
  const goesOn = run.execute(body, scope);
  if (goesOn) meet(state, [fork(state), scope]);
  return alternative(node, state, run);
};

const alternative: Execute = (node, state, run) => {
  const block = child(child(node, 'else_clause') ?? node, 'block');
  if (child(node, 'else_clause') && block) run.execute(block, state);
  return true;
};

export const tryStatement: Execute = (node, state, run) => {
  const before = fork(state);
  const body = child(node, 'block');
  const whole = fork(state);
  let goesOn = body === undefined || run.execute(body, whole);
  const otherwise = child(node, 'else_clause');
  const otherwiseBlock = otherwise && child(otherwise, 'block');
  if (goesOn && otherwiseBlock) goesOn = run.execute(otherwiseBlock, whole);
  const open = goesOn ? [whole] : [];
  for (const clause of node.children) {
    if (clause.kind !== 'except_clause' && clause.kind !== 'except_group_clause') continue;
    const scope = fork(before);
    for (const [name, value] of whole.variables) {
      const earlier = before.variables.get(name);
      scope.variables.set(name, earlier ? either([earlier, value]) : value);
    }
    const caught = clause.children.find(({ kind }) => kind === 'as_pattern');
    const target = caught && child(caught, 'as_pattern_target');
    if (target) run.bind(target, named('Exception()'), scope);
    const block = child(clause, 'block');
    if (block === undefined || run.execute(block, scope)) open.push(scope);
  }
  meet(state, open);
  const last = child(node, 'finally_clause');
  const lastBlock = last && child(last, 'block');
  const ends = lastBlock === undefined || run.execute(lastBlock, state);
  return open.length > 0 && ends;
};

export const withStatement: Execute = (node, state, run) => {
  const clause = child(node, 'with_clause');
  for (const item of clause ? operands(clause) : []) {
    const inner = item.kind === 'with_item' ? item.children[0] : item;
    if (inner?.kind !== 'as_pattern') {
      if (inner) run.evaluate(inner, state);
      continue;
    }
    const [context] = inner.children;
    const target = child(inner, 'as_pattern_target');
    const value = context ? run.evaluate(context, state) : NOTHING;
    if (target) run.bind(target, value, state);
  }
  const block = child(node, 'block');
  return block === undefined || run.execute(block, state);
};

export const assertStatement: Execute = (node, state, run) => {
  const [condition, ...rest] = operands(node);
  if (condition) show(state, test(condition, state, run));
  for (const each of rest) run.evaluate(each, state);
  return true;
};

export const matchStatement: Execute = (node, state, run) => {
  const subjectNode = after(node, 'match');
  const subject = subjectNode ? run.evaluate(subjectNode, state) : NOTHING;
  const block = child(node, 'block');
  const cases = (block?.children ?? []).filter(({ kind }) => kind === 'case_clause');
  const open: State[] = [fork(state)];
  for (const clause of cases) {
    const scope = fork(state);
    const pattern = child(clause, 'case_pattern');
    const fixed =
      pattern !== undefined && /^['"\d|\s\w.-]*$/.test(pattern.text) && /['"\d]/.test(pattern.text);
    if (fixed)
      show(
        scope,
        subject.atoms.map(({ source }) => ({ source: source.id, trait: 'member' })),
      );
    else if (pattern && /^\w+$/.test(pattern.text)) scope.variables.set(pattern.text, subject);
    const guard = child(clause, 'if_clause');
    if (guard) for (const each of operands(guard)) show(scope, test(each, scope, run));
    const body = child(clause, 'block');
    if (body === undefined || run.execute(body, scope)) open.push(scope);
    if (pattern?.text === '_') open.shift();
  }
  if (open.length === 0) return false;
  meet(state, open);
  return true;
};
