import { type FunctionInfo, findFunctions, type Parameter } from '../../../syntax/functions.ts';
import type { Program } from '../../../syntax/python.ts';
import { fieldsFromOutside, parameterValue } from '../know/sources.ts';
import { bindTarget } from './binding.ts';
import { newEffort, spend } from './effort.ts';
import type { Emit } from './events.ts';
import { evaluateExpression } from './expressions.ts';
import type { Run } from './run.ts';
import { bake, newFrame, newState, type State } from './state.ts';
import { executeBlock, outcomeOf } from './statements.ts';
import { NOTHING, named, type Value } from './value.ts';

const MAX_DEPTH = 4;

/**
 * Goes through a program once, in order, and tells what happens: first the module, then every function that is not
 * only a helper of others, with its parameters as what an attacker controls. Throws `TooMuchWork`.
 */
export const interpret = ({ root }: Program, emit: Emit): void => {
  const effort = newEffort();
  const run: Run = {
    functions: findFunctions(root),
    fields: new Map(),
    closures: new Map(),
    emit,
    evaluate: (node, state) => {
      spend(effort, 1);
      return evaluateExpression(node, state, run);
    },
    bind: (target, value, state) => bindTarget(target, value, state, run),
    execute: (block, state) => executeBlock(block, state, run),
    enter: (info, args, keywords, state) => {
      const { stack } = state.frame;
      if (stack.length >= MAX_DEPTH || stack.includes(info.key)) return undefined;
      const callee = newState(
        newFrame(effort, info, stack),
        run.closures.get(info.key) ?? [module.variables],
        state.shown,
      );
      bindParameters(
        info,
        args.map((arg) => bake(state, arg)),
        keywords,
        callee,
        run,
      );
      const goesOn = executeBlock(info.body, callee, run);
      const value = outcomeOf(callee, goesOn);
      state.shown.clear();
      for (const [source, traits] of callee.shown) state.shown.set(source, traits);
      spend(effort, callee.frame.tests.length + callee.frame.calls.length);
      for (const test of callee.frame.tests) state.frame.tests.push(test);
      for (const call of callee.frame.calls) state.frame.calls.push(call);
      return value;
    },
  };
  const module: State = newState(newFrame(effort));
  executeBlock(root, module, run);
  const all = [...run.functions.values()];
  const constructors = all.filter(({ name }) => name === '__init__');
  for (const info of [...constructors, ...all.filter(({ name }) => name !== '__init__')]) {
    if (!info.helper) enterFromOutside(info, module, run);
  }
};

const enterFromOutside = (info: FunctionInfo, module: State, run: Run): void => {
  const state = newState(
    newFrame(module.frame.effort, info),
    run.closures.get(info.key) ?? [module.variables],
  );
  for (const parameter of info.parameters) {
    if (parameter.fallback) {
      const value = run.evaluate(parameter.fallback, state);
      run.emit('assign', { node: parameter.fallback, target: parameter.name, value, state });
    }
    const isSelf =
      parameter === info.parameters[0] && info.owner !== undefined && /^(self|cls)$/.test(parameter.name);
    const value = isSelf
      ? named(info.owner ?? '')
      : {
          ...parameterValue(info.node.start, parameter.name, parameter.type?.text),
          ...classOf(parameter, state, run),
        };
    state.variables.set(parameter.name, value);
  }
  for (const [name, value] of fieldsFromOutside(info.bases ?? '')) state.variables.set(name, value);
  executeBlock(info.body, state, run);
  if (info.name === '__init__' && info.owner !== undefined) {
    run.fields.set(info.owner, new Map([...(run.fields.get(info.owner) ?? []), ...fieldsOf(state)]));
  }
  const { tests, calls, returned } = state.frame;
  run.emit('finish', { info, tests, calls, returns: returned });
};

/** The class that a parameter is said to be of: `path: Path` is what `Path()` gives. */
const classOf = ({ type }: Parameter, state: State, run: Run): Pick<Value, 'ref'> => {
  const [node] = type?.children ?? [];
  if (node?.kind !== 'identifier' && node?.kind !== 'attribute') return {};
  const { ref } = run.evaluate(node, state);
  return ref !== undefined &&
    /[A-Z]\w*$/.test(ref) &&
    !/^(typing\.)?(Any|Dict|List|Optional|Union|Callable|Iterable|Text|AnyStr)$/.test(ref)
    ? { ref: `${ref}()` }
    : {};
};

/** What `__init__` leaves in `self`. */
const fieldsOf = ({ variables }: State): ReadonlyMap<string, Value> =>
  new Map(
    [...variables]
      .filter(([name]) => name.startsWith('self.'))
      .map(([name, { pieces: _, items: __, ...value }]) => [
        name.slice('self.'.length),
        { ...value, atoms: [] },
      ]),
  );

const bindParameters = (
  info: FunctionInfo,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
  state: State,
  run: Run,
): void => {
  const rest = [...args];
  for (const { name, fallback, star } of info.parameters) {
    if (star === '*')
      state.variables.set(name, {
        ...NOTHING,
        atoms: rest.flatMap(({ atoms }) => atoms),
        items: rest.splice(0),
      });
    else if (star === '**') state.variables.set(name, { ...NOTHING, entries: keywords });
    else {
      const value =
        keywords.get(name) ?? rest.shift() ?? (fallback && run.evaluate(fallback, state)) ?? NOTHING;
      state.variables.set(name, value);
    }
  }
};
