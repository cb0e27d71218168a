import { isPasswordName, isSecretName } from '../../../knowledge/names.ts';
import type { Assign, Call, Compare } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { type Sinks, valuesAt } from '../taint.ts';

/** Texts that stand for a secret, or are none. */
const PLACEHOLDER =
  /\(\?|\[\^?[^\]]+\][*+?{)]|^(.{0,3}|[\s*x.\-_#?0]+|none|null|true|false|n\/a|optional|required|string|str|text|bytes|bearer|basic|invalid|missing|unknown|todo|redacted|hidden|utf-?8)$|^[<{[$%].*|^(your|enter|insert|change|replace|my|example|sample|fake|mock|missing|invalid|incorrect|wrong|please|must|no)[\s_-]|\s.*\s|_{0,2}here$|^https?:|^[\w.]*[./\\][\w./\\]*$|^[A-Z]{2,}(_[A-Z]+)+$/i;

/** `PASSWORD = 'password'`: what a field is called. */
const isOwnName = (target: string, text: string): boolean =>
  /^[A-Z_]+$/.test(target) && /^[a-z_]+$/.test(text) && target.toLowerCase().includes(text);

/** The key that a framework signs with: whatever text it is, it is the key. */
const SIGNING = /\b(secret_key|SECRET_KEY|jwt_secret|JWT_SECRET(_KEY)?)\b/;

const isSecret = ({ constant }: Value): boolean =>
  typeof constant === 'string' && !PLACEHOLDER.test(constant.trim());

const isSigningKey = (target: string, { constant }: Value): boolean =>
  SIGNING.test(target) && typeof constant === 'string' && /^[^<{[$%]{4}/.test(constant);

/** Functions that take a key. */
const KEYS: Sinks = {
  'jwt.encode': [1, 'key'],
  'jwt.decode': [1, 'key'],
  'hmac.new': [0, 'key'],
  'hmac.digest': [0, 'key'],
  'cryptography.fernet.Fernet': [0, 'key'],
  'cryptography.hazmat.primitives.ciphers.algorithms.AES': [0, 'key'],
  'Crypto.Cipher.AES.new': [0, 'key'],
};

const passes = (call: Call): boolean =>
  valuesAt(call, KEYS).some(({ constant }) => typeof constant === 'string' && constant !== '');

/** Entries of dictionaries are often made-up records: a word of the dictionary is none of somebody's secrets. */
const isMadeUp = ({ node, value }: Assign): boolean =>
  node.kind === 'pair' && /^[a-z]+$/.test(String(value.constant));

const keeps = (assign: Assign): boolean => !isMadeUp(assign) && keepsSecret(assign);

const keepsSecret = ({ target, value }: Assign): boolean =>
  isSigningKey(target, value) ||
  (isSecretName(target) && isSecret(value) && !isOwnName(target, String(value.constant)));

/** `if password == 'letmein'` */
const compares = ({ operator, left, right }: Compare): boolean =>
  /^[=!]=$/.test(operator) && (isComparedWith(left, right) || isComparedWith(right, left));

const isComparedWith = ({ atoms, constant }: Value, other: Value): boolean => {
  const names =
    constant === undefined ? atoms.filter(({ direct }) => direct).map(({ source }) => source.name) : [];
  const isWord = typeof other.constant === 'string' && /^\S{4,}$/.test(other.constant);
  return (isWord && names.some(isPasswordName)) || (isSecret(other) && names.some(isSecretName));
};

export const hardCodedSecret: Rule = {
  id: 'py/hard-coded-secret',
  cwes: [798, 259, 321],
  severity: 'high',
  confidence: 'medium',
  message:
    'A secret is written in the program, where everybody who has the program can read it. Take it from the environment or a secret store.',
  on: { assign: keeps, compare: compares, call: passes },
};
