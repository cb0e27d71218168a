import { isSecretName } from '../../../knowledge/names.ts';
import type { Compare } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';

const DIGEST = /\.(hex)?digest\(\)$|^hmac\.digest\(\)$/;

/** A digest that only who has the secret can make. */
const isKeyed = ({ ref = '', atoms }: Value): boolean =>
  DIGEST.test(ref) &&
  (/^hmac\./.test(ref) || atoms.some(({ source }) => isSecretName(source.name) || /^key$/.test(source.name)));

const judge = ({ operator, left, right }: Compare): boolean =>
  /^[=!]=$/.test(operator) &&
  ((isKeyed(left) && right.constant === undefined) || (isKeyed(right) && left.constant === undefined));

export const timingUnsafeComparison: Rule = {
  id: 'py/timing-unsafe-comparison',
  cwes: [208],
  severity: 'medium',
  confidence: 'high',
  message:
    'The time that this comparison takes tells how much of a guessed signature is right. Use hmac.compare_digest.',
  on: { compare: judge },
};
