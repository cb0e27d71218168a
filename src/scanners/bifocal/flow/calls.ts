import type { FunctionInfo } from '../../../syntax/functions.ts';
import { child, type Node, operands } from '../../../syntax/python.ts';
import { checksOfCall, shownByCall } from '../know/checks.ts';
import { attributeOf } from './attributes.ts';
import type { Call } from './events.ts';
import { resultOf } from './results.ts';
import type { Run } from './run.ts';
import { lookUp, type State, show } from './state.ts';
import { derived, mergeAtoms, NOTHING, type Value } from './value.ts';

/** A call: what it gives, what it shows of its arguments, and what it puts into the object that it is a method of. */
export const evaluateCall = (node: Node, state: State, run: Run): Value => {
  const [calleeNode, argumentsNode] = node.children;
  if (!calleeNode || !argumentsNode) return NOTHING;
  const { callee, receiver, method } = resolve(calleeNode, state, run);
  const given = argumentsOf(argumentsNode, state, run);
  const name = callee.ref ?? `?.${method}`;
  const { functions } = run;
  const call: Call = { node, name, method, state, functions, ...given, ...(receiver && { receiver }) };
  run.emit('call', call);
  state.frame.calls.push(call);
  const info = callee.callable === undefined ? undefined : run.functions.get(callee.callable);
  if (info) {
    const bound = takesReceiver(info) && receiver ? [receiver, ...call.args] : call.args;
    const result = run.enter(info, bound, call.keywords, state);
    if (result) return result;
  }
  putIn(calleeNode, call, state);
  const checks = checksOfCall(call, info !== undefined);
  state.frame.tests.push(...checks);
  const value = resultOf(call, info !== undefined, run);
  const shown = shownByCall(call);
  show(state, shown);
  state.frame.tests.push(...shown);
  return { ...value, checks };
};

const resolve = (
  node: Node,
  state: State,
  run: Run,
): { readonly callee: Value; readonly receiver?: Value; readonly method: string } => {
  if (node.kind !== 'attribute') {
    const callee = run.evaluate(node, state);
    return { callee, method: callee.ref?.split('.').at(-1) ?? node.text };
  }
  const [object] = node.children;
  const method = node.children.at(-1)?.text ?? '';
  if (object === undefined) return { callee: NOTHING, method };
  const isSuper = /^super\(/.test(object.text);
  const receiver = isSuper ? NOTHING : run.evaluate(object, state);
  const callee = lookUp(state, node.text) ?? attributeOf(receiver, method, run);
  return { callee, receiver, method };
};

const takesReceiver = ({ owner, decorators }: FunctionInfo): boolean =>
  owner !== undefined && !decorators.includes('staticmethod');

type Given = Pick<Call, 'args' | 'keywords' | 'splat'>;

const argumentsOf = (node: Node, state: State, run: Run): Given => {
  if (node.kind !== 'argument_list') {
    return { args: [run.evaluate(node, state)], keywords: new Map(), splat: false };
  }
  const args: Value[] = [];
  const keywords = new Map<string, Value>();
  let splat = false;
  for (const each of operands(node)) {
    if (each.kind === 'keyword_argument') {
      const name = child(each, 'identifier')?.text ?? '';
      const last = each.children.at(-1);
      const value = last ? run.evaluate(last, state) : NOTHING;
      keywords.set(name, value);
      run.emit('assign', { node: each, target: name, value, state });
    } else if (each.kind === 'dictionary_splat') {
      const [inner] = operands(each);
      const value = inner ? run.evaluate(inner, state) : NOTHING;
      for (const [key, entry] of value.entries ?? []) keywords.set(key, entry);
      if (!value.entries) keywords.set('**', value);
      splat ||= value.entries === undefined;
    } else if (each.kind === 'list_splat') {
      const value = run.evaluate(each, state);
      args.push(...(value.items ?? [value]));
      splat ||= value.items === undefined;
    } else {
      args.push(run.evaluate(each, state));
    }
  }
  return { args, keywords, splat };
};

/** Methods that put their arguments into the object. */
const PUTTING = /^(append|extend|add|insert|update|write|writelines|setdefault|appendleft|push|put|feed)$/;

const putIn = (callee: Node, { method, args, keywords, receiver }: Call, state: State): void => {
  const [object] = callee.children;
  if (!PUTTING.test(method) || object === undefined || receiver === undefined) return;
  if (object.kind !== 'identifier' && object.kind !== 'attribute') return;
  if (lookUp(state, object.text) === undefined) return;
  const brought = [...args, ...keywords.values()];
  const { items: before, entries: _, constant: __, ...rest } = receiver;
  const items = before && /^(append|add)$/.test(method) ? [...before, ...args] : undefined;
  const more = before && method === 'extend' && args[0]?.items ? [...before, ...args[0].items] : undefined;
  state.variables.set(object.text, {
    ...rest,
    atoms: mergeAtoms([receiver, { ...NOTHING, atoms: derived(mergeAtoms(brought)) }]),
    ...((items ?? more) && { items: items ?? more ?? [] }),
  });
};
