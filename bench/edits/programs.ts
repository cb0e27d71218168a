import { z } from 'zod';
import { BifocalError } from '../../src/core/errors.ts';
import type { Task } from '../../src/core/task.ts';
import { environmentOf, loadTasks } from '../../src/datasets/load-tasks.ts';
import { readJsonl } from '../../src/io/read-jsonl.ts';

/** A program to mend. */
export type Subject = {
  readonly id: string;
  readonly code: string;
  /** Its task, where that has tests. */
  readonly task?: Task;
};

export type SubjectSet = {
  readonly name: string;
  readonly subjects: readonly Subject[];
  /** What the tests run in. */
  readonly environment: ReturnType<typeof environmentOf>;
};

const rowSchema = z.object({ language: z.string(), solution: z.string(), secure: z.boolean().nullish() });

/**
 * The insecure solutions of a task set (its Python tasks), or the Python rows of a JSONL file of generations that are
 * recorded as insecure.
 *
 * @param spec a task set as `--tasks` takes it, or `samples=PATH`
 * @throws BifocalError BIFOCAL_INPUT if there are none
 */
export const loadSubjects = async (spec: string): Promise<SubjectSet> => {
  const set = spec.startsWith('samples=')
    ? await fromSamples(spec.slice('samples='.length))
    : await fromTasks(spec);
  if (set.subjects.length > 0) return set;
  throw new BifocalError(
    'BIFOCAL_INPUT',
    `there is no insecure Python program in ${spec}`,
    'name another set',
  );
};

const fromTasks = async (spec: string): Promise<SubjectSet> => {
  const { name, tasks } = await loadTasks(spec);
  const subjects = tasks.flatMap((task): Subject[] => {
    const { insecure } = task.solutions;
    if (task.language !== 'python' || insecure === undefined) return [];
    return [{ id: task.id, code: insecure, ...(task.tests && { task }) }];
  });
  return { name, subjects, environment: environmentOf(tasks) };
};

const fromSamples = async (path: string): Promise<SubjectSet> => {
  const subjects: Subject[] = [];
  for await (const entry of readJsonl(path)) {
    const row = 'problem' in entry ? undefined : rowSchema.safeParse(entry.row).data;
    if (row?.language === 'python' && row.secure === false)
      subjects.push({ id: `${path}:${entry.line}`, code: row.solution });
  }
  return { name: 'samples', subjects, environment: 'python-tests' };
};
