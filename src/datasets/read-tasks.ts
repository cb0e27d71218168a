import type { Problem } from '../core/problem.ts';
import type { Task } from '../core/task.ts';
import { readRows } from '../io/read-rows.ts';
import type { Dataset } from './dataset.ts';
import { datasets } from './index.ts';

/** The tasks in files of rows, and what in them is none. */
export type TaskRows = {
  /** Whose rows they are. Undefined: nobody's. */
  readonly dataset: Dataset | undefined;
  readonly tasks: readonly Task[];
  readonly problems: readonly Problem[];
  /** Rows that are of other sets, by their ids. */
  readonly others: Readonly<Record<string, number>>;
  /** Files beside others that hold nothing of the set. */
  readonly strange: readonly string[];
};

/** Names of fields that a row has if it is two pieces of code of which one is better. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['chosen', 'rejected'],
  ['func_src_before', 'func_src_after'],
];

const strangeRow = (row: unknown): string => {
  const has = (name: string): boolean => typeof row === 'object' && row !== null && name in row;
  return PAIRS.some((names) => names.every(has))
    ? 'this is a pair of better and worse code, and no task: nothing can be asked of a model'
    : 'the fields are not those of any known task set';
};

const knownSet = (row: unknown): Dataset | undefined =>
  Object.values<Dataset>(datasets).find((known) => known.recognises(row));

/**
 * Reads the files of one set, in their order. A row that is not of the set, but of another, is no problem: it is counted.
 * A file of which no row is one of any set is left out, if others have tasks.
 *
 * @param asked whose they are; undefined: the first set in the registry that recognises a row
 */
export const readTasks = async (paths: readonly string[], asked: Dataset | undefined): Promise<TaskRows> => {
  const tasks = new Map<string, Task>();
  const others: Record<string, number> = {};
  const found: { readonly path: string; readonly isStrange: boolean; readonly problems: Problem[] }[] = [];
  let dataset = asked;
  for (const path of paths) {
    const problems: Problem[] = [];
    let isStrange = true;
    for await (const entry of readRows(path)) {
      const where = `${path}:${entry.line}`;
      if ('problem' in entry) {
        isStrange = false;
        problems.push({ where, message: entry.problem });
        continue;
      }
      const known = dataset?.recognises(entry.row) ? dataset : knownSet(entry.row);
      dataset ??= known;
      if (known) isStrange = false;
      if (known && known !== dataset) {
        others[known.id] = (others[known.id] ?? 0) + 1;
        continue;
      }
      const outcome = dataset?.toTask(entry.row);
      if (!outcome) problems.push({ where, message: strangeRow(entry.row) });
      else if (outcome.status === 'unknown') problems.push({ where, message: outcome.reason });
      else if (tasks.has(outcome.value.id))
        problems.push({ where, message: `task ${outcome.value.id} is there twice` });
      else {
        isStrange = false;
        tasks.set(outcome.value.id, outcome.value);
      }
    }
    found.push({ path, isStrange, problems });
  }
  const isLeftOut = ({ isStrange }: (typeof found)[number]): boolean =>
    isStrange && tasks.size > 0 && paths.length > 1;
  return {
    dataset,
    tasks: [...tasks.values()],
    problems: found.flatMap((file) => (isLeftOut(file) ? [] : file.problems)),
    others,
    strange: found.flatMap((file) => (isLeftOut(file) ? [file.path] : [])),
  };
};

/** What a person should know of rows that are no tasks and no problems. */
export const rowNotes = ({ others, strange }: Pick<TaskRows, 'others' | 'strange'>): string[] => [
  ...Object.entries(others).map(([id, rows]) => `${rows} rows are of ${id}`),
  ...strange.map((path) => `${path} is left out: no row of it is one of a known set`),
];
