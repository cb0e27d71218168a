import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { BifocalError } from '../core/errors.ts';
import { type Finding, type ScannerRole, scannerRoleSchema } from '../core/finding.ts';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import { languageSchema } from '../core/task.ts';
import { languages as LANGUAGES } from '../languages/index.ts';
import { askProgram, findProgram, isStartable } from '../toolchain/programs.ts';
import { systemTool } from '../toolchain/system-tool.ts';
import type { ScannerFamily } from './family.ts';
import { programScanner, type SourceFile } from './kit/program-scanner.ts';
import { readSarifReport } from './kit/sarif-report.ts';
import type { Scanner } from './scanner.ts';

/** A scanner by configuration alone: any command that writes SARIF 2.1.0 about the files of a folder. */
export const sarifCommandSchema = z.strictObject({
  command: z
    .array(z.string())
    .min(1)
    .describe(
      'a program (absolute, or on the PATH) and its arguments; {sources} is the folder of the code, {output} the file for the log. Without {output} the log is read from standard output',
    ),
  languages: z.array(languageSchema).min(1),
  version: z.array(z.string()).min(1).optional().describe('a command that prints the version'),
  role: scannerRoleSchema.exclude(['judge']).default('security'),
  success: z
    .array(z.int().nonnegative())
    .min(1)
    .default([0, 1])
    .describe('exit codes of a run that did its work, whether or not it found something'),
  neutralise: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'words of suppression comments, in any case, that are blotted out wherever they stand in the code',
    ),
  unread: z
    .array(z.string())
    .default([])
    .describe('rules whose results mean that the file could not be read: it is then unknown'),
  env: z
    .array(z.string().min(1))
    .default([])
    .describe('variables of your environment that it gets besides the PATH and the language'),
  batch: z.int().positive().default(500).describe('files in one run'),
  patience: z.number().positive().default(300).describe('seconds that a run may take'),
});

/** What a configuration says of a command; what has a default may be left out. */
export type SarifCommand = z.input<typeof sarifCommandSchema>;

/**
 * The scanner of a configured command. It runs in a private folder, with a home of its own, and gets of the environment
 * only what it asks for.
 *
 * @throws BifocalError BIFOCAL_CONFIG if the configuration is not a {@link SarifCommand}
 */
export const sarifCommand = (name: string, configuration: SarifCommand): Scanner => {
  const parsed = sarifCommandSchema.safeParse(configuration);
  if (!parsed.success) {
    throw new BifocalError(
      'BIFOCAL_CONFIG',
      `the command "${name}" is not well described: ${z.prettifyError(parsed.error)}`,
      'see docs/scanners.md for what a command may say',
    );
  }
  const { command, languages, version, role, success, neutralise, unread, env, batch, patience } =
    parsed.data;
  const [program = '', ...args] = command;
  const title = `command ${name}`;
  const words = neutralise.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const directives = words === '' ? undefined : new RegExp(words, 'gi');

  return programScanner({
    id: `command:${name}`,
    title,
    role,
    standard: false,
    languages,
    tools: [],
    tool: systemTool({
      id: `command-${name}`,
      title,
      without: `the scanner command:${name} does not run`,
      absence: `there is no program ${program}`,
      hint: 'install it, or mend its command in bifocal.config.ts',
      async find() {
        const path = await locate(program);
        return path === undefined ? undefined : { version: 'unknown version', paths: { program: path } };
      },
    }),
    batch,
    patience: { start: patience * 1000, perByte: 0 },
    rules: async () => unknown('a command does not list its rules'),
    /** The configuration decides what is found, as much as the program does. */
    async version() {
      const settings = createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex').slice(0, 8);
      if (version === undefined) return ok(`unknown version, command ${settings}`);
      const [file = '', ...rest] = version;
      const path = await locate(file);
      const said = path && (await askProgram(path, ...rest));
      const [line] = said?.trim().split('\n') ?? [];
      return line ? ok(`${line}, command ${settings}`) : unknown(`${version.join(' ')} tells no version`);
    },
    ...(directives && {
      neutralise: (code: string) => code.replace(directives, (word) => '_'.repeat(word.length)),
    }),

    async scanFiles({ files, sources, folder, paths, execute }) {
      const output = join(folder, 'log.sarif');
      const run = await execute(
        paths.program,
        args.map((arg) => arg.replaceAll('{sources}', sources).replaceAll('{output}', output)),
        { success, env: Object.fromEntries(env.map((name) => [name, process.env[name]])) },
      );
      if (run.status === 'unknown') return run;
      const writes = args.some((arg) => arg.includes('{output}'));
      const log = writes ? await readFile(output, 'utf8').catch(() => undefined) : run.value.stdout;
      if (log === undefined) return unknown(`${title} wrote no log`);
      const read = readSarifReport(log, files, { title });
      if (read.status === 'unknown') return read;
      return ok(
        files.map((file, index) => {
          const outcome = read.value[index] ?? unknown(`${title} gave no answer`);
          return judgeable(withoutUnread(outcome, unread), file, role);
        }),
      );
    },
  });
};

const withoutUnread = (outcome: Outcome<Finding[]>, rules: readonly string[]): Outcome<Finding[]> => {
  if (outcome.status === 'unknown') return outcome;
  const error = outcome.value.find(({ rule }) => rules.includes(rule));
  return error ? unknown(`${error.rule}: ${error.message}`) : outcome;
};

/** A scanner of security cannot judge a file that does not parse, whatever it says of it; to others that is a defect. */
const judgeable = (
  outcome: Outcome<Finding[]>,
  { language, code }: SourceFile,
  role: ScannerRole,
): Outcome<Finding[]> => {
  if (outcome.status === 'unknown' || role !== 'security') return outcome;
  return LANGUAGES[language].parses?.(code) === false ? unknown('the code does not parse') : outcome;
};

const locate = async (program: string): Promise<string | undefined> => {
  if (!isAbsolute(program)) return findProgram(program);
  return (await isStartable(program)) ? program : undefined;
};

/** `--scanners command:NAME`: the command of that name in the configuration. */
export const sarifCommands: ScannerFamily = {
  id: 'command',
  title: 'A command of your own that writes SARIF',
  argument: 'its name among the `commands` of bifocal.config.ts',
  open(name, { commands = {} }) {
    const configuration = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (configuration) return sarifCommand(name, configuration);
    const known = Object.keys(commands);
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `no command is called "${name}"`,
      known.length > 0
        ? `choose from: ${known.join(', ')}`
        : 'describe it under `commands` in bifocal.config.ts',
    );
  },
};
