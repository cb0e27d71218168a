import { operands } from '../../../syntax/python.ts';
import type { Call } from '../flow/events.ts';
import { lookUp } from '../flow/state.ts';
import type { Atom, Trait, Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { type Sinks, unanswered, valuesAt } from '../taint.ts';

/** Look-ups among all functions of a module. */
const LOOKUPS: Sinks = { 'globals().get': [0], 'locals().get': [0], 'vars().get': [0] };

/** Look-ups that a program may well offer to its own callers. */
const FOREIGN: Sinks = { getattr: [1], 'importlib.import_module': [0], __import__: [0] };

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'member', 'prefix', 'vetted']);

const isForeign = ({ source }: Atom): boolean => source.origin !== 'parameter';

/** `globals()[name]()` */
const calledByName = ({ name, node, state }: Call): Value | undefined => {
  const callee = node.children[0];
  if (!/^(globals|locals|vars)\(\)\[\]$/.test(name) || callee === undefined) return undefined;
  const index = operands(callee)[1];
  return index && lookUp(state, index.text);
};

const judge = (call: Call): boolean =>
  [calledByName(call)].some((value) => value && unanswered(value, call.state, ANSWERS) !== undefined) ||
  valuesAt(call, LOOKUPS).some((value) => unanswered(value, call.state, ANSWERS) !== undefined) ||
  valuesAt(call, FOREIGN).some((value) => unanswered(value, call.state, ANSWERS, isForeign) !== undefined);

export const unsafeReflection: Rule = {
  id: 'py/unsafe-reflection',
  cwes: [470],
  severity: 'high',
  confidence: 'medium',
  message:
    'A name from outside says which function or module is used. Look it up in a dictionary of those that are meant for it.',
  on: { call: judge },
};
