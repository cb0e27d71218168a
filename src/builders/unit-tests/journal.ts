import { createHash } from 'node:crypto';
import { z } from 'zod';
import { usageSchema } from '../../core/sample.ts';
import { taskSchema } from '../../core/task.ts';
import { reportSchema } from './report.ts';

/** Names what follows from these parts, and from nothing else. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

export const finishedSchema = z.object({
  kind: z.literal('task'),
  key: z.string(),
  report: reportSchema,
  task: taskSchema.optional().describe('with its tests, weak ones among them; absent: no case was left'),
});
export type Finished = z.infer<typeof finishedSchema>;

/** What a build has done so far: answers of models, and tasks that are finished. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), key: z.string(), text: z.string(), usage: usageSchema }),
  finishedSchema,
]);
export type Entry = z.infer<typeof entrySchema>;
export type Answer = Extract<Entry, { kind: 'answer' }>;
