import { isPasswordName } from '../../../knowledge/names.ts';
import type { Call } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const FAST = /^hashlib\.(md5|sha1|sha224|sha256|sha384|sha512|sha3_\d+|blake2[bs]|new)$/;

/** OWASP asks for 600,000 of SHA-256; what is below this was too few ten years ago. */
const FEW_ITERATIONS = 100_000;

const FEW_ROUNDS = 10;

const ITERATIONS =
  'So few iterations let passwords be tried quickly. Use at least 600,000 with SHA-256, or hashlib.scrypt.';

const SALT = 'The salt is the same for all passwords. Make one for each with os.urandom(16), and store it.';

const holdsPassword = ({ atoms }: Value): boolean => atoms.some(({ source }) => isPasswordName(source.name));

/** Where the algorithm is chosen elsewhere, another rule speaks. */
const hashesFast = ({ name, args }: Call): boolean =>
  FAST.test(name) && (name !== 'hashlib.new' || args[0]?.constant !== undefined) && args.some(holdsPassword);

/** The iterations of PBKDF2, by library. */
const iterationsOf = ({ name, args, keywords }: Call): Value | undefined => {
  if (name === 'hashlib.pbkdf2_hmac') return keywords.get('iterations') ?? args[3];
  if (/\.PBKDF2HMAC$/.test(name)) return keywords.get('iterations') ?? args[3];
  if (/^Crypto\.Protocol\.KDF\.PBKDF2$/.test(name)) return keywords.get('count') ?? args[3];
  return undefined;
};

const saltOf = ({ name, args, keywords }: Call): Value | undefined => {
  if (name === 'hashlib.pbkdf2_hmac') return keywords.get('salt') ?? args[2];
  if (/^hashlib\.scrypt$|\.(PBKDF2HMAC|Scrypt)$/.test(name)) return keywords.get('salt');
  return undefined;
};

const isFew = (value: Value | undefined, limit: number): boolean =>
  typeof value?.constant === 'number' && value.constant < limit;

const judge = (call: Call): Report | boolean => {
  if (hashesFast(call)) return true;
  if (isFew(iterationsOf(call), FEW_ITERATIONS)) return { severity: 'medium', message: ITERATIONS };
  if (call.name === 'bcrypt.gensalt' && isFew(call.keywords.get('rounds') ?? call.args[0], FEW_ROUNDS))
    return { severity: 'medium', message: ITERATIONS };
  return typeof saltOf(call)?.constant === 'string' && { severity: 'medium', message: SALT };
};

export const weakPasswordHash: Rule = {
  id: 'py/weak-password-hash',
  cwes: [916, 759, 760],
  severity: 'high',
  confidence: 'medium',
  message:
    'A fast hash of a password can be tried out billions of times a second. Use hashlib.scrypt, bcrypt or Argon2 with a salt for each password.',
  on: { call: judge },
};
