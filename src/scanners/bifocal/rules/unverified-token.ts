import type { Call } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { isSet } from '../taint.ts';

const DECODE =
  /^(jwt|jose\.jwt|jose\.jws|authlib\.jose\.jwt|python_jwt)\.(decode|decode_complete|verify_jwt|process_jwt)$/;

const READS_ONLY = /^(jwt|jose\.jwt|jose\.jws)\.(get_unverified_claims|process_jwt)$/;

const switchesOff = (options: Value | undefined): boolean => {
  const entries = options?.entries;
  return entries?.get('verify_signature')?.constant === false || entries?.get('verify')?.constant === false;
};

const allowsNone = (algorithms: Value | undefined): boolean =>
  (algorithms?.items ?? (algorithms ? [algorithms] : [])).some(({ constant }) =>
    /^none$/i.test(typeof constant === 'string' ? constant : ''),
  );

/** PyJWT before 2.0 took whichever algorithm the token named. */
const ALGORITHMS =
  'The token itself says how it is signed. Pass algorithms=[...] with the one that you sign with.';

const judge = (call: Call): Report | boolean => {
  const { name, args, keywords, splat } = call;
  if (READS_ONLY.test(name)) return { confidence: 'medium' };
  if (!DECODE.test(name)) return name === 'jwt.encode' && allowsNone(keywords.get('algorithm') ?? args[2]);
  if (isSet(call, 'verify', false) || switchesOff(keywords.get('options') ?? args[3])) return true;
  const algorithms = keywords.get('algorithms') ?? args[2];
  if (allowsNone(algorithms)) return true;
  if (/^authlib/.test(name) || splat) return false;
  return algorithms === undefined && { confidence: 'medium', message: ALGORITHMS };
};

export const unverifiedToken: Rule = {
  id: 'py/unverified-token',
  cwes: [347],
  severity: 'high',
  confidence: 'high',
  message:
    'The signature of the token is not checked, so anybody can make one. Pass the key and algorithms=[...] and leave the checks on.',
  on: { call: judge },
};
