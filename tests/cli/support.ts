import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Options, type ResultPromise } from 'execa';
import type { Manifest } from '../../src/core/run.ts';
import type { Scores } from '../../src/core/score.ts';
import type { Solutions } from '../../src/core/task.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const CORE = fileURLToPath(new URL('../../tasks/core', import.meta.url));

/** What `--json` prints of a run, as far as the tests look at it. */
export type RunJson = {
  readonly format: string;
  readonly folder: string;
  readonly scores: Scores;
  readonly unknowns: { readonly samples: number; readonly reasons: readonly { readonly reason: string }[] };
  readonly inputs: Manifest['inputs'];
  readonly omitted: readonly string[];
  readonly problems: readonly { readonly where: string; readonly message: string }[];
  readonly tasksWithoutSamples: number;
};

export type Finished = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

type Place = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it leads a process group of its own, as what is typed into a terminal does. */
  readonly group?: boolean;
};

/** The settings of whoever runs the tests take no part in them. */
const cleanEnvironment = (env: Place['env']): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(BIFOCAL_(?!HOME|PYTHON)|OPENAI_|NODE_OPTIONS|VITEST|FORCE_COLOR)/.test(name),
    ),
  ),
  ...env,
});

const processOptions = ({ cwd, env, group = false }: Place) =>
  ({
    cwd,
    env: cleanEnvironment(env),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    detached: group,
    stripFinalNewline: false,
  }) as const satisfies Options;

/** Starts the command line from its sources, as a process of its own. */
export const startCli = (
  args: readonly string[],
  place: Place,
): ResultPromise<ReturnType<typeof processOptions>> =>
  execa(process.execPath, [MAIN, ...args], processOptions(place));

/** Runs the command line to its end. */
export const cli = async (args: readonly string[], place: Place): Promise<Finished> => {
  const { exitCode = -1, stdout, stderr } = await startCli(args, place);
  return { exitCode, stdout, stderr };
};

/** The one JSON document that a command printed: fails if anything else is on stdout, or it did not end well. */
export const json = <T = RunJson>({ stdout, stderr, exitCode }: Finished, expected = 0): T => {
  if (exitCode !== expected) throw new Error(`exit code ${exitCode}:\n${stderr}${stdout}`);
  return JSON.parse(stdout) as T;
};

/** Names of the tasks of Bifocal Core, in its order. */
export const CORE_TASKS: readonly string[] = readdirSync(CORE).sort();

/** A known solution of a task of Bifocal Core. */
export const solution = (task: string, kind: keyof Solutions): string =>
  readFileSync(join(CORE, task, 'solutions', `${kind}.py`), 'utf8');

/** A row of a samples file: a control of a task. */
export const row = (task: string, kind: keyof Solutions, rest: Readonly<Record<string, unknown>> = {}) => ({
  task_id: `core/${task}`,
  solution: solution(task, kind),
  ...rest,
});

/** Writes rows as JSONL; a text is a line as it is. Returns the path. */
export const writeJsonl = (folder: string, name: string, rows: readonly unknown[]): string => {
  const path = join(folder, name);
  const lines = rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

export const readJsonl = <T = Record<string, unknown>>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

/** One number of a run: the value of a metric of a model (and method). */
export const metric = (run: Pick<RunJson, 'scores'>, key: string, model: string, method = 'base'): number => {
  const found = run.scores.rows.find((one) => one.model === model && one.method === method);
  const estimate = found?.metrics[key];
  if (!estimate) throw new Error(`no ${key} of ${model} (${method})`);
  return estimate.value;
};
