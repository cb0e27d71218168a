import { fileURLToPath } from 'node:url';
import { ruleFolderFamily } from '../kit/rule-folder.ts';
import { BEARER_LANGUAGES } from './rule-folder.ts';
import { bearerScanner } from './scanner.ts';

/** The rules that come with this package; from the sources and from the built package alike. */
export const BEARER_RULES = fileURLToPath(new URL('../../../rules/bearer', import.meta.url));

/**
 * Bearer with a small pack of rules of ours. Its maker's rules are fetched from the network while it scans, and under
 * another licence: whoever has them names their folder, `bearer:FOLDER`.
 */
export const bearer = bearerScanner({
  id: 'bearer',
  title: 'Bearer, with rules of Bifocal',
  folder: BEARER_RULES,
  languages: ['python'],
});

/** Bearer with somebody's rules: one's own, or a copy of Bearer's (https://github.com/Bearer/bearer-rules). */
export const bearerRules = ruleFolderFamily({ id: 'bearer', title: 'Bearer' }, (rules) =>
  bearerScanner({ ...rules, languages: BEARER_LANGUAGES }),
);
