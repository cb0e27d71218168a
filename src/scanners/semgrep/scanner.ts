import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, ok, type Unknown, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { semgrep as tool } from '../../toolchain/semgrep.ts';
import { execute } from '../kit/execute.ts';
import { inPrivateFolder } from '../kit/private-folder.ts';
import { type Batch, programScanner } from '../kit/program-scanner.ts';
import type { Scanner } from '../scanner.ts';
import { failureIn, readSemgrepReport, type SemgrepReport, semgrepReportSchema } from './report.ts';
import { listRules, type RuleSet, readRuleSet, rulesFor } from './rules.ts';
import { unlessInvalid } from './syntax.ts';

/** Seconds for one rule on one file. Semgrep's own limit is 5; this one should stop none but hostile samples. */
const RULE_SECONDS = 20;

/** For checking thousands of rules, in milliseconds. */
const VALIDATION_MS = 300_000;

/**
 * One local file of rules and the current folder as the whole project: no registry, no metrics, no question for a
 * newer version, no `.semgrepignore`, no `.gitignore`, no `nosemgrep`, no limit of size. A rule that runs out of time
 * once makes the sample unknown, so the others need not try.
 */
const argumentsFor = (rules: string): string[] => [
  ...['scan', '--experimental', '--json', '--quiet', '--config', rules, '--no-rewrite-rule-ids'],
  ...['--metrics', 'off', '--disable-version-check', '--disable-nosem', '--project-root', '.'],
  ...['--jobs', '2', '--max-target-bytes', '0'],
  ...['--timeout', String(RULE_SECONDS), '--timeout-threshold', '1'],
  '.',
];

/** Exit code 2: Semgrep refuses a rule, and the report says which. */
const SUCCESS = [0, 2];

type Run = (rules: string) => ReturnType<Batch<{ osemgrep: string }>['execute']>;

/**
 * Semgrep with the rules below a folder. They are read once, and what is run is what was read: a file with those rules
 * that the languages of the batch need. The version tells Semgrep's own and a hash of all rules.
 */
export const semgrepScanner = ({
  id,
  title,
  languages,
  folder,
}: Pick<Scanner, 'id' | 'title' | 'languages'> & { readonly folder: string }): Scanner => {
  let reading: Promise<Outcome<RuleSet>> | undefined;
  let validation: Promise<Outcome<string>> | undefined;
  const readRules = () => (reading ??= readRuleSet(folder));

  const validate = async (osemgrep: string): Promise<Outcome<string>> => {
    const set = await readRules();
    if (set.status === 'unknown') return set;
    try {
      const report = await inPrivateFolder(tool.id, async (base) => {
        const [cwd, home] = [join(base, 'empty'), join(base, 'home')];
        await Promise.all([mkdir(cwd), mkdir(home)]);
        const options = { cwd, home, success: SUCCESS, timeout: VALIDATION_MS };
        return runOver(set.value, languages, base, (rules) =>
          execute(title, osemgrep, argumentsFor(rules), options),
        );
      });
      return report.status === 'ok' ? ok(set.value.hash) : report;
    } catch (error) {
      return unknown(`${title} could not be run: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return programScanner({
    id,
    title,
    role: 'security',
    standard: false,
    languages,
    tools: ['semgrep'],
    tool,
    batch: 1000,
    /** For our rules about twenty times what it takes on an idle core. */
    patience: { start: 120_000, perByte: 0.05 },
    memory: 4096,
    neutralise: plain,

    async rules() {
      const set = await readRules();
      return set.status === 'ok' ? ok(listRules(set.value)) : set;
    },

    async version(installed, { osemgrep }) {
      validation ??= validate(osemgrep);
      const hash = await validation;
      return hash.status === 'ok' ? ok(`${installed}+rules.${hash.value}`) : hash;
    },

    async scanFiles({ files, folder: base, paths, signal, execute }) {
      const set = await readRules();
      if (set.status === 'unknown') return set;
      const covers = (language: Language) => rulesFor(set.value, [language]).length > 0;
      const spoken = [...new Set(files.map(({ language }) => language))].filter(covers);
      if (spoken.length === 0) return ok(files.map(({ language }) => noRule(title, language)));
      const report = await runOver(set.value, spoken, base, (rules) =>
        execute(paths.osemgrep, argumentsFor(rules), { success: SUCCESS }),
      );
      if (report.status === 'unknown') return report;
      const said = readSemgrepReport(report.value, files);
      return ok(
        await unlessInvalid(
          files,
          files.map(({ language }, index) =>
            spoken.includes(language) ? (said[index] ?? noRule(title, language)) : noRule(title, language),
          ),
          signal,
        ),
      );
    },
  });
};

const noRule = (title: string, language: Language): Unknown =>
  unknown(`${title} has no rule for ${language}`);

/** Writes the rules that these languages need, runs Semgrep with them, reads its report. */
const runOver = async (
  set: RuleSet,
  languages: Iterable<Language>,
  folder: string,
  run: Run,
): Promise<Outcome<SemgrepReport>> => {
  const file = join(folder, 'rules.json');
  await writeFile(file, JSON.stringify({ rules: rulesFor(set, languages) }));
  const execution = await run(file);
  if (execution.status === 'unknown') return execution;
  const { stdout, stderr } = execution.value;
  const report = semgrepReportSchema.safeParse(readJson(stdout));
  if (!report.success) return unknown(`Semgrep wrote no report: ${stderr.trimEnd().split('\n').at(-1)}`);
  const failure = failureIn(report.data);
  return failure === undefined ? ok(report.data) : unknown(failure);
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const CR_ENDS_LINES: ReadonlySet<Language> = new Set(['python', 'javascript', 'typescript', 'java', 'php']);

/**
 * Semgrep finds nothing in the first line behind a byte order mark, and knows no line that ends at a lone CR: a
 * comment would go on over what the language sees as code.
 */
const plain = (code: string, language: Language): string => {
  const text = code.replace(/^\uFEFF/, '');
  return CR_ENDS_LINES.has(language) ? text.replace(/\r(?!\n)/g, '\n') : text;
};
