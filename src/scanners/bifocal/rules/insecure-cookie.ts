import { isSecretName } from '../../../knowledge/names.ts';
import type { Call } from '../flow/events.ts';
import type { Rule } from '../rule.ts';
import { isSet } from '../taint.ts';

const SESSION = /session|^sid$|jwt|remember|auth/i;

/** A cookie that lets whoever has it in. */
const judge = (call: Call): boolean => {
  const { method, args, keywords, splat, name } = call;
  if (method !== 'set_cookie' || splat || /^self\./.test(name)) return false;
  const cookie = (keywords.get('key') ?? args[0])?.constant;
  const isTelling = typeof cookie === 'string' && (SESSION.test(cookie) || isSecretName(cookie));
  return isTelling && !(isGiven(call, 'secure') && isGiven(call, 'httponly'));
};

const isGiven = (call: Call, keyword: string): boolean =>
  call.keywords.has(keyword) && !isSet(call, keyword, false) && !isSet(call, keyword, null);

export const insecureCookie: Rule = {
  id: 'py/insecure-cookie',
  cwes: [614, 1004],
  severity: 'medium',
  confidence: 'medium',
  message:
    'This cookie can be read on the wire or by scripts. Pass secure=True, httponly=True and samesite="Lax".',
  on: { call: judge },
};
