import type { FunctionInfo } from '../../../syntax/functions.ts';
import type { Node } from '../../../syntax/python.ts';
import type { State } from './state.ts';
import type { Check, Piece, Value } from './value.ts';

/** A call, before what it shows of its arguments holds. */
export type Call = {
  readonly node: Node;
  /** The qualified name; `?.method` where the object is not known. */
  readonly name: string;
  /** The last part of the name. */
  readonly method: string;
  readonly receiver?: Value;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Whether there are `*args` or `**kwargs` that may bring more. */
  readonly splat: boolean;
  /** The functions of the program by key: `name@offset`, or `Class.method`. */
  readonly functions: ReadonlyMap<string, FunctionInfo>;
  readonly state: State;
};

/** A string put together from fixed text and values: f-string, `%`, `format`, `+`. */
export type Build = {
  readonly node: Node;
  /** Fixed text and values, also those that were put together before. */
  readonly pieces: readonly Piece[];
  /** What is put together here, as it came. */
  readonly parts: readonly Value[];
  readonly value: Value;
  readonly state: State;
};

export type Compare = {
  readonly node: Node;
  readonly operator: string;
  readonly left: Value;
  readonly right: Value;
  readonly state: State;
};

/** `target = value`, a keyword argument, a default of a parameter, or an entry of a dictionary. */
export type Assign = {
  readonly node: Node;
  /** As written: `name`, `self.name`, `settings["name"]`. */
  readonly target: string;
  readonly value: Value;
  readonly state: State;
};

export type Return = { readonly node: Node; readonly value: Value; readonly state: State };

/**
 * A function has been gone through, with its parameters as what an attacker controls. The states of its calls are
 * those at the ends of their branches: they also hold what was shown after the call.
 */
export type Finished = {
  readonly info: FunctionInfo;
  /** All that its body and the helpers that it calls have tested. */
  readonly tests: readonly Check[];
  readonly calls: readonly Call[];
  readonly returns: readonly Return[];
};

export type Events = {
  readonly call: Call;
  readonly build: Build;
  readonly compare: Compare;
  readonly assign: Assign;
  readonly return: Return;
  readonly finish: Finished;
};

export type EventName = keyof Events;

export type Emit = <E extends EventName>(name: E, event: Events[E]) => void;
