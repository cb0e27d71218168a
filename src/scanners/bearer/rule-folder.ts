import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import type { Rule } from '../scanner.ts';

/** A file with a rule. `reported`: it is no helper of other rules, and not switched off. */
type RuleFile = Rule & {
  readonly text: string;
  readonly languages: readonly Language[];
  readonly reported: boolean;
};

/** `version` tells the number of rules that can be reported, and a hash of all files. */
export type RuleFolder = { readonly files: readonly RuleFile[]; readonly version: string };

/** What Bearer calls the languages, and the samples that its rules for each are applied to. */
const LANGUAGES: Readonly<Record<string, readonly Language[]>> = {
  python: ['python'],
  javascript: ['javascript', 'typescript'],
  java: ['java'],
  go: ['go'],
  php: ['php'],
  ruby: ['ruby'],
};

/** Languages that Bearer has rules for. */
export const BEARER_LANGUAGES: readonly Language[] = Object.values(LANGUAGES).flat();

/** The part of a rule that is used (https://docs.bearer.com/guides/custom-rule). */
const ruleSchema = z.object({
  type: z.string().optional(),
  disabled: z.boolean().optional(),
  languages: z.array(z.string()),
  metadata: z.object({
    id: z.string().min(1),
    cwe_id: z.array(z.coerce.number().int().positive()).nullish(),
  }),
});

/**
 * All rules of a folder, at any depth. Files that are no rules are passed over, as Bearer does. Unknown: the folder
 * cannot be read, a file is not YAML (Bearer then loads nothing), or there is no rule.
 */
export const readRuleFolder = async (folder: string): Promise<Outcome<RuleFolder>> => {
  try {
    const names = await yamlFiles(folder);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const files = texts.flatMap((text, index) => toRuleFile(text, names[index] ?? ''));
    const rules = files.filter(({ reported }) => reported).length;
    if (rules === 0) return unknown(`${folder} has no rule for Bearer`);
    const hash = createHash('sha256').update(JSON.stringify(files.map(({ text }) => text)));
    return ok({ files, version: `${rules} rules ${hash.digest('hex').slice(0, 12)}` });
  } catch (error) {
    return unknown(`the rules cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const yamlFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
};

const toRuleFile = (text: string, name: string): RuleFile[] => {
  const { data } = ruleSchema.safeParse(parsed(text, name));
  if (!data) return [];
  const { metadata, type, disabled = false } = data;
  return [
    {
      id: metadata.id,
      cwes: metadata.cwe_id ?? [],
      text,
      languages: data.languages.flatMap((language) => LANGUAGES[language] ?? []),
      reported: type !== 'shared' && !disabled,
    },
  ];
};

const parsed = (text: string, name: string): unknown => {
  try {
    return parse(text);
  } catch {
    throw new Error(`${name} is not YAML`);
  }
};
