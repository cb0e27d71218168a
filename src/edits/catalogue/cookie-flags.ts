import { isSecretName } from '../../knowledge/names.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { addArgument, type Call, callsIn, replace } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';
import type { Source } from '../source.ts';

const SESSION = /session|^sid$|jwt|remember|auth/i;

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const { method, args, keywords, splat } = call;
  const name = (keywords.get('key')?.value ?? args[0])?.text.slice(1, -1) ?? '';
  if (method !== 'set_cookie' || splat || !(SESSION.test(name) || isSecretName(name))) return undefined;
  const isMissing = (flag: string): boolean => !keywords.has(flag);
  const off = ['secure', 'httponly'].flatMap((flag) => {
    const value = keywords.get(flag)?.value;
    return value && /^(False|None)$/.test(value.text) ? [value] : [];
  });
  const added = [
    ...['secure', 'httponly'].filter(isMissing).map((flag) => `${flag}=True`),
    ...['samesite'].filter(isMissing).map((flag) => `${flag}=${quote(source, 'Lax')}`),
  ];
  const changes: TextChange[] = off.map((value) => replace(value, 'True'));
  if (added.some((flag) => !flag.startsWith('samesite')) || off.length > 0) {
    if (added.length > 0) changes.push(addArgument(call, added.join(', ')));
    return {
      about: [call.node],
      what: 'keep the cookie from scripts, other sites and open networks',
      changes,
    };
  }
  return undefined;
};

/**
 * `set_cookie("session", ...)` gets `secure=True`, `httponly=True` and `samesite="Lax"`, where they are missing: the
 * cookie is then neither sent over plain HTTP nor read by scripts. Pages served without TLS no longer get it back.
 */
export const cookieFlags: Edit = {
  id: 'cookie-flags',
  title: 'Protect cookies that let somebody in',
  cwes: [614, 1004, 1275],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
