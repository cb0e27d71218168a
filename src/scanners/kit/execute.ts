import { execa } from 'execa';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';

/** How a scanner's program ended. Both outputs are read as UTF-8. */
export type Execution = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

export type ExecutionOptions = {
  readonly cwd: string;
  /** In place of the user's home and caches: nothing of theirs takes part, and nothing is left there. */
  readonly home: string;
  /** On top of the clean environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  /** Exit codes of a run that did its work, whether or not it found something. */
  readonly success: readonly number[];
  /** Milliseconds. */
  readonly timeout: number;
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
  { cwd, home, env, stdin, success, timeout, signal }: ExecutionOptions,
): Promise<Outcome<Execution>> => {
  signal?.throwIfAborted();
  const result = await execa(file, args, {
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
  if (exitCode === undefined) {
    return unknown(`${title} crashed: ${result.originalMessage ?? result.shortMessage}`);
  }
  if (success.includes(exitCode)) return ok({ exitCode, stdout, stderr });
  const [said = ''] = stderr.trimEnd().split('\n').slice(-1);
  return unknown(`${title} ended with exit code ${exitCode}${said && `: ${said.slice(0, 200)}`}`);
};

/** Settings and caches below the user's home are any program's to write; so are Python's and Node's variables. */
const cleanEnvironment = (home: string): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PYTHON|NODE_|npm_)/i.test(name))),
  HOME: home,
  USERPROFILE: home,
  LOCALAPPDATA: home,
  XDG_CACHE_HOME: home,
  XDG_CONFIG_HOME: home,
});
