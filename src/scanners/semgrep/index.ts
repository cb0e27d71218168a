import { fileURLToPath } from 'node:url';
import { ruleFolderFamily } from '../kit/rule-folder.ts';
import { SEMGREP_LANGUAGES } from './rules.ts';
import { semgrepScanner } from './scanner.ts';

/** The same place from the sources and from the built package. */
const OUR_RULES = fileURLToPath(new URL('../../../rules/semgrep', import.meta.url));

/**
 * Semgrep with rules of ours, some for each language: its registry is a service, and the community's rules may not be
 * passed on with other software.
 *
 * The engine is run directly. The Python program around it, the `semgrep` of PyPI, takes 1.7 s to start and finds the
 * same; the engine takes 0.15 s, once for 2,000 samples. A process that stays, such as Semgrep's language server, has
 * nothing left to save.
 */
export const semgrep = semgrepScanner({
  id: 'semgrep',
  title: 'Semgrep',
  languages: ['python', 'javascript', 'typescript', 'java', 'go', 'c', 'cpp', 'php', 'ruby'],
  folder: OUR_RULES,
});

/** Semgrep with a person's own rules. */
export const semgrepWith = ruleFolderFamily({ id: 'semgrep', title: 'Semgrep' }, (rules) =>
  semgrepScanner({ ...rules, languages: SEMGREP_LANGUAGES }),
);
