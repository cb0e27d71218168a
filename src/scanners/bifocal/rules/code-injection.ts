import type { Call } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { type Sinks, unanswered, valuesAt } from '../taint.ts';

const SINKS: Sinks = {
  eval: [0],
  exec: [0],
  'builtins.eval': [0],
  'builtins.exec': [0],
  execfile: [0],
  'code.InteractiveInterpreter().runsource': [0],
  'code.InteractiveInterpreter().runcode': [0],
  '?.eval': [],
  '?.exec': [],
  'pandas.eval': [0],
  'sympy.sympify': [],
};

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'member', 'pattern', 'vetted']);

const judge = (call: Call): Report | boolean => {
  const [code] = valuesAt(call, SINKS);
  if (code === undefined) return false;
  if (unanswered(code, call.state, ANSWERS)) return true;
  return code.atoms.length === 0 && { severity: 'medium', confidence: 'medium', message: NEEDLESS };
};

const NEEDLESS =
  'Text is run as code. Write the code itself, or use ast.literal_eval for data and a dictionary of functions for choices.';

export const codeInjection: Rule = {
  id: 'py/code-injection',
  cwes: [95, 94],
  severity: 'high',
  confidence: 'high',
  message:
    'Data from outside is run as Python code. Use ast.literal_eval for data, or interpret the few operations that are allowed.',
  on: { call: judge },
};
