import { z } from 'zod';
import { scannerRoleSchema } from './finding.ts';
import { policySchema } from './policy.ts';

/**
 * One number with all that belongs to it. `value` counts unknowns as bad; [`low`, `high`] counts them all as bad
 * and all as good; `ci` is the bootstrap interval of `value`, tasks resampled as clusters.
 */
export const estimateSchema = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  ci: z.tuple([z.number(), z.number()]).describe('95 %'),
  tasks: z.int(),
  samples: z.int(),
  unknown: z.int().describe('samples that this metric could not judge'),
});
export type Estimate = z.infer<typeof estimateSchema>;

/** The metrics of one model x method. Absent: nothing to compute it from. */
export const scoreRowSchema = z.object({
  model: z.string(),
  method: z.string(),
  samples: z.int(),
  tasks: z.int(),
  metrics: z
    .record(z.string(), estimateSchema)
    .describe('keys as in METRICS, e.g. "safe@1", "secure@1:bandit"'),
  heard: z.array(z.string()).describe('scanners that the method listened to while it worked'),
  oracle: z.array(z.string()).describe('what it was told that nobody knows of new code'),
  unknown: z.object({ security: z.int(), function: z.int() }),
  recorded: z.object({ security: z.int(), function: z.int() }).describe("samples whose verdict is another's"),
});
export type ScoreRow = z.infer<typeof scoreRowSchema>;

/** The content of `scores.json`: a function of the run's records alone, without clock or machine. */
export const scoresSchema = z.object({
  format: z.literal('bifocal.scores/1'),
  policy: policySchema,
  policyText: z.string(),
  scanners: z.array(z.object({ id: z.string(), role: scannerRoleSchema })),
  heldOut: z
    .object({ scanners: z.array(z.string()), policyText: z.string() })
    .nullable()
    .describe(
      'what the metrics `...:held-out` rest on: scanners that no method of the run listened to. null: no method listened to any that counts',
    ),
  ks: z.array(z.int().positive()),
  bootstrap: z.object({ resamples: z.int(), seed: z.int() }),
  rows: z.array(scoreRowSchema),
});
export type Scores = z.infer<typeof scoresSchema>;
