import { z } from 'zod';
import type { Task } from '../../core/task.ts';
import { DROPS, type Drop } from './terms.ts';

const shareSchema = z.object({ of: z.int().nonnegative(), total: z.int().nonnegative() });
const dropSchema = z.enum(Object.keys(DROPS) as [Drop, ...Drop[]]);

/** What became of one task. */
export const reportSchema = z.object({
  task: z.string(),
  status: z
    .enum(['built', 'weak', 'none', 'unknown'])
    .describe(
      'weak: its tests are below a threshold; none: no case was left; unknown: nothing could be built',
    ),
  reason: z.string().optional(),
  proposed: z.record(z.string(), z.int()).describe('inputs that were proposed, by origin'),
  dropped: z.partialRecord(dropSchema, z.int()),
  kept: z.record(z.string(), z.int()).describe('cases, by origin'),
  coverage: shareSchema.describe(
    'statements of the functions of the reference that the cases run, those that were there among them',
  ),
  mutants: shareSchema.extend({
    before: z.int().optional().describe('killed by the tests that were there'),
    alone: z.int().describe('killed by the new cases alone'),
    unjudged: z.int(),
    broken: z
      .int()
      .default(0)
      .describe('do not load, which any test would find: left out of all other numbers'),
    survivors: z
      .array(z.object({ line: z.int(), operator: z.string() }))
      .describe('not killed; some of them may be equivalent to the reference'),
  }),
  insecure: z
    .enum(['none', 'not tried', 'judged', 'does not load'])
    .describe('the insecure control, which every case must pass; the worst of all rounds'),
});
export type Report = z.infer<typeof reportSchema>;

/** What became of a task. */
export type Built = {
  readonly report: Report;
  /** The task with its tests, weak ones among them. Undefined: no case was left. */
  readonly task?: Task;
};

/** Before any case is tried on it. */
export const untried = ({ solutions }: Task): Report['insecure'] =>
  solutions.insecure === undefined ? 'none' : 'not tried';

/** The report on a task of which nothing could be built. */
export const nothing = (task: Task, reason: string): Report => ({
  task: task.id,
  status: 'unknown',
  reason,
  proposed: {},
  dropped: {},
  kept: {},
  coverage: { of: 0, total: 0 },
  mutants: { of: 0, total: 0, alone: 0, unjudged: 0, broken: 0, survivors: [] },
  insecure: untried(task),
});
