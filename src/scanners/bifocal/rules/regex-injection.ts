import type { Call } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { holes, skeleton, unanswered } from '../taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'regex-escaped',
  'number',
  'digest',
  'member',
  'pattern',
  'vetted',
]);

/** A pattern that is wholly the caller's is meant to be one; what is put into another pattern is meant to be text. */
const judge = ({ name, args, state }: Call): boolean => {
  const [pattern] = args;
  if (
    pattern === undefined ||
    !/^(re|regex)\.(match|fullmatch|search|compile|sub|split|findall|finditer)$/.test(name)
  ) {
    return false;
  }
  const isMixed = /[^\0^$\\bABzZ()|.*+?]/.test(skeleton(pattern) ?? '');
  return isMixed && unanswered(holes(pattern), state, ANSWERS) !== undefined;
};

export const regexInjection: Rule = {
  id: 'py/regex-injection',
  cwes: [625, 1333, 20],
  severity: 'medium',
  confidence: 'medium',
  message:
    'Text from outside becomes part of a regular expression, where its dots and stars match more than themselves. Pass it through re.escape.',
  on: { call: judge },
};
