import { z } from 'zod';
import { sampleKeySchema } from './sample.ts';

export const securityVerdictSchema = z.enum(['secure', 'insecure', 'unknown']);
export type SecurityVerdict = z.infer<typeof securityVerdictSchema>;

export const functionVerdictSchema = z.enum(['functional', 'partial', 'failing', 'unknown']);
export type FunctionVerdict = z.infer<typeof functionVerdictSchema>;

/** What an analyzer of defects says: it found none, some, or could not tell. */
export const defectVerdictSchema = z.enum(['free', 'defective', 'unknown']);
export type DefectVerdict = z.infer<typeof defectVerdictSchema>;

/** Counts of functional cases; `total = passed + not passed + unknown`. All zero: the sample has no cases. */
export const caseCountsSchema = z.object({ total: z.int(), passed: z.int(), unknown: z.int() });
export type CaseCounts = z.infer<typeof caseCountsSchema>;

/** The joint verdict on one sample: both lenses, and what each rests on. */
export const verdictSchema = sampleKeySchema.extend({
  sample: z.string(),
  security: securityVerdictSchema.describe('by the policy'),
  scanners: z.record(z.string(), securityVerdictSchema).describe('each scanner alone, same thresholds'),
  defects: z.record(z.string(), defectVerdictSchema).describe('each analyzer of defects, same thresholds'),
  exploits: securityVerdictSchema.nullable().describe('by security tests; null: the task has none'),
  function: functionVerdictSchema,
  cases: caseCountsSchema,
  bleu: z
    .union([z.number(), z.literal('unknown')])
    .optional()
    .describe(
      'likeness to the code that the task was made of, or to its reference: a share. Absent: it has neither',
    ),
  recorded: z
    .object({ security: z.boolean(), function: z.boolean() })
    .describe("whether the verdict of each lens is another benchmark's"),
  unknownBecause: z.array(z.string()).describe('why a lens is unknown; empty if neither is'),
});
export type Verdict = z.infer<typeof verdictSchema>;
