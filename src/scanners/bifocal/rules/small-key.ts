import type { Call } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';

const MIN_BITS = 2048;

/** Functions that make key pairs, and where they take the number of bits. */
const BITS: readonly (readonly [RegExp, number, string])[] = [
  [/(^|\.)(rsa|dsa|dh)\.generate_private_key$/, 1, 'key_size'],
  [/(^|\.)dh\.generate_parameters$/, 1, 'key_size'],
  [/(^|\.)dsa\.generate_private_key$/, 0, 'key_size'],
  [/(^|\.)(RSA|DSA|ElGamal)\.generate$/, 0, 'bits'],
  [/^rsa\.newkeys$/, 0, 'nbits'],
  [/^paramiko\.(RSAKey|DSSKey)\.generate$/, 0, 'bits'],
];

const WEAK_CURVE = /(^|\.)(SECP192R1|SECT163[KR][12]|SECT233[KR]1)(\(\))?$/;

const isSmall = ({ constant }: Value): boolean => typeof constant === 'number' && constant < MIN_BITS;

const judge = ({ name, args, keywords }: Call): boolean =>
  BITS.some(([pattern, position, keyword]) => {
    const bits = keywords.get(keyword) ?? args[position];
    return pattern.test(name) && bits !== undefined && isSmall(bits);
  }) ||
  (/ec\.generate_private_key$/.test(name) &&
    [...args, ...keywords.values()].some(({ ref }) => WEAK_CURVE.test(ref ?? '')));

export const smallKey: Rule = {
  id: 'py/small-key',
  cwes: [326],
  severity: 'high',
  confidence: 'high',
  message:
    'A key of this size can be broken. Use at least 2048 bits for RSA and DSA, or the curve SECP256R1.',
  on: { call: judge },
};
