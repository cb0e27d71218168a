import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BifocalError } from '../src/core/errors.ts';
import type { Task } from '../src/core/task.ts';
import { datasets } from '../src/datasets/index.ts';
import { readJsonl } from '../src/io/read-jsonl.ts';
import { evenly } from './evenly.ts';

/** The sets that are measured, in this order. */
export const DATASET_IDS = ['bigcodebench', 'seccodeplt+', 'humaneval'] as const;
export type DatasetId = (typeof DATASET_IDS)[number];

/** A row as it is published. */
export type Row = Readonly<Record<string, unknown>>;

/** A task that has tests and a reference solution, and the row that it was read from. */
export type Reference = { readonly task: Task; readonly row: Row };

/** Names under which a set's file lies in `BIFOCAL_DATA`: SecCodePLT+ may be in one file with SecCodePLT. */
const FILES: Readonly<Record<DatasetId, readonly string[]>> = {
  bigcodebench: ['bigcodebench.jsonl', 'bigcodebench.jsonl.gz'],
  'seccodeplt+': ['seccodeplt+.jsonl', 'seccodeplt+.jsonl.gz', 'seccodeplt.jsonl', 'seccodeplt.jsonl.gz'],
  humaneval: ['humaneval.jsonl', 'humaneval.jsonl.gz'],
};

const findFile = (dataset: DatasetId): string => {
  const folder = process.env.BIFOCAL_DATA ?? 'data';
  const file = FILES[dataset].map((name) => join(folder, name)).find(existsSync);
  if (file) return file;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `the tasks of ${datasets[dataset].title} are not in ${folder}`,
    `say --data ${dataset}=PATH, or set BIFOCAL_DATA to their folder`,
  );
};

/**
 * An evenly spaced sample of a set's references. `path`: the set's file; if undefined, it is looked for in
 * `BIFOCAL_DATA`.
 * @throws BifocalError BIFOCAL_INPUT if there is no such file, or no reference in it
 */
export const loadReferences = async (
  dataset: DatasetId,
  path: string | undefined,
  count: number,
): Promise<Reference[]> => {
  const file = path ?? findFile(dataset);
  const found = new Map<string, Reference>();
  for await (const line of readJsonl(file)) {
    if ('problem' in line) continue;
    const outcome = datasets[dataset].toTask(line.row);
    if (outcome.status === 'ok' && outcome.value.tests && outcome.value.solutions.secure !== undefined)
      found.set(outcome.value.id, { task: outcome.value, row: line.row as Row });
  }
  if (found.size > 0) return evenly([...found.values()], count);
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `no reference solution of ${datasets[dataset].title} could be read from ${file}`,
    `say --data ${dataset}=PATH`,
  );
};
