import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BifocalError } from '../../core/errors.ts';
import type { ScannerFamily } from '../family.ts';
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
export const bearerRules: ScannerFamily = {
  id: 'bearer',
  title: 'Bearer with rules of your choice',
  argument: 'a folder of rules, as in bearer:bearer-rules/rules',
  open(argument) {
    const folder = resolve(argument);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new BifocalError(
        'BIFOCAL_USAGE',
        `${argument} is no folder`,
        'name a folder with rules of Bearer',
      );
    }
    const name = basename(folder);
    return bearerScanner({
      id: `bearer:${name}`,
      title: `Bearer, with the rules of ${name}`,
      folder,
      languages: BEARER_LANGUAGES,
    });
  },
};
