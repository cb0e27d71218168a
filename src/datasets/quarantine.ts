import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Task } from '../core/task.ts';

/** The lists that come with the package: our own findings about published sets, one file per set. */
export const QUARANTINE_FOLDER = fileURLToPath(new URL('../../tasks/quarantine', import.meta.url));

/** Why a task, or some cases of it, say nothing of a sample. */
export const causeSchema = z.enum([
  'network',
  'library',
  'data',
  'machine',
  'flaky',
  'reference',
  'unparsable',
  'stub',
]);
export type Cause = z.infer<typeof causeSchema>;

export const quarantinedSchema = z.strictObject({
  task: z.string(),
  cases: z.array(z.string()).min(1).optional().describe('only these; absent: the whole task'),
  cause: causeSchema,
  reason: z.string().min(1).describe('what was seen, in our words'),
});
export type Quarantined = z.infer<typeof quarantinedSchema>;

export const quarantineSchema = z.strictObject({
  dataset: z.string(),
  version: z.string().describe('of the set'),
  measured: z.strictObject({ python: z.string(), environment: z.string(), date: z.string() }),
  entries: z.array(quarantinedSchema),
});
export type Quarantine = z.infer<typeof quarantineSchema>;

/** The list of a set. Undefined: nobody has looked. */
export const readQuarantine = (dataset: string): Quarantine | undefined => {
  const path = join(QUARANTINE_FOLDER, `${dataset}.yaml`);
  return existsSync(path) ? quarantineSchema.parse(parseYaml(readFileSync(path, 'utf8'))) : undefined;
};

/** A task without its quarantined cases; undefined if nothing of it can be used. */
const released = (task: Task, entries: readonly Quarantined[]): Task | undefined => {
  if (entries.length === 0) return task;
  if (entries.length === 0) return task;
  if (entries.some(({ cases }) => cases === undefined)) return undefined;
  const ids = new Set(entries.flatMap(({ cases = [] }) => cases));
  if (task.tests?.style !== 'calls') return undefined;
  const cases = task.tests.cases.filter(({ id }) => !ids.has(id));
  const exploits = cases.some(({ kind }) => kind === 'security');
  return cases.length > 0 ? { ...task, exploits, tests: { ...task.tests, cases } } : undefined;
};

/** Takes out of a set what its list names. */
export const applyQuarantine = (
  tasks: readonly Task[],
  quarantine: Quarantine | undefined,
): { tasks: Task[]; quarantined: Quarantined[] } => {
  const entries = Map.groupBy(quarantine?.entries ?? [], ({ task }) => task);
  return {
    tasks: tasks.flatMap((task) => released(task, entries.get(task.id) ?? []) ?? []),
    quarantined: tasks.flatMap(({ id }) => entries.get(id) ?? []),
  };
};
