import type { Call } from '../flow/events.ts';
import type { Trait, Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { unanswered } from '../taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set(['number', 'digest', 'member', 'pattern', 'vetted', 'denied']);

/** Fields such as `{user.password}` or `{user.__init__.__globals__}` reach into objects, not into text or numbers. */
const judge = (call: Call): boolean => {
  const { method, receiver, args, keywords, state } = call;
  if (!/^format(_map)?$/.test(method) || receiver === undefined || receiver.constant !== undefined)
    return false;
  if (!unanswered(receiver, state, ANSWERS)) return false;
  const given = [...args, ...keywords.values()];
  return given.some((value) => isObject(value)) && !given.some((value) => isGuarded(value, call));
};

const isObject = ({ ref, constant, pieces, items }: Value): boolean =>
  constant === undefined &&
  pieces === undefined &&
  items === undefined &&
  ref !== undefined &&
  !TEXT.test(ref);

const TEXT =
  /^(str|repr|int|float|len|round|format|html|json|datetime|time|'')\b|\.(join|format|strip|lower|upper|strftime|isoformat|get)\(\)$/;

/** An object of a class that says itself which attributes it gives. */
const isGuarded = ({ ref = '' }: Value, { functions }: Call): boolean => {
  const name = /^(\w+)\(\)/.exec(ref)?.[1];
  return ['__getattr__', '__getattribute__', '__format__'].some((method) =>
    functions.has(`${name}.${method}`),
  );
};

export const formatString: Rule = {
  id: 'py/format-string',
  cwes: [134, 200],
  severity: 'medium',
  confidence: 'medium',
  message:
    'The text that is formatted comes from outside and can read any attribute of the objects. Pass plain values only, or use string.Template.',
  on: { call: judge },
};
