import type { FunctionInfo } from '../../../syntax/functions.ts';
import type { Node } from '../../../syntax/python.ts';
import type { Emit } from './events.ts';
import type { State } from './state.ts';
import type { Value } from './value.ts';

/** What one passage through a program shares. The parts of the interpreter call each other through it. */
export type Run = {
  readonly functions: ReadonlyMap<string, FunctionInfo>;
  /** Fields of objects, by class, as the class and `__init__` leave them: what constructors are given is not an attacker's. */
  readonly fields: Map<string, ReadonlyMap<string, Value>>;
  /** The scopes around functions that are defined in functions. */
  readonly closures: Map<string, State['around']>;
  readonly emit: Emit;
  readonly evaluate: (node: Node, state: State) => Value;
  readonly bind: (target: Node, value: Value, state: State) => void;
  /** Goes through a block; whether it is left at its end. */
  readonly execute: (block: Node, state: State) => boolean;
  /** Goes through a function of the program with these arguments. Undefined: it cannot be gone into from here. */
  readonly enter: (
    info: FunctionInfo,
    args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    state: State,
  ) => Value | undefined;
};
