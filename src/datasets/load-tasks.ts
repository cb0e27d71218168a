import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { BifocalError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import type { Task } from '../core/task.ts';
import { ROW_SUFFIXES } from '../io/read-rows.ts';
import { isRight } from '../published/checksum.ts';
import { dataFolder } from '../published/data-folder.ts';
import type { Publication } from '../published/publication.ts';
import { CORE_FOLDER, readTaskFolders } from './core.ts';
import type { Dataset } from './dataset.ts';
import { type Found, filesIn, findFiles } from './find-files.ts';
import { datasets } from './index.ts';
import { type Applied, applyQuarantine, quarantineOf } from './quarantine.ts';
import { readTasks, rowNotes } from './read-tasks.ts';

/** What files or a folder hold: tasks, and the lines or folders that are none. */
type Content = {
  readonly name: string;
  /** The tool (see `toolchain/`) that its tests need. */
  readonly environment: Dataset['environment'];
  /** Of a set that is published. */
  readonly publication?: Publication;
  /** Under which it is published, or comes with the package. Undefined: not known. */
  readonly licence: string | undefined;
  readonly tasks: readonly Task[];
  readonly problems: readonly Problem[];
  /** Rows that are of other sets, by their ids. */
  readonly others?: Readonly<Record<string, number>>;
  /** What a person should know: rows that were left out, files that have changed since they were pulled. */
  readonly notes?: readonly string[];
};

/** The tasks of one set. */
export type TaskSet = Content & Omit<Applied, 'tasks'>;

const byName = (name: string): Dataset | undefined =>
  Object.values<Dataset>(datasets).find(({ id }) => id === name);

/** Of Bifocal Core: that of the package. */
const CORE_LICENCE = 'Apache-2.0';

/** The environment that the tests of tasks need: the larger one, where any comes from a set that needs it. */
export const environmentOf = (tasks: readonly Task[]): Dataset['environment'] => {
  const origins = new Set(tasks.flatMap(({ dataset, provenance }) => [dataset, String(provenance?.dataset)]));
  const needs = [...origins].map((id) => byName(id)?.environment);
  return needs.includes('python-datasets') ? 'python-datasets' : 'python-tests';
};

/** A set that was asked for by name alone. */
const filesByName = (dataset: Dataset): Found => {
  const found = findFiles(dataset);
  if (found) return found;
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
    others: {},
    notes: [],
  };
};

/** Files that are no longer what was pulled. */
const changedFiles = async ({ paths, record }: Found): Promise<string[]> => {
  const changed: string[] = [];
  for (const [index, file] of (record?.files ?? []).entries())
    if (file.sha256 && !(await isRight(paths[index] ?? '', file))) changed.push(file.name);
  return changed;
};

/** What a set of one's own is called: after its file. */
const nameOf = (path: string): string => {
  const file = basename(path);
  return file.slice(0, file.length - (ROW_SUFFIXES.find((suffix) => file.endsWith(suffix))?.length ?? 0));
};

const readFiles = async (found: Found, asked: Dataset | undefined): Promise<Content> => {
  const { paths, record } = found;
  const { dataset, tasks, problems, ...rest } = await readTasks(paths, asked);
  const changed = (await changedFiles(found)).map(
    (name) => `${name} of ${record?.set} has changed since it was pulled`,
  );
  return {
    name: dataset?.publication ? dataset.id : nameOf(paths[0] ?? ''),
    environment: environmentOf(tasks),
    licence: dataset?.publication?.licence,
    ...(dataset?.publication ? { publication: dataset.publication } : {}),
    tasks,
    problems,
    others: rest.others,
    notes: [...changed, ...rowNotes(rest)],
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
  if (!statSync(path).isDirectory()) return readFiles({ paths: [path] }, asked);
  const folder = await readFolder(path);
  if (folder.tasks.length > 0 || folder.problems.length > 0) return folder;
  return readFiles(filesIn(path), asked);
};

/** What a spec names: a set in the data folder, or a path, of whatever set or of one. */
type Place = { readonly dataset: Dataset | undefined; readonly path?: string };

/** @throws BifocalError BIFOCAL_INPUT if it is NAME=PATH, and there is no such set */
const placeOf = (spec: string): Place => {
  if (spec === 'core') return { dataset: undefined, path: CORE_FOLDER };
  const end = spec.indexOf('=');
  if (end === -1) {
    const dataset = byName(spec);
    return dataset ? { dataset } : { dataset, path: spec };
  }
  if (existsSync(spec)) return { dataset: undefined, path: spec };
  const name = spec.slice(0, end);
  const dataset = byName(name);
  if (dataset) return { dataset, path: spec.slice(end + 1) };
  const names = Object.values<Dataset>(datasets).map(({ id }) => id);
  const near = nearest(name, names);
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `no set is called ${name}, and nothing lies at ${spec}`,
    near.length > 0 ? `did you mean ${near.join(', ')}?` : `one of: ${names.join(', ')}`,
  );
};

const noTasks = (
  { name, problems, others = {} }: Content,
  dataset: Dataset | undefined,
  where: string,
): BifocalError => {
  const [other] = Object.keys(others);
  if (other && problems.length === 0)
    return new BifocalError(
      'BIFOCAL_INPUT',
      `the rows of ${where} are of ${Object.keys(others).join(', ')}, not of ${dataset?.id ?? name}`,
      `say ${other}=PATH`,
    );
  const [first] = problems;
  const why = first ? ` (${first.where}: ${first.message})` : '';
  return new BifocalError(
    'BIFOCAL_INPUT',
    `no task could be read from ${where}${why}`,
    'docs/datasets.md and docs/tasks.md tell what files of tasks look like',
  );
};

export type LoadOptions = {
  /** Whether what the set's list names is left out; or the path of another list. */
  readonly quarantine?: boolean | string;
  /** Whether rows of which none is a task are a set, too: one to be mended. */
  readonly empty?: boolean;
};

/**
 * Loads tasks by `core`, a set's NAME (which was pulled, or lies in the data folder), NAME=PATH, or a PATH: a file of
 * rows, or a folder of such files or of tasks.
 *
 * @throws BifocalError BIFOCAL_INPUT if there is nothing there, or no task in it
 */
export const loadTasks = async (
  spec: string,
  { quarantine = true, empty = false }: LoadOptions = {},
): Promise<TaskSet> => {
  const { dataset, path } = placeOf(spec);
  const found = dataset && path === undefined ? filesByName(dataset) : undefined;
  const set = found ? await readFiles(found, dataset) : await readPath(path ?? spec, dataset);
  if (set.tasks.length > 0 || (empty && set.problems.length > 0))
    return { ...set, ...applyQuarantine(set.tasks, quarantineOf(set.publication && set.name, quarantine)) };
  throw noTasks(set, dataset, found?.paths.join(', ') ?? path ?? spec);
};
