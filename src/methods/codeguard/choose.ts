import type { Finding } from '../../core/finding.ts';
import type { Language } from '../../core/task.ts';
import { type ConstraintEntry, constraintFiles } from './constraint-files.ts';
import type { Constraints } from './phrases.ts';

/** What we have against a weakness in a language; undefined: nothing. */
export const entryOf = (language: Language, cwe: number): ConstraintEntry | undefined =>
  constraintFiles()
    .filter(({ languages }) => languages.includes(language))
    .flatMap(({ entries }) => entries)
    .find(({ cwes }) => cwes.includes(cwe));

/** All that we have against some weaknesses, each said once. Undefined: nothing. */
export const constraintsFor = (language: Language, cwes: readonly number[]): Constraints | undefined => {
  const entries = new Set(cwes.flatMap((cwe) => entryOf(language, cwe) ?? []));
  if (entries.size === 0) return undefined;
  return {
    require: [...entries].flatMap(({ require }) => require.map(({ any }) => any)),
    forbid: [...new Set([...entries].flatMap(({ forbid }) => forbid.flatMap(({ any }) => any)))],
  };
};

/** The weaknesses that findings are about: of each finding, the most telling one that we have something against. */
export const cwesOf = (language: Language, findings: readonly Finding[]): number[] => [
  ...new Set(
    findings.flatMap(
      ({ cwes }) => cwes.find((cwe) => entryOf(language, cwe) !== undefined) ?? cwes.slice(0, 1),
    ),
  ),
];
