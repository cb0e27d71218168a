import type { Call, Finished } from '../flow/events.ts';
import type { State } from '../flow/state.ts';
import type { Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { holes, skeleton, unanswered } from '../taint.ts';

/** Whatever is called like this is taken to run the statement that it is given. */
const RUNS = /exec|query|sql|fetch|select|raw|statement|^text$/i;

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'member', 'pattern', 'vetted']);

const STATEMENT =
  /^\s*(--.*\n)*\s*(select\b[\s\S]*\bfrom\b|insert\s+into\b|update\b[\s\S]*\bset\b|delete\s+from\b|replace\s+into\b|(create|drop|alter)\s+(table|database|user|view|index)\b|with\b[\s\S]*\bselect\b|pragma\b|truncate\b)/i;

/** A statement with something put into it that a parameter could have brought. */
const isBuilt = (value: Value): boolean => {
  const text = skeleton(value);
  return text?.includes('\0') === true && STATEMENT.test(text);
};

const isOpen = (value: Value, state: State): boolean =>
  isBuilt(value) && unanswered(holes(value), state, ANSWERS) !== undefined;

const judge = ({ method, args, keywords, state }: Call): boolean =>
  RUNS.test(method) && [...args.slice(0, 2), ...keywords.values()].some((value) => isOpen(value, state));

/** A function that is named for it makes the statement for its caller. */
const makesStatement = ({ info, returns }: Finished): Report | undefined => {
  if (!/query|sql|statement/i.test(info.name)) return undefined;
  const returned = returns.find(({ value, state }) => isOpen(value, state));
  return returned && { node: returned.node, confidence: 'medium' };
};

export const sqlInjection: Rule = {
  id: 'py/sql-injection',
  cwes: [89],
  severity: 'high',
  confidence: 'high',
  message:
    'Data from outside is put into an SQL statement as text. Write a placeholder and pass the value as a parameter.',
  on: { call: judge, finish: makesStatement },
};
