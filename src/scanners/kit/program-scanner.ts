import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { languages as LANGUAGES } from '../../languages/index.ts';
import type { Tool } from '../../toolchain/tool.ts';
import type { ScanInput, Scanner } from '../scanner.ts';
import { type Execution, type ExecutionOptions, execute } from './execute.ts';
import { isolateFailures } from './isolate.ts';
import { inPrivateFolder } from './private-folder.ts';
import { scanReadable } from './readable.ts';

/** A sample as a file in the batch's folder; `name` is relative to it. */
export type SourceFile = { readonly name: string; readonly language: Language; readonly code: string };

/** What a scanner has at hand for one batch. */
export type Batch<Paths> = {
  readonly files: readonly SourceFile[];
  /** Holds the files and nothing else; the current folder of what is executed. */
  readonly sources: string;
  /** For reports, settings, databases; removed with all it holds when the batch is done. */
  readonly folder: string;
  readonly paths: Paths;
  readonly signal: AbortSignal | undefined;
  execute(
    file: string,
    args: readonly string[],
    options: Pick<ExecutionOptions, 'success' | 'env' | 'stdin'>,
  ): Promise<Outcome<Execution>>;
};

export type ProgramScannerOptions<Paths extends Record<string, string>> = Pick<
  Scanner,
  'id' | 'title' | 'role' | 'standard' | 'languages' | 'tools' | 'batch' | 'rules'
> & {
  readonly tool: Tool<Paths>;
  /** How long a batch may take: milliseconds to start, and for each byte of code. */
  readonly patience: { readonly start: number; readonly perByte: number };
  /** As in {@link ExecutionOptions}: a small program can ask for all there is. Absent: it limits itself. */
  readonly memory?: number;
  /** The version where that of the tool does not tell all: its rules, its settings. */
  readonly version?: (tool: string, paths: Paths) => Outcome<string> | Promise<Outcome<string>>;
  /** Takes the meaning from suppression comments, where the program has no option for it; moves no line or column. */
  readonly neutralise?: (code: string, language: Language) => string;
  /**
   * Runs the program once over all files; answers for each, in order. Unknown: the run failed as a whole, and will be
   * tried again with less.
   */
  readonly scanFiles: (batch: Batch<Paths>) => Promise<Outcome<readonly Outcome<Finding[]>[]>>;
};

/**
 * A scanner that is a program. Each batch is one run over a private folder of files; a run that fails is repeated with
 * parts of them until the files at fault are alone. Where the program fails on an empty file, too, the fault is the machine's, and all is
 * unknown at once.
 */
export const programScanner = <Paths extends Record<string, string>>(
  options: ProgramScannerOptions<Paths>,
): Scanner => {
  const { id, title, role, standard, languages, tools, batch, rules, tool, version, neutralise } = options;

  const runBatch = async (
    paths: Paths,
    inputs: readonly Pick<ScanInput, 'language' | 'code'>[],
    signal: AbortSignal | undefined,
  ): Promise<Outcome<readonly Outcome<Finding[]>[]>> => {
    signal?.throwIfAborted();
    try {
      return await inPrivateFolder(tool.id, async (folder) => {
        const sources = join(folder, 'sources');
        const home = join(folder, 'home');
        const files = inputs.map(({ language, code }, index) => ({
          name: `${index}${LANGUAGES[language].extension}`,
          language,
          code: neutralise ? neutralise(code, language) : code,
        }));
        await Promise.all([mkdir(sources), mkdir(home)]);
        await Promise.all(files.map(({ name, code }) => writeFile(join(sources, name), code)));
        const bytes = files.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
        const timeout = options.patience.start + Math.ceil(options.patience.perByte * bytes);
        return options.scanFiles({
          files,
          sources,
          folder,
          paths,
          signal,
          execute: (file, args, more) =>
            execute(title, file, args, {
              cwd: sources,
              home,
              timeout,
              memory: options.memory,
              signal,
              ...more,
            }),
        });
      });
    } catch (error) {
      signal?.throwIfAborted();
      return unknown(`${title} could not be run: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    id,
    title,
    role,
    standard,
    languages,
    tools,
    batch,
    rules,

    async probe() {
      const state = await tool.probe();
      if (state.status === 'missing') return unknown(`${state.reason} (${state.hint})`);
      const said = version ? await version(state.version, state.paths) : ok(state.version);
      return said.status === 'ok' ? ok({ version: said.value }) : said;
    },

    scan: (inputs, signal) =>
      scanReadable({ title, languages }, inputs, async (readable) => {
        const state = await tool.probe();
        if (state.status === 'missing') {
          return readable.map(() => unknown(`${title} is missing: ${state.reason} (${state.hint})`));
        }
        let control: Promise<Outcome<unknown>> | undefined;
        return isolateFailures(readable, async (part) => {
          const outcome = await runBatch(state.paths, part, signal);
          if (outcome.status === 'ok') return outcome;
          const [{ language } = { language: languages[0] }] = part;
          control ??= language
            ? runBatch(state.paths, [{ language, code: '\n' }], signal)
            : Promise.resolve(ok(undefined));
          const works = await control;
          return works.status === 'ok' ? outcome : ok(part.map(() => unknown(works.reason)));
        });
      }),
  };
};
