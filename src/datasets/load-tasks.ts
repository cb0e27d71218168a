import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';
import type { Task } from '../core/task.ts';
import { readRows } from '../io/read-rows.ts';
import { CORE_FOLDER, readTaskFolders } from './core.ts';
import type { Dataset } from './dataset.ts';
import { datasets } from './index.ts';
import { applyQuarantine, type Quarantined, readQuarantine } from './quarantine.ts';

/** What a file or a folder holds: tasks, and the lines or folders that are none. */
type Content = {
  readonly name: string;
  /** Whether it is the set that comes with the package. */
  readonly environment: Dataset['environment'];
  readonly tasks: readonly Task[];
  readonly problems: readonly Problem[];
};

/** The tasks of one set. */
export type TaskSet = Content & {
  /** What was left out because it says nothing of a sample (`tasks/quarantine/`). */
  readonly quarantined: readonly Quarantined[];
};

const SUFFIXES = ['.jsonl', '.jsonl.gz'];

const byName = (name: string): Dataset | undefined =>
  Object.values<Dataset>(datasets).find(({ id }) => id === name);

/** The environment that the tests of a set need. */
export const environmentOf = (tasks: readonly Task[]): Dataset['environment'] =>
  byName(tasks[0]?.dataset ?? '')?.environment ?? 'python-tests';

/** A set asked for by name lies in `$BIFOCAL_DATA` (or `data/`), under its own name. */
const findFile = (dataset: Dataset): string => {
  const folder = process.env.BIFOCAL_DATA ?? 'data';
  const file = SUFFIXES.map((suffix) => join(folder, dataset.id + suffix)).find(existsSync);
  if (file) return file;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `the tasks of ${dataset.title} are not at ${join(folder, `${dataset.id}.jsonl`)}`,
    `download them (${dataset.publication?.page}) and say --tasks ${dataset.id}=PATH, or set BIFOCAL_DATA to their folder`,
  );
};

const readFolder = async (folder: string, name: string): Promise<Content> => {
  const outcomes = await readTaskFolders(folder);
  return {
    name,
    environment: 'python-tests',
    tasks: outcomes.flatMap((outcome) => (outcome.status === 'ok' ? [outcome.value] : [])),
    problems: outcomes.flatMap((outcome) =>
      outcome.status === 'unknown' ? [{ where: folder, message: outcome.reason }] : [],
    ),
  };
};

const readFile = async (path: string, asked: Dataset | undefined): Promise<Content> => {
  const tasks = new Map<string, Task>();
  const problems: Problem[] = [];
  let dataset = asked;
  for await (const entry of readRows(path)) {
    const where = `${path}:${entry.line}`;
    if ('problem' in entry) {
      problems.push({ where, message: entry.problem });
      continue;
    }
    dataset ??= Object.values<Dataset>(datasets).find((known) => known.recognises(entry.row));
    const outcome = dataset?.toTask(entry.row);
    if (!outcome) problems.push({ where, message: 'the fields are not those of any known task set' });
    else if (outcome.status === 'unknown') problems.push({ where, message: outcome.reason });
    else if (tasks.has(outcome.value.id))
      problems.push({ where, message: `task ${outcome.value.id} is there twice` });
    else tasks.set(outcome.value.id, outcome.value);
  }
  return {
    name: dataset?.id ?? basename(path),
    environment: dataset?.environment ?? 'python-tests',
    tasks: [...tasks.values()],
    problems,
  };
};

/**
 * Loads tasks by `core`, a set's NAME, NAME=PATH, or the PATH of a file or a folder of tasks.
 *
 * @param quarantine whether what the set's list names is left out
 * @throws BifocalError BIFOCAL_INPUT if there is nothing there, or no task in it
 */
export const loadTasks = async (
  spec: string,
  { quarantine = true }: { readonly quarantine?: boolean } = {},
): Promise<TaskSet> => {
  const [head = '', ...rest] = spec.split('=');
  const dataset = byName(head);
  const path =
    rest.length > 0 ? rest.join('=') : dataset ? findFile(dataset) : spec === 'core' ? CORE_FOLDER : spec;
  if (!existsSync(path)) {
    const names = ['core', ...Object.keys(datasets)].join(', ');
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `there are no tasks at ${path}`,
      `name a set (${names}), a file or a folder`,
    );
  }
  const set = statSync(path).isDirectory()
    ? await readFolder(path, path === CORE_FOLDER ? 'core' : basename(path))
    : await readFile(path, dataset);
  if (set.tasks.length > 0)
    return { ...set, ...applyQuarantine(set.tasks, quarantine ? readQuarantine(set.name) : undefined) };
  const first = set.problems[0];
  const why = first ? ` (${first.where}: ${first.message})` : '';
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `no task could be read from ${path}${why}`,
    'see docs on task formats',
  );
};
