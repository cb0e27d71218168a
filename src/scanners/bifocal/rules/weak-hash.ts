import { isSecretName } from '../../../knowledge/names.ts';
import type { Call, Finished } from '../flow/events.ts';
import type { Trait, Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';
import { isSet, unanswered } from '../taint.ts';

const BROKEN = /^(md[245]|sha-?1?|ripemd-?160)$/i;

/** The algorithm of a call that hashes. */
const algorithmOf = ({ name, args, keywords }: Call): Value | undefined => {
  const own =
    /^hashlib\.(\w+)$|^Crypto\.Hash\.(\w+)\.new$|^cryptography\.hazmat\.primitives\.hashes\.(\w+)$/.exec(
      name,
    );
  const named = own?.slice(1).find((part) => part !== undefined);
  if (named === 'new') return args[0] ?? keywords.get('name');
  if (named !== undefined) return { atoms: [], checks: [], constant: named };
  if (/^hmac\.(new|digest)$/.test(name))
    return keywords.get('digestmod') ?? keywords.get('digest') ?? args[2];
  return name === 'getattr' && args[0]?.ref === 'hashlib' ? args[1] : undefined;
};

const ANSWERS: ReadonlySet<Trait> = new Set(['member', 'pattern', 'vetted', 'denied']);

const CHOSEN =
  'The hash algorithm comes from outside and may be a broken one. Accept only names from a short list such as sha256 and sha512.';

/** A hash that must resist somebody: of a secret, or in a function that is about signing or passwords. */
const isTelling = ({ args, state }: Call): boolean =>
  args.some(({ atoms }) => atoms.some(({ source }) => isSecretName(source.name))) ||
  /password|passwd|token|sign|secret|auth|verif|credential/i.test(state.frame.info?.name ?? '');

const judge = (call: Call): Report | boolean => {
  const algorithm = algorithmOf(call);
  if (algorithm === undefined || isSet(call, 'usedforsecurity', false)) return false;
  const text = String(algorithm.constant ?? algorithm.ref?.split('.').at(-1)?.replace('()', ''));
  if (!BROKEN.test(text)) return false;
  return isTelling(call) ? { severity: 'high', confidence: 'high' } : true;
};

/** Taken from outside, and nowhere compared with what is good. */
const chosen = ({ calls, tests }: Finished): Report | undefined => {
  const tested = new Set(tests.filter(({ trait }) => ANSWERS.has(trait)).map(({ source }) => source));
  const isOpen = (call: Call): boolean => {
    const algorithm = algorithmOf(call);
    const atom = algorithm && unanswered(algorithm, call.state, ANSWERS);
    return atom !== undefined && !tested.has(atom.source.id);
  };
  const call = calls.find(isOpen);
  return call && { node: call.node, confidence: 'medium', message: CHOSEN };
};

export const weakHash: Rule = {
  id: 'py/weak-hash',
  cwes: [327, 328],
  severity: 'medium',
  confidence: 'medium',
  message:
    'MD5 and SHA-1 are broken: others can make data of the same hash. Use SHA-256, or usedforsecurity=False where nothing depends on it.',
  on: { call: judge, finish: chosen },
};
