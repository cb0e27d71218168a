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

/**
 * Reads the files of one set, in their order.
 * @param asked whose they are; undefined: the first set in the registry that recognises a row
 */
export const readTasks = async (paths: readonly string[], asked: Dataset | undefined): Promise<TaskRows> => {
  const tasks = new Map<string, Task>();
  const problems: Problem[] = [];
  let dataset = asked;
  for (const path of paths) {
    for await (const entry of readRows(path)) {
      const where = `${path}:${entry.line}`;
      if ('problem' in entry) {
        problems.push({ where, message: entry.problem });
        continue;
      }
      dataset ??= Object.values<Dataset>(datasets).find((known) => known.recognises(entry.row));
      const outcome = dataset?.toTask(entry.row);
      if (!outcome) problems.push({ where, message: strangeRow(entry.row) });
      else if (outcome.status === 'unknown') problems.push({ where, message: outcome.reason });
      else if (tasks.has(outcome.value.id))
        problems.push({ where, message: `task ${outcome.value.id} is there twice` });
      else tasks.set(outcome.value.id, outcome.value);
    }
  }
  return { dataset, tasks: [...tasks.values()], problems };
};
