import type { Build } from '../flow/events.ts';
import type { Trait } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { putAfter, skeleton, unanswered } from '../taint.ts';

const ANSWERS: ReadonlySet<Trait> = new Set([
  'number',
  'digest',
  'ldap-escaped',
  'member',
  'pattern',
  'vetted',
]);

/** `(uid=` of a filter (RFC 4515) */
const LDAP = /\((?:[&|!]\()*[A-Za-z][\w.;-]*(:\w*:)?[~<>]?=\*?$/;

/** `//user[name='` */
const XPATH = /\[[^[\]\0]*(@?[\w:.-]+|\(\)|\))\s*!?=\s*['"]$/;

const ldap = ({ value, state }: Build): boolean => {
  const text = skeleton(value) ?? '';
  return /^\(.*\)$|^\([&|]/s.test(text) && unanswered(putAfter(value, LDAP), state, ANSWERS) !== undefined;
};

const xpath = ({ value, state }: Build): boolean =>
  /^(\.?\/|\w+[/[])/.test(skeleton(value) ?? '') &&
  unanswered(putAfter(value, XPATH), state, ANSWERS) !== undefined;

export const ldapInjection: Rule = {
  id: 'py/ldap-injection',
  cwes: [90],
  severity: 'high',
  confidence: 'high',
  message:
    'Data from outside is put into an LDAP filter as it is. Pass it through escape_filter_chars first.',
  on: { build: ldap },
};

export const xpathInjection: Rule = {
  id: 'py/xpath-injection',
  cwes: [643],
  severity: 'high',
  confidence: 'high',
  message:
    'Data from outside is put into an XPath expression. Pass it as a variable of the query, or compare values in Python.',
  on: { build: xpath },
};
