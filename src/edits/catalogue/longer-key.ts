import type { Node } from '../../syntax/python.ts';
import type { Edit } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';

/** NIST SP 800-57 asks for 3,072 bits from 2031 on. */
const BITS = 3072;

const TOO_FEW = 2048;

const sizeOf = ({ name = '', args, keywords }: Call): Node | undefined => {
  if (/\.rsa\.generate_private_key$/.test(name)) return keywords.get('key_size')?.value ?? args[1];
  if (/\.dsa\.generate_private_key$/.test(name)) return keywords.get('key_size')?.value ?? args[0];
  if (/^Crypto(dome)?\.PublicKey\.(RSA|DSA)\.generate$/.test(name))
    return keywords.get('bits')?.value ?? args[0];
  return name === 'rsa.newkeys' ? args[0] : undefined;
};

/** RSA and DSA keys of less than 2,048 bits, which can be broken, get 3,072. Signatures become longer with them. */
export const longerKey: Edit = {
  id: 'longer-key',
  title: 'Make keys that cannot be broken',
  cwes: [326],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source).flatMap((call) => {
      const size = sizeOf(call);
      if (size?.kind !== 'integer' || Number(size.text) >= TOO_FEW) return [];
      return [
        { about: [call.node], what: `make a key of ${BITS} bits`, changes: [replace(size, String(BITS))] },
      ];
    }),
};
