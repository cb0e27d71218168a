import type { Node } from '../../syntax/python.ts';
import type { Edit } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';

/** What OWASP asks for with SHA-256 (Password Storage Cheat Sheet, 2023). */
const ENOUGH = 600_000;

const iterationsOf = ({ name, args, keywords }: Call): Node | undefined => {
  if (name === 'hashlib.pbkdf2_hmac' || /\.PBKDF2HMAC$/.test(name ?? ''))
    return keywords.get('iterations')?.value ?? args[3];
  if (/\.KDF\.PBKDF2$/.test(name ?? '')) return keywords.get('count')?.value ?? args[3];
  return undefined;
};

/**
 * PBKDF2 takes 600,000 rounds where it took a smaller fixed number, so that passwords cannot be tried quickly. Hashes
 * are other ones: those that were stored must be made anew.
 */
export const moreIterations: Edit = {
  id: 'more-iterations',
  title: 'Make passwords slow to try',
  cwes: [916],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source).flatMap((call) => {
      const given = iterationsOf(call);
      const number = given?.kind === 'integer' ? Number(given.text.replaceAll('_', '')) : ENOUGH;
      if (given === undefined || number >= ENOUGH) return [];
      const changes = [replace(given, '600_000')];
      return [{ about: [call.node], what: 'take 600,000 rounds for each password', changes }];
    }),
};
