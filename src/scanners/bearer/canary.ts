import type { Language } from '../../core/task.ts';

/**
 * Bearer says nothing of files that it left out: too large, taken for minified, too slow, a worker that died. So each
 * file gets one more statement, and there is a rule for it: where this is not reported, the file was not scanned.
 */
type Canary = {
  /** The language as Bearer's rules name it. */
  readonly language: string;
  readonly statement: string;
  readonly pattern: string;
};

const CALL = 'bifocal_scanned()';

const SCRIPT: Canary = { language: 'javascript', statement: `;${CALL};`, pattern: CALL };

const CANARIES: Readonly<Partial<Record<Language, Canary>>> = {
  python: { language: 'python', statement: CALL, pattern: CALL },
  javascript: SCRIPT,
  typescript: SCRIPT,
  java: {
    language: 'java',
    statement: `class BifocalScanned { void scanned() { ${CALL}; } }`,
    pattern: CALL,
  },
  go: { language: 'go', statement: `func bifocalScanned() { ${CALL} }`, pattern: CALL },
  php: { language: 'php', statement: `?><?php ${CALL};`, pattern: `${CALL};` },
  ruby: { language: 'ruby', statement: CALL, pattern: CALL },
};

const RULE = 'bifocal_canary';

/** Whether a rule is one of those that only show that a file was scanned. */
export const isCanary = (rule: string): boolean => rule.startsWith(`${RULE}_`);

/** Rules that report the added statement in these languages, as texts of rule files (JSON is YAML, too). */
export const canaryRules = (languages: Iterable<Language>): string[] =>
  [...new Set([...languages].flatMap((language) => CANARIES[language] ?? []))].map(({ language, pattern }) =>
    JSON.stringify({
      languages: [language],
      patterns: [pattern],
      severity: 'warning',
      metadata: {
        id: `${RULE}_${language}`,
        description: 'The file was scanned.',
        remediation_message: '',
        cwe_id: [],
      },
    }),
  );

/** Languages in which a lone CR ends a line. To tree-sitter, whose lines Bearer reports, only LF does. */
const ENDED_BY_CR: ReadonlySet<Language> = new Set(['python', 'javascript', 'typescript', 'java']);

const DISABLE = /bearer:disable/g;

/** With a blank line before it: a script without any is taken for minified. */
const ending = (language: Language): string => `\n\n${CANARIES[language]?.statement ?? ''}\n`;

/**
 * The program as Bearer gets it: its suppression comments mean nothing, each line ends where the language says, and
 * the canary stands behind it. No line or column of the program moves.
 */
export const prepare = (code: string, language: Language): string => {
  const text = code.replace(/^\uFEFF/, '').replace(DISABLE, 'bearer:_______');
  return (ENDED_BY_CR.has(language) ? text.replace(/\r(?!\n)/g, '\n') : text) + ending(language);
};

/** The program without its canary. */
export const programOf = (prepared: string, language: Language): string =>
  prepared.slice(0, -ending(language).length);

/** The line of the canary. */
export const canaryLine = (prepared: string): number => prepared.split('\n').length - 1;
