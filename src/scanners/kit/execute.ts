import { execa } from 'execa';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';

/** How a scanner's program ended. Both outputs are read as UTF-8. */
export type Execution = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

export type ExecutionOptions = {
  readonly cwd: string;
  /** In place of the user's home, caches and temporary files: nothing of theirs takes part, and nothing is left there. */
  readonly home: string;
  /** On top of the few variables that are passed on; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  /** Exit codes of a run that did its work, whether or not it found something. */
  readonly success: readonly number[];
  /** Milliseconds. */
  readonly timeout: number;
  /** Mebibytes of memory that it may address, where the system can limit that (not Windows, not macOS). */
  readonly memory?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

const MAX_OUTPUT = 512 * 1024 * 1024;

/**
 * Runs the program of a scanner, with all that it starts. Unknown where it does not start, crashes, takes too long or
 * ends with a code that means failure. Aborting rejects.
 */
export const execute = async (
  title: string,
  file: string,
  args: readonly string[],
  { cwd, home, env, stdin, success, timeout, memory, signal }: ExecutionOptions,
): Promise<Outcome<Execution>> => {
  signal?.throwIfAborted();
  const [program, ...rest] = memory === undefined ? [file, ...args] : limited(memory, file, args);
  const result = await execa(program, rest, {
    cwd,
    env: { ...cleanEnvironment(home), ...env },
    extendEnv: false,
    ...(stdin === undefined ? { stdin: 'ignore' } : { input: stdin }),
    stripFinalNewline: false,
    maxBuffer: MAX_OUTPUT,
    timeout,
    reject: false,
    killDescendants: true,
    ...(signal && { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  const { exitCode, stdout, stderr } = result;
  if (result.timedOut) return unknown(`${title} took more than ${Math.round(timeout / 1000)} s`);
  if (result.isMaxBuffer) return unknown(`${title} says too much`);
  if (exitCode === undefined) {
    return unknown(`${title} crashed: ${result.signal ?? result.originalMessage ?? result.shortMessage}`);
  }
  if (success.includes(exitCode)) return ok({ exitCode, stdout, stderr });
  const [said = ''] = stderr.trimEnd().split('\n').slice(-1);
  return unknown(`${title} ended with exit code ${exitCode}${said && `: ${said.slice(0, 200)}`}`);
};

/** A command that goes on as the program itself; a lower limit of the user's stays as it is. */
const limited = (memory: number, file: string, args: readonly string[]): [string, ...string[]] => {
  if (process.platform === 'win32') return [file, ...args];
  const limit = 'ulimit -v "$0"';
  return ['/bin/sh', '-c', `(${limit}) 2>&- && ${limit}; exec "$@"`, String(memory * 1024), file, ...args];
};

/**
 * What a program needs to start and to know the machine. Nothing else of the environment is its business: settings of
 * Python, Node, compilers and scanners would change what it finds, and it reads hostile code beside the user's keys.
 */
const NEEDED =
  /^(PATH|LANG|LC_\w+|TZ|(DY)?LD_LIBRARY_PATH|SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|ProgramData|ProgramFiles(\(x86\))?|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE)$/i;

/** `home` also takes what is cached, and what is left behind among temporary files. */
const cleanEnvironment = (home: string): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => NEEDED.test(name))),
  HOME: home,
  USERPROFILE: home,
  APPDATA: home,
  LOCALAPPDATA: home,
  XDG_CACHE_HOME: home,
  XDG_CONFIG_HOME: home,
  TMPDIR: home,
  TMP: home,
  TEMP: home,
});
