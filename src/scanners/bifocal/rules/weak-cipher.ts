import type { Call } from '../flow/events.ts';
import type { Value } from '../flow/value.ts';
import type { Report, Rule } from '../rule.ts';

const BROKEN =
  /(^|\.)Crypto\.Cipher\.(DES3?|ARC[24]|Blowfish|CAST|XOR)\.new$|\.algorithms\.(TripleDES|ARC4|Blowfish|CAST5|IDEA|SEED|RC2)$|^(DES3?|ARC[24]|Blowfish)\.new$|^pyDes\.(des|triple_des)$/;

const OLD_PROTOCOL = /(^|\.)PROTOCOL_(SSLv2|SSLv3|SSLv23|TLSv1|TLSv1_1)$/;

const ECB = /(^|\.)MODE_ECB$/;

const MODE =
  'ECB shows where the data repeats, and lets blocks be exchanged. Use AES-GCM with a new nonce for each message.';

const PROTOCOL =
  'This version of TLS is broken. Use ssl.create_default_context(), which agrees on a good one.';

const values = ({ args, keywords }: Call): readonly Value[] => [...args, ...keywords.values()];

const judge = (call: Call): Report | boolean => {
  if (BROKEN.test(call.name)) return true;
  if (/(^|\.)modes\.ECB$/.test(call.name)) return { message: MODE };
  const refs = values(call).map(({ ref = '' }) => ref);
  if (/\.new$/.test(call.name) && refs.some((ref) => ECB.test(ref))) return { message: MODE };
  const opensSsl = /^ssl\.(SSLContext|wrap_socket)$|\.wrap_socket$/.test(call.name);
  return opensSsl && refs.some((ref) => OLD_PROTOCOL.test(ref)) && { message: PROTOCOL };
};

export const weakCipher: Rule = {
  id: 'py/weak-cipher',
  cwes: [327],
  severity: 'high',
  confidence: 'high',
  message: 'This cipher is broken. Use AES-GCM or ChaCha20-Poly1305 of the package cryptography, or Fernet.',
  on: { call: judge },
};
