import { z } from 'zod';
import { languageSchema } from './task.ts';

/** Verdicts that another benchmark wrote beside a sample. Theirs, never ours: every table marks them. */
export const recordedSchema = z.object({
  functional: z.boolean().optional(),
  secure: z.boolean().optional(),
});
export type Recorded = z.infer<typeof recordedSchema>;

/** How the solution was derived from the raw output. */
export const extractionSchema = z.object({
  version: z.int().describe('of the extractor; scores of different versions do not compare'),
  steps: z.array(z.string()).describe('what was done, in order, e.g. "fence", "indentation"'),
  parses: z.boolean().nullable().describe('null: no parser for the language'),
});
export type Extraction = z.infer<typeof extractionSchema>;

/** Tokens and time that a generation took. */
export const usageSchema = z.object({
  promptTokens: z.int().optional(),
  completionTokens: z.int().optional(),
  seconds: z.number().optional().describe('wall time of the request'),
  usd: z.number().optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/** Names one sample inside a run. */
export const sampleKeySchema = z.object({
  task: z.string(),
  model: z.string(),
  method: z.string(),
  index: z.int().nonnegative(),
  round: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      'what the method would have handed in, had it ended after this round; absent: what it handed in',
    ),
});
export type SampleKey = z.infer<typeof sampleKeySchema>;

/** One generation for one task by one model with one method. */
export const sampleSchema = sampleKeySchema.extend({
  id: z.string(),
  language: languageSchema,
  raw: z.string().describe('what the model wrote, untouched'),
  code: z.string().describe('the extracted solution: what is tested and scanned'),
  extraction: extractionSchema,
  problem: z.string().optional().describe('why this sample cannot be judged at all: both lenses unknown'),
  recorded: recordedSchema.optional(),
  usage: usageSchema.optional(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** The id of a sample: readable, unique inside a run, stable over runs. */
export const sampleId = ({ task, model, method, index, round }: SampleKey): string =>
  [task, model, method, String(index), ...(round === undefined ? [] : [`round ${round}`])]
    .map((part) => part.replaceAll('|', '%7C'))
    .join('|');
