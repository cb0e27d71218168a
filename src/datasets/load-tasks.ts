import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';
import type { Task } from '../core/task.ts';
import { dataFolder } from '../published/data-folder.ts';
import type { Publication } from '../published/publication.ts';
import { CORE_FOLDER, readTaskFolders } from './core.ts';
import type { Dataset } from './dataset.ts';
import { filesIn, findFiles } from './find-files.ts';
import { datasets } from './index.ts';
import { type Applied, applyQuarantine, quarantineOf } from './quarantine.ts';
import { readTasks } from './read-tasks.ts';

/** What files or a folder hold: tasks, and the lines or folders that are none. */
type Content = {
  readonly name: string;
  /** Whether it is the set that comes with the package. */
  readonly environment: Dataset['environment'];
  /** Of a set that is published. */
  readonly publication?: Publication;
  /** Under which it is published, or comes with the package. Undefined: not known. */
  readonly licence: string | undefined;
  readonly tasks: readonly Task[];
  readonly problems: readonly Problem[];
};

/** The tasks of one set. */
export type TaskSet = Content & Omit<Applied, 'tasks'>;

const byName = (name: string): Dataset | undefined =>
  Object.values<Dataset>(datasets).find(({ id }) => id === name);

/** Of Bifocal Core: that of the package. */
const CORE_LICENCE = 'Apache-2.0';

/** The environment that the tests of a set need. */
export const environmentOf = (tasks: readonly Task[]): Dataset['environment'] =>
  byName(tasks[0]?.dataset ?? '')?.environment ?? 'python-tests';

/** A set that was asked for by name alone. */
const pathsByName = (dataset: Dataset): readonly string[] => {
  const found = findFiles(dataset);
  if (found) return found.paths;
  const { id, title, publication } = dataset;
  const pull = publication?.files.length ? `bifocal tasks pull ${id}; or ` : '';
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `the tasks of ${title} are not in ${dataFolder()}`,
    `${pull}download them (${publication?.page ?? 'your own'}) and say --tasks ${id}=PATH`,
  );
};

const readFolder = async (folder: string): Promise<Content> => {
  const outcomes = await readTaskFolders(folder);
  return {
    name: folder === CORE_FOLDER ? 'core' : basename(folder),
    environment: 'python-tests',
    licence: folder === CORE_FOLDER ? CORE_LICENCE : undefined,
    tasks: outcomes.flatMap((outcome) => (outcome.status === 'ok' ? [outcome.value] : [])),
    problems: outcomes.flatMap((outcome) =>
      outcome.status === 'unknown' ? [{ where: folder, message: outcome.reason }] : [],
    ),
  };
};

const readFiles = async (paths: readonly string[], asked: Dataset | undefined): Promise<Content> => {
  const { dataset, tasks, problems } = await readTasks(paths, asked);
  return {
    name: dataset?.id ?? basename(paths[0] ?? ''),
    environment: dataset?.environment ?? 'python-tests',
    licence: dataset?.publication?.licence,
    ...(dataset?.publication ? { publication: dataset.publication } : {}),
    tasks,
    problems,
  };
};

/** A file of rows, a folder of tasks, or a folder of files of rows. */
const readPath = async (path: string, asked: Dataset | undefined): Promise<Content> => {
  if (!existsSync(path)) {
    const names = ['core', ...Object.keys(datasets)].join(', ');
    throw new BifocalError(
      'BIFOCAL_INPUT',
      `there are no tasks at ${path}`,
      `name a set (${names}), a file or a folder`,
    );
  }
  if (!statSync(path).isDirectory()) return readFiles([path], asked);
  const folder = await readFolder(path);
  if (folder.tasks.length > 0 || folder.problems.length > 0) return folder;
  return readFiles(filesIn(path).paths, asked);
};

/**
 * Loads tasks by `core`, a set's NAME (which was pulled, or lies in the data folder), NAME=PATH, or a PATH: a file of
 * rows, or a folder of such files or of tasks.
 *
 * @param quarantine whether what the set's list names is left out; or the path of another list
 * @throws BifocalError BIFOCAL_INPUT if there is nothing there, or no task in it
 */
export const loadTasks = async (
  spec: string,
  { quarantine = true }: { readonly quarantine?: boolean | string } = {},
): Promise<TaskSet> => {
  const [head = '', ...rest] = spec.split('=');
  const dataset = byName(head);
  const named = dataset && rest.length === 0 ? pathsByName(dataset) : undefined;
  const path = rest.length > 0 ? rest.join('=') : spec === 'core' ? CORE_FOLDER : spec;
  const set = named ? await readFiles(named, dataset) : await readPath(path, dataset);
  if (set.tasks.length > 0)
    return { ...set, ...applyQuarantine(set.tasks, quarantineOf(set.name, quarantine)) };
  const first = set.problems[0];
  const why = first ? ` (${first.where}: ${first.message})` : '';
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `no task could be read from ${named?.join(', ') ?? path}${why}`,
    'docs/datasets.md and docs/tasks.md tell what files of tasks look like',
  );
};
