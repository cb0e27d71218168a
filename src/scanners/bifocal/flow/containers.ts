import { after, operands } from '../../../syntax/python.ts';
import { type Evaluate, evaluateAll, evaluateInner } from './parts.ts';
import { bake, fork, lookUp, show } from './state.ts';
import {
  derived,
  either,
  madeFrom,
  mergeAtoms,
  mergeChecks,
  NOTHING,
  partOf,
  textOf,
  type Value,
  withTraits,
} from './value.ts';

export const subscript: Evaluate = (node, state, run) => {
  const [object, ...rest] = operands(node);
  if (object === undefined) return NOTHING;
  const known = lookUp(state, node.text);
  if (known) return known;
  const value = run.evaluate(object, state);
  const [index] = rest;
  if (index?.kind === 'slice') {
    const ends = evaluateAll(operands(index), state, run);
    const limited = /:\s*[\w.]/.test(index.text) && ends.at(-1)?.atoms.length === 0;
    return { ...withTraits(madeFrom(value), ...(limited ? (['bounded'] as const) : [])) };
  }
  const at = index ? run.evaluate(index, state).constant : undefined;
  const item = typeof at === 'number' ? value.items?.at(at) : undefined;
  const entry = typeof at === 'string' ? value.entries?.get(at) : undefined;
  if (item ?? entry) return item ?? entry ?? NOTHING;
  return {
    ...(value.items && either(value.items)),
    ...(value.entries && either([...value.entries.values()])),
    atoms: partOf(value, at === undefined ? '*' : String(at).replaceAll('.', '·')),
    checks: value.checks,
    ...(value.ref !== undefined && { ref: `${value.ref}[]` }),
  };
};

export const display: Evaluate = (node, state, run) => {
  const items = evaluateAll(operands(node), state, run);
  const simple = operands(node).every(({ kind }) => kind !== 'list_splat');
  return { atoms: derived(mergeAtoms(items)), checks: mergeChecks(items), ...(simple && { items }) };
};

export const dictionary: Evaluate = (node, state, run) => {
  const entries = new Map<string, Value>();
  const values: Value[] = [];
  for (const each of node.children) {
    if (each.kind === 'dictionary_splat') values.push(evaluateInner(each, state, run));
    if (each.kind !== 'pair') continue;
    const [keyNode, valueNode] = operands(each);
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = textOf(run.evaluate(keyNode, state));
    const value = run.evaluate(valueNode, state);
    values.push(value);
    if (key === undefined) continue;
    entries.set(key, value);
    run.emit('assign', { node: each, target: key, value, state });
  }
  return { atoms: derived(mergeAtoms(values)), checks: [], entries };
};

export const comprehension: Evaluate = (node, state, run) => {
  const scope = fork(state);
  const [body, ...clauses] = operands(node);
  for (const clause of clauses) {
    if (clause.kind === 'for_in_clause') {
      const [target] = operands(clause);
      const over = after(clause, 'in');
      if (target && over) run.bind(target, elementOf(run.evaluate(over, scope)), scope);
    } else if (clause.kind === 'if_clause') {
      show(scope, evaluateInner(clause, scope, run).checks);
    }
  }
  const value = body ? bake(scope, run.evaluate(body, scope)) : NOTHING;
  return { atoms: derived(value.atoms), checks: value.checks, items: [value] };
};

/** What a loop gets out of a value. */
export const elementOf = (value: Value): Value => {
  const ref = value.ref === undefined ? {} : { ref: `${value.ref}[]` };
  if (value.items && value.items.length > 0) return { ...ref, ...either(value.items) };
  return {
    atoms: value.atoms,
    checks: [],
    ...(textOf(value) !== undefined && { fixed: true as const }),
    ...(textOf(value) === undefined && value.ref !== undefined && { ref: `${value.ref}[]` }),
  };
};
