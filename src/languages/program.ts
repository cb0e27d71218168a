import { lstat, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Interpreter } from '../sandbox/sandbox.ts';
import type { ToolId } from '../toolchain/index.ts';
import type { ToolState } from '../toolchain/tool.ts';

const MIB = 1024 * 1024;

/**
 * How one sample becomes a program and is run, as the runner reads it (`python/bifocal_runner/judging/workshop.py`). In
 * commands, files and environment `{build}` stands for the folder of the compiled sample and `{memory}` for the
 * sample's memory in MiB.
 */
export type ProgramRecipe = {
  /** The file that the sample is laid down as. */
  readonly source: string;
  /** Laid beside it: path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** The words that start a program of the toolchain, by the program's name: in the recipe and in tests alike. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Run once, in the build folder. Where a language has no compiler: a check of the syntax. */
  readonly compile: readonly (readonly string[])[];
  /** Run for each case, in an empty folder. */
  readonly run: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the language's runtime says where memory runs out. */
  readonly out_of_memory: readonly string[];
  /** Bytes that the runtime takes beside the sample's memory. */
  readonly overhead: number;
  /** Bytes of the first thread's stack; other threads get as much where they do not ask for less. */
  readonly stack: number;
};

/** What is here of a language's toolchain. */
export type ProgramState =
  | {
      readonly status: 'ready';
      readonly version: string;
      /** Folders and files of the host that must be readable inside the sandbox. */
      readonly visible: readonly string[];
      readonly recipe: (code: string) => ProgramRecipe;
    }
  | { readonly status: 'missing'; readonly reason: string; readonly hint: string };

export type ReadyProgram = Extract<ProgramState, { status: 'ready' }>;

/** How whole programs of a language are compiled and run. */
export type LanguageProgram = {
  /** Made ready before `probe` is asked. */
  readonly tools: readonly ToolId[];
  readonly probe: (interpreter: Interpreter) => Promise<ProgramState>;
};

/** A recipe that says only what is special. */
export const recipe = (
  special: Pick<ProgramRecipe, 'source' | 'commands' | 'compile' | 'run'> &
    Partial<Pick<ProgramRecipe, 'files' | 'env' | 'out_of_memory'>> & {
      readonly overheadMiB?: number;
      readonly stackMiB?: number;
    },
): ProgramRecipe => {
  const { overheadMiB = 0, stackMiB = 8, ...rest } = special;
  return {
    files: {},
    env: {},
    out_of_memory: [],
    ...rest,
    overhead: overheadMiB * MIB,
    stack: stackMiB * MIB,
  };
};

/** The search path for commands that call others, such as `sh -c "..."`. */
export const searchPath = (...programs: readonly string[]): string =>
  [...new Set([...programs.map((program) => dirname(program)), '/usr/local/bin', '/usr/bin', '/bin'])].join(
    ':',
  );

/** Passes on what is missing of a tool, or makes what is ready into a program. */
export const whenReady = async <Paths extends Record<string, string>>(
  state: ToolState<Paths>,
  make: (paths: Paths) => Promise<Omit<ReadyProgram, 'status' | 'version'>>,
): Promise<ProgramState> =>
  state.status === 'missing'
    ? state
    : { status: 'ready', version: state.version, ...(await make(state.paths)) };

/** These folders, and those in which the links in them end: distributions keep settings below `/etc`. */
export const withLinkedFolders = async (...folders: readonly string[]): Promise<string[]> => {
  const found = new Set<string>();
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => undefined);
    if (!names) continue;
    found.add(folder);
    for (const name of names) {
      const path = join(folder, name);
      if (!(await lstat(path)).isSymbolicLink()) continue;
      const target = await realpath(path).catch(() => undefined);
      if (target) found.add(dirname(target));
    }
  }
  return [...found];
};
