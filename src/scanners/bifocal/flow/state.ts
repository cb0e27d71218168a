import type { FunctionInfo } from '../../../syntax/functions.ts';
import { type Effort, spend } from './effort.ts';
import type { Call, Return } from './events.ts';
import { type Atom, type Check, either, type Trait, type Value } from './value.ts';

/** One passage through a function, or through the module (without `info`). */
export type Frame = {
  readonly info?: FunctionInfo;
  readonly effort: Effort;
  /** Keys of the functions that are being gone through, the outermost first. */
  readonly stack: readonly string[];
  readonly returns: Value[];
  /** What has been shown at each way out. */
  readonly exits: Pick<State, 'shown'>[];
  readonly tests: Check[];
  readonly calls: Call[];
  readonly returned: Return[];
};

export const newFrame = (effort: Effort, info?: FunctionInfo, stack: readonly string[] = []): Frame => ({
  effort,
  ...(info && { info }),
  stack: info ? [...stack, info.key] : stack,
  returns: [],
  exits: [],
  tests: [],
  calls: [],
  returned: [],
});

/** What holds at one point of a function: variables, and what checks have shown of the sources. */
export type State = {
  readonly variables: Map<string, Value>;
  readonly shown: Map<string, ReadonlySet<Trait>>;
  /** Variables of the scopes around, the nearest first. */
  readonly around: readonly ReadonlyMap<string, Value>[];
  readonly frame: Frame;
};

export const newState = (
  frame: Frame,
  around: State['around'] = [],
  shown: State['shown'] = new Map(),
): State => ({ variables: new Map(), shown: new Map(shown), around, frame });

export const fork = ({ variables, shown, around, frame }: State): State => {
  spend(frame.effort, variables.size + shown.size);
  return { variables: new Map(variables), shown: new Map(shown), around, frame };
};

export const show = ({ shown }: State, checks: readonly Check[]): void => {
  for (const { source, trait } of checks) shown.set(source, new Set([...(shown.get(source) ?? []), trait]));
};

/** What is known of data: what was done to it, and what checks have shown of its source or of what that is part of. */
export const traitsOf = ({ shown }: Pick<State, 'shown'>, { source, traits }: Atom): ReadonlySet<Trait> => {
  if (shown.size === 0) return traits;
  const all = new Set(traits);
  for (let id = source.id; id !== ''; id = id.slice(0, Math.max(0, id.lastIndexOf('.')))) {
    for (const trait of shown.get(id) ?? []) all.add(trait);
  }
  return all;
};

/** The value with what is now shown of its sources, so that it keeps that where the state does not. */
export const bake = (state: State, value: Value): Value =>
  value.atoms.length === 0 || state.shown.size === 0
    ? value
    : { ...value, atoms: value.atoms.map((atom) => ({ ...atom, traits: traitsOf(state, atom) })) };

/** After branches that all go on: variables may be either; shown is what all of them have shown. */
export const meet = (state: State, branches: readonly State[]): void => {
  if (branches.length === 0) return;
  const names = new Set(branches.flatMap(({ variables }) => [...variables.keys()]));
  const before = new Map(state.variables);
  for (const name of names) {
    const values = branches.map(({ variables }) => variables.get(name) ?? before.get(name));
    state.variables.set(name, either(values.filter((value) => value !== undefined)));
  }
  meetShown(state, branches);
};

export const meetShown = ({ shown }: State, branches: readonly Pick<State, 'shown'>[]): void => {
  const [first, ...rest] = branches.map((branch) => branch.shown);
  if (first === undefined) return;
  const common = [...first].map(([source, traits]) => {
    const kept = [...traits].filter((trait) => rest.every((other) => other.get(source)?.has(trait)));
    return [source, new Set(kept)] as const;
  });
  shown.clear();
  for (const [source, traits] of common) if (traits.size > 0) shown.set(source, traits);
};

export const lookUp = ({ variables, around }: State, name: string): Value | undefined => {
  const own = variables.get(name);
  if (own !== undefined) return own;
  for (const scope of around) {
    const value = scope.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
};
