import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { bearerEnvironment, bearer as tool } from '../../toolchain/bearer.ts';
import { programScanner } from '../kit/program-scanner.ts';
import type { Scanner } from '../scanner.ts';
import { canaryRules, prepare } from './canary.ts';
import { bearerReportSchema, readBearerReport } from './report.ts';
import { readRuleFolder } from './rule-folder.ts';

/** The same for every scan: no rules and no settings but ours, every severity, no skipped tests, no cache. */
const OPTIONS = [
  '--report=security',
  '--format=json',
  '--scanner=sast',
  '--severity=critical,high,medium,low,warning',
  '--disable-default-rules',
  '--disable-version-check',
  '--disable-domain-resolution',
  '--skip-test=false',
  '--ignore-git',
  '--force',
  '--quiet',
  '--hide-progress-bar',
  '--no-color',
  '--exit-code=0',
];

/** Bearer with the rules of a folder. */
export const bearerScanner = (options: {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly languages: readonly Language[];
}): Scanner =>
  programScanner({
    ...options,
    role: 'security',
    standard: false,
    tools: ['bearer'],
    tool,
    batch: 500,
    /** Of Bearer's own word (about 100 files a second) sixteen times as much; not measured. */
    patience: { start: 60_000, perByte: 0.2 },

    async version(tool) {
      const rules = await readRuleFolder(options.folder);
      return rules.status === 'ok' ? ok(`${tool}, ${rules.value.version}`) : rules;
    },

    async rules() {
      const rules = await readRuleFolder(options.folder);
      if (rules.status === 'unknown') return rules;
      const reported = rules.value.files.filter(({ reported }) => reported);
      return ok(reported.map(({ id, cwes }) => ({ id, cwes })));
    },

    neutralise: prepare,

    async scanFiles({ files, folder, paths, execute }) {
      const rules = await readRuleFolder(options.folder);
      if (rules.status === 'unknown') return ok(files.map(() => rules));
      const ruleFiles = rules.value.files;
      const canaries = canaryRules(files.map(({ language }) => language));
      await writeRules(join(folder, 'rules'), [...ruleFiles.map(({ text }) => text), ...canaries]);
      const temporary = join(folder, 'temporary');
      await mkdir(temporary);
      const report = join(folder, 'report.json');
      // The folder's path is said from here: a comma in it would end it.
      const run = await execute(
        paths.bearer,
        ['scan', '.', ...OPTIONS, '--external-rule-dir=../rules', `--output=${report}`],
        { success: [0], env: { ...bearerEnvironment(), TMPDIR: temporary } },
      );
      if (run.status === 'unknown') return run;
      const read = bearerReportSchema.safeParse(await readJson(report));
      if (!read.success) return unknown('Bearer wrote no report');
      const covered = new Set(ruleFiles.flatMap(({ languages, reported }) => (reported ? languages : [])));
      const outcomes = readBearerReport(read.data, files);
      return ok(
        files.map(({ language }, index) =>
          covered.has(language)
            ? (outcomes[index] ?? unknown('Bearer gave no answer'))
            : unknown(`none of the rules is for ${language}`),
        ),
      );
    },
  });

const writeRules = async (folder: string, texts: readonly string[]): Promise<void> => {
  await mkdir(folder);
  await Promise.all(texts.map((text, index) => writeFile(join(folder, `${index}.yml`), text)));
};

/** `undefined`: none. Where it sees nothing that it has rules for, Bearer writes prose in its place. */
const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
};
