import { homedir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import PQueue from 'p-queue';
import type { TestReport } from '../core/case.ts';
import { BifocalError } from '../core/errors.ts';
import { chooseSandbox } from '../sandbox/index.ts';
import { findPython, pythonMissing } from '../toolchain/python.ts';
import { findHostToolchain } from './patch/host-toolchain.ts';
import { copyProject } from './patch/project.ts';
import { type CommandRun, type ProjectShell, type Replacement, runInProject } from './patch/project-shell.ts';

/** Tests that the user has, as one command. It decides by its exit code. */
export type TestCommand = {
  /** The sandbox and the level it reached. */
  readonly level: string;
  /**
   * Whether the command looks at a file: it fails if that is no code at all. A command that does not says nothing of
   * what becomes of the file.
   */
  covers(path: string): Promise<boolean>;
  /** The command's verdict on the project with another content of a file: one case. Aborting rejects. */
  run(replacement: Replacement, signal?: AbortSignal): Promise<TestReport>;
  /** From now on the project has this content of the file: what changes later is tested together with it. */
  keep(replacement: Replacement): Promise<void>;
};

export type TestCommandOptions = {
  readonly command: string;
  /** Absolute paths of the files that will be replaced. */
  readonly files: readonly string[];
  readonly cwd: string;
  /** A sandbox's id, or `auto`. */
  readonly sandbox: string;
  /** Longest time of one run. */
  readonly seconds: number;
  /** Folders of the host that the command may read, besides the project and the toolchain. */
  readonly visible: readonly string[];
  /** A private folder for the copy of the project. */
  readonly place: string;
  readonly notice: (message: string) => void;
  readonly signal: AbortSignal;
};

/** The oldest Python that a sandbox is proven with. */
const MINIMUM_PYTHON = '3.9';

/** How much longer than with the unchanged project the command may take, and how long at least. */
const SLOWNESS = 5;
const LEAST_SECONDS = 20;

/** No code of any language. */
const NO_CODE = '<<<< ((( this is no code ]]] >>>>\n';

/** Words of a failed command that are shown. */
const SHOWN_LINES = 15;

/**
 * Makes a test command ready: copies the project, and runs the command once without any change.
 *
 * @throws BifocalError BIFOCAL_USAGE if that fails, or there is no project; BIFOCAL_INPUT if it is too large;
 *   BIFOCAL_SANDBOX if nothing shuts the command in
 */
export const openTestCommand = async (options: TestCommandOptions): Promise<TestCommand> => {
  const { command, seconds, signal } = options;
  const shell = await openShell(options);
  const first = await runInProject(shell, command, { seconds, signal });
  if (first.outcome !== 'passed') throw failsAlready(command, first);
  const limit = Math.min(seconds, Math.max(LEAST_SECONDS, SLOWNESS * first.seconds));
  const known = new Map<string, Promise<CommandRun>>();
  const queue = new PQueue({ concurrency: 1 });
  const level = shell.choice.level;

  const runOnce = (replacement: Replacement, asked?: AbortSignal): Promise<CommandRun> => {
    const key = `${replacement.path}\n${replacement.content}`;
    const run =
      known.get(key) ??
      queue.add(() => runInProject(shell, command, { replacement, seconds: limit, signal: asked ?? signal }));
    known.set(key, run);
    run.catch(() => known.delete(key));
    return run;
  };

  return {
    level,
    covers: async (path) => (await runOnce({ path, content: NO_CODE })).outcome !== 'passed',
    async run(replacement, asked) {
      const isUnchanged = await shell.project.holds(replacement.path, replacement.content);
      const { outcome, message } = isUnchanged ? first : await runOnce(replacement, asked);
      const report = { sample: replacement.path, sandbox: level };
      if (outcome === 'lost') return { ...report, status: 'unknown', reason: message, cases: [] };
      return {
        ...report,
        status: 'ok',
        cases: [{ id: 'test command', kind: 'functional', outcome, trust: 'exit', message }],
      };
    },
    async keep({ path, content }) {
      known.clear();
      await shell.project.replace(path, content);
    },
  };
};

const openShell = async ({
  files,
  cwd,
  sandbox,
  visible,
  place,
  notice,
}: TestCommandOptions): Promise<ProjectShell> => {
  const project = await copyProject(files, cwd, place);
  const interpreter = await findInterpreter();
  const choice = await chooseSandbox(sandbox, interpreter);
  if (!choice.sandbox.mounts) notice('the test command runs WITHOUT a sandbox on this machine');
  const environments = project.packages.map((folder) => `${project.root}/${folder}`);
  const toolchain = await findHostToolchain(homedir(), project.root, environments);
  return {
    project,
    choice,
    interpreter,
    toolchain: { ...toolchain, visible: [...toolchain.visible, ...visible] },
  };
};

const findInterpreter = async () => {
  const python = await findPython(MINIMUM_PYTHON);
  if (python) return { python: python.executable, basePrefix: python.basePrefix, site: null };
  const { reason, hint } = pythonMissing(MINIMUM_PYTHON);
  throw new BifocalError('BIFOCAL_SANDBOX', `no sandbox can be tried: ${reason}`, hint);
};

const failsAlready = (command: string, { message }: CommandRun): BifocalError => {
  const lines = message.split('\n');
  const words = [...lines.slice(0, 1), ...lines.slice(1).slice(-SHOWN_LINES)].map(stripVTControlCharacters);
  return new BifocalError(
    'BIFOCAL_USAGE',
    `the test command fails already without any change: ${command}\n${words.map((line) => `  | ${line}`).join('\n')}`,
    'it runs on a copy of the project, without network, keys and ignored files; show it more folders with --test-visible, or mend it first',
  );
};
