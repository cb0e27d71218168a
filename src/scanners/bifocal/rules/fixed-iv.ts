import type { Call } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Rule } from '../rule.ts';
import { type Sinks, valuesAt } from '../taint.ts';

const SINKS: Sinks = {
  'cryptography.hazmat.primitives.ciphers.modes.CBC': [0, 'initialization_vector'],
  'cryptography.hazmat.primitives.ciphers.modes.CTR': [0, 'nonce'],
  'cryptography.hazmat.primitives.ciphers.modes.GCM': [0, 'initialization_vector'],
  'cryptography.hazmat.primitives.ciphers.modes.CFB': [0, 'initialization_vector'],
  'cryptography.hazmat.primitives.ciphers.modes.OFB': [0, 'initialization_vector'],
  'modes.CBC': [0],
  'modes.CTR': [0],
  'modes.GCM': [0],
  'modes.CFB': [0],
  'Crypto.Cipher.AES.new': [2, 'iv', 'IV', 'nonce'],
  'AES.new': [2, 'iv', 'IV', 'nonce'],
};

/** Text that is written in the program, or bytes that are all zero. */
const isFixed = ({ constant, ref, atoms }: Value): boolean =>
  typeof constant === 'string' || (/^(bytes|bytearray)\(\)$/.test(ref ?? '') && atoms.length === 0);

/** Only to encrypt is it wrong: what decrypts takes what it is given. */
const judge = (call: Call): boolean =>
  !/decrypt/i.test(call.state.frame.info?.name ?? '') && valuesAt(call, SINKS).some(isFixed);

export const fixedIv: Rule = {
  id: 'py/fixed-iv',
  cwes: [329, 1204],
  severity: 'high',
  confidence: 'medium',
  message:
    'The start value of the cipher is the same for every message, which shows what they share. Make a new one with os.urandom for each.',
  on: { call: judge },
};
