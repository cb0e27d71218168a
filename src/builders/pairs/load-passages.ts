import { basename, resolve } from 'node:path';
import type { Passage } from '../../analysis/overlap/passage.ts';
import { BifocalError } from '../../core/errors.ts';
import type { Pair } from '../../core/pair.ts';
import { loadTasks } from '../../datasets/load-tasks.ts';
import { breathing } from '../../pairs/kit/breath.ts';
import type { PairFilter } from '../../pairs/source.ts';
import { asPairSpec } from '../../pairs/spec.ts';
import { textsOf, textsOfTask } from './texts.ts';

/** The texts of a set, as they are compared with those of another. */
export type ComparedSet = {
  readonly name: string;
  /** Tasks or pairs. */
  readonly items: number;
  readonly passages: readonly Passage[];
  /** Of a task set, the keys of its tasks. */
  readonly tasks: readonly string[];
};

/** The same for a task and for pairs of it. */
export const taskKey = ({ dataset, id }: NonNullable<Pair['task']>): string => JSON.stringify([dataset, id]);

/** Everything that a source has. */
const ALL: PairFilter = {
  levels: ['solution', 'method', 'file'],
  maxBytes: 1 << 20,
  also: ['tests', 'merges'],
};

/**
 * Reads a task set (as `--tasks` takes it) or a source of pairs (`SOURCE=PATH`).
 *
 * @throws BifocalError BIFOCAL_INPUT if there is nothing there
 */
export const loadPassages = async (spec: string, signal: AbortSignal): Promise<ComparedSet> => {
  const pairs = asPairSpec(spec);
  const breathe = breathing(signal);
  const passages: Passage[] = [];
  if (pairs === undefined) {
    const { name, tasks } = await loadTasks(spec, { quarantine: false });
    for (const task of tasks) {
      await breathe();
      passages.push(...textsOfTask(task));
    }
    return {
      name,
      items: tasks.length,
      passages,
      tasks: tasks.map(taskKey),
    };
  }
  let items = 0;
  for await (const { pair } of pairs.source.read(pairs.path, ALL, signal)) {
    await breathe();
    if (pair.status === 'unknown') continue;
    items += 1;
    passages.push(...Object.values(textsOf(pair.value)).filter((text) => text !== undefined));
  }
  if (items > 0)
    return { name: `${pairs.source.id} ${basename(resolve(pairs.path))}`, items, passages, tasks: [] };
  throw new BifocalError('BIFOCAL_INPUT', `there is no pair in ${pairs.path}`, 'see `bifocal pairs stats`');
};
