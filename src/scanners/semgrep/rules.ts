import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import type { Rule } from '../scanner.ts';

/** The languages that the engine reads without Semgrep's commercial extension, by their names in rules. */
const LANGUAGE_OF: Readonly<Record<string, Language>> = {
  python: 'python',
  python3: 'python',
  py: 'python',
  javascript: 'javascript',
  js: 'javascript',
  typescript: 'typescript',
  ts: 'typescript',
  java: 'java',
  go: 'go',
  golang: 'go',
  c: 'c',
  cpp: 'cpp',
  'c++': 'cpp',
  php: 'php',
  ruby: 'ruby',
  rust: 'rust',
};

/** What Semgrep can scan; what a set of rules covers may be less. */
export const SEMGREP_LANGUAGES: readonly Language[] = [...new Set(Object.values(LANGUAGE_OF))];

/** Names of rules that look at text, whatever its language. */
const TEXT = new Set(['generic', 'regex', 'none']);

/** Modes that the engine passes over in silence: the Python program around it runs the first, none the second. */
const OTHER_MODES = new Set(['join', 'extract']);

const ruleSchema = z.looseObject({
  id: z.string(),
  languages: z.array(z.string()),
  mode: z.string().optional(),
  metadata: z.looseObject({ cwe: z.unknown().optional() }).optional(),
});
type SemgrepRule = z.infer<typeof ruleSchema>;

const fileSchema = z.object({ rules: z.array(ruleSchema) });

/** The rules below a folder; `hash` tells them from any others. */
export type RuleSet = { readonly rules: readonly SemgrepRule[]; readonly hash: string };

/**
 * Reads all rules below a folder: YAML files with a list `rules`; others are not for Semgrep. Tests of rules
 * (`.test.yaml`, `.fixed.yaml`) and hidden folders are passed over, and so are rules for languages or modes that the
 * engine does not have. A rule in a sub-folder has its path before its id, as Semgrep does it: `python.flask.debug`.
 */
export const readRuleSet = async (folder: string): Promise<Outcome<RuleSet>> => {
  const rules: SemgrepRule[] = [];
  try {
    for (const { path, prefix } of await ruleFiles(folder)) {
      const read = readRuleFile(await readFile(path, 'utf8'));
      if (read.status === 'unknown') return unknown(`${path}: ${read.reason}`);
      rules.push(...read.value.filter(runnable).map((rule) => ({ ...rule, id: prefix + rule.id })));
    }
  } catch (error) {
    return unknown(`the rules cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (rules.length === 0) return unknown(`there is no Semgrep rule in ${folder}`);
  const hash = createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12);
  return ok({ rules, hash });
};

const ruleFiles = async (folder: string) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .flatMap(({ name, parentPath }) => {
      const parts = relative(folder, parentPath).split(sep).filter(Boolean);
      if (!/(?<!\.(test|fixed))\.ya?ml$/.test(name)) return [];
      if ([...parts, name].some((part) => part.startsWith('.'))) return [];
      return [{ path: join(parentPath, name), prefix: parts.map((part) => `${part}.`).join('') }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
};

/** The rules of a file; none where it is some other YAML, or a template of such. */
const readRuleFile = (text: string): Outcome<readonly SemgrepRule[]> => {
  let yaml: unknown;
  try {
    yaml = parse(text, { maxAliasCount: 10_000 });
  } catch (error) {
    const [said] = String(error).split('\n');
    return /^rules\s*:/m.test(text) ? unknown(`not YAML: ${said}`) : ok([]);
  }
  if (typeof yaml !== 'object' || yaml === null || !('rules' in yaml)) return ok([]);
  const file = fileSchema.safeParse(yaml);
  return file.success ? ok(file.data.rules) : unknown(z.prettifyError(file.error).replace(/\s+/g, ' '));
};

const runnable = ({ languages, mode }: SemgrepRule): boolean =>
  !OTHER_MODES.has(mode ?? '') &&
  languages.some((name) => TEXT.has(name.toLowerCase()) || name.toLowerCase() in LANGUAGE_OF);

const isFor = ({ languages }: SemgrepRule, wanted: ReadonlySet<Language>): boolean =>
  languages.some((name) => {
    const language = LANGUAGE_OF[name.toLowerCase()];
    return TEXT.has(name.toLowerCase()) || (language !== undefined && wanted.has(language));
  });

/** The rules that some of these languages need. */
export const rulesFor = ({ rules }: RuleSet, languages: Iterable<Language>): readonly SemgrepRule[] => {
  const wanted = new Set(languages);
  return rules.filter((rule) => isFor(rule, wanted));
};

/** The rules by id, with their CWEs; rules of one id are one. */
export const listRules = ({ rules }: RuleSet): Rule[] =>
  [...Map.groupBy(rules, ({ id }) => id)].map(([id, same]) => ({
    id,
    cwes: cwesIn(same.map(({ metadata }) => metadata?.cwe)),
  }));

/** The CWE ids, ascending, in `metadata.cwe`: "CWE-89", "CWE-89: SQL Injection", or a list of such. */
export const cwesIn = (value: unknown): number[] => {
  const texts = [value].flat(3).filter((item) => typeof item === 'string');
  const ids = texts.flatMap((text) =>
    [...text.matchAll(/\bCWE-0*([1-9]\d{0,4})\b/gi)].map(([, id]) => Number(id)),
  );
  return [...new Set(ids)].sort((a, b) => a - b);
};
