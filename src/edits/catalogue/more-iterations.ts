import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';
import { together } from '../kit/together.ts';

/** What OWASP asks for with SHA-256 (Password Storage Cheat Sheet, 2023). */
const ENOUGH = 600_000;

const iterationsOf = ({ name, args, keywords }: Call): Node | undefined => {
  if (name === 'hashlib.pbkdf2_hmac' || /\.PBKDF2HMAC$/.test(name ?? ''))
    return keywords.get('iterations')?.value ?? args[3];
  if (/\.KDF\.PBKDF2$/.test(name ?? '')) return keywords.get('count')?.value ?? args[3];
  return undefined;
};

const siteAt = (call: Call): EditSite | undefined => {
  const given = iterationsOf(call);
  const number = given?.kind === 'integer' ? Number(given.text.replaceAll('_', '')) : ENOUGH;
  if (given === undefined || number >= ENOUGH) return undefined;
  return {
    about: [call.node],
    what: 'take 600,000 rounds for each password',
    changes: [replace(given, '600_000')],
  };
};

/**
 * PBKDF2 takes 600,000 rounds where it took a smaller fixed number, so that passwords cannot be tried quickly; in
 * all places at once, since what one makes another checks. Hashes are other ones: those that were stored must be made
 * anew.
 */
export const moreIterations: Edit = {
  id: 'more-iterations',
  title: 'Make passwords slow to try',
  cwes: [916],
  keeps: 'purpose',
  sites: (source) => together(callsIn(source).flatMap((call) => siteAt(call) ?? [])),
};
