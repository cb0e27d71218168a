import { z } from 'zod';
import { languageSchema } from './task.ts';

/** How much code a pair is about: a solution of a task, a function, or a file. */
export const pairLevelSchema = z.enum(['solution', 'method', 'file']);
export type PairLevel = z.infer<typeof pairLevelSchema>;

/**
 * Two pieces of code for one purpose, of which one is to be preferred (paper B, section 3.2: y+ and y-).
 *
 * `chosen` and `rejected` are code, without fences and prose: what a model would have to write is made of them when
 * they are written out for training.
 */
export const pairSchema = z.object({
  id: z.string().min(1).describe('unique in its source, and the same each time it is read'),
  source: z.string().describe('id of the pair source'),
  group: z.string().describe('what may not be torn apart when sets are split: the task, the commit'),
  task: z
    .object({ dataset: z.string(), id: z.string() })
    .optional()
    .describe('the task that both solve, and the task set that it is of'),
  language: languageSchema,
  level: pairLevelSchema,
  prompt: z.string().describe('what is asked for, in words; empty where the source has none'),
  chosen: z.string(),
  rejected: z.string(),
  cwes: z.array(z.int().positive()).default([]).describe('what is wrong with the rejected one, if known'),
  reason: z.string().describe('why one is preferred, in words'),
  provenance: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
    .describe('where it comes from: repository, commit, CVE, run, samples, licence'),
});
export type Pair = z.infer<typeof pairSchema>;
