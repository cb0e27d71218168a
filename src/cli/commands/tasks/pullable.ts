import { BifocalError } from '../../../core/errors.ts';
import { nearest } from '../../../core/nearest.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { datasets } from '../../../datasets/index.ts';
import { readTasks, rowNotes } from '../../../datasets/read-tasks.ts';
import { pairSources } from '../../../pairs/index.ts';
import type { PairFilter, PairSource } from '../../../pairs/source.ts';
import { fingerprintOf } from '../../../published/fingerprint.ts';
import type { Published } from '../../../published/publication.ts';
import type { Checked } from '../../../published/pull.ts';
import { printInputNotes } from '../../input-notes.ts';

/** Something that can be pulled, and who knows its rows. */
export type Pullable = {
  readonly set: Published;
  readonly what: 'tasks' | 'pairs';
  /** Tells what its reader makes of files; what is wrong with them goes to stderr. */
  check(paths: readonly string[], signal: AbortSignal): Promise<Checked>;
};

const SHOWN_PROBLEMS = 5;

const tasksOf = (set: Dataset): Pullable => ({
  set,
  what: 'tasks',
  check: async (paths) => {
    const { tasks, problems, ...rest } = await readTasks(paths, set);
    printInputNotes({ problems, notes: rowNotes(rest) }, SHOWN_PROBLEMS);
    const others = Object.keys(rest.others);
    return {
      tasks: tasks.length,
      problems: problems.length,
      fingerprint: fingerprintOf(tasks),
      ...(others.length > 0 ? { why: `its rows are of ${others.join(', ')}` } : {}),
    };
  },
});

/** Everything that a source has. */
const ALL: PairFilter = {
  levels: ['solution', 'method', 'file'],
  maxBytes: Number.MAX_SAFE_INTEGER,
  also: ['tests', 'merges'],
};

const pairsOf = (set: PairSource): Pullable => ({
  set,
  what: 'pairs',
  check: async (paths, signal) => {
    let tasks = 0;
    const problems: Problem[] = [];
    for (const path of paths)
      for await (const { where, pair } of set.read(path, ALL, signal))
        if (pair.status === 'ok') tasks += 1;
        else problems.push({ where, message: pair.reason });
    printInputNotes({ problems }, SHOWN_PROBLEMS);
    return { tasks, problems: problems.length };
  },
});

/**
 * A published set of tasks or pairs, by its name.
 * @throws BifocalError BIFOCAL_USAGE if there is none
 */
export const pullable = (name: string): Pullable => {
  const known = [
    ...Object.values<Dataset>(datasets).flatMap((set) => (set.publication ? [tasksOf(set)] : [])),
    ...Object.values<PairSource>(pairSources).flatMap((set) =>
      set.publication?.files.length ? [pairsOf(set)] : [],
    ),
  ];
  const found = known.find(({ set }) => set.id === name);
  if (found) return found;
  const names = known.map(({ set }) => set.id);
  const near = nearest(name, names);
  throw new BifocalError(
    'BIFOCAL_USAGE',
    `no published set is called ${name}`,
    near.length > 0 ? `did you mean ${near.join(', ')}?` : `one of: ${names.join(', ')}`,
  );
};
