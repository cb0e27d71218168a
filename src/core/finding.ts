import { z } from 'zod';
import { type Outcome, ok, unknown } from './outcome.ts';

/** Ordered from weak to strong, so that a threshold is a comparison of indices. */
export const LEVELS = ['low', 'medium', 'high'] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

/** One place that a scanner calls dangerous. Lines and columns count from 1. */
export const findingSchema = z.object({
  rule: z.string(),
  cwes: z.array(z.int().positive()).describe('empty: the rule has no CWE; it is listed, not guessed'),
  severity: levelSchema,
  confidence: levelSchema,
  message: z.string(),
  line: z.int().positive(),
  column: z.int().positive().optional(),
  endLine: z.int().positive().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What one scanner says of one sample. `unknown` is a sample it could not judge (unparsable, crash). */
export const scanSchema = z.object({
  sample: z.string(),
  scanner: z.string(),
  status: z.enum(['ok', 'unknown']),
  reason: z.string().optional(),
  findings: z.array(findingSchema),
});
export type Scan = z.infer<typeof scanSchema>;

/** The record of a scanner's outcome for a sample. */
export const scanOf = (sample: string, scanner: string, outcome: Outcome<Finding[]>): Scan =>
  outcome.status === 'ok'
    ? { sample, scanner, status: 'ok', findings: outcome.value }
    : { sample, scanner, status: 'unknown', reason: outcome.reason, findings: [] };

/** The outcome that a record holds. */
export const outcomeOfScan = ({ status, reason, findings }: Scan): Outcome<Finding[]> =>
  status === 'ok' ? ok(findings) : unknown(reason ?? 'no reason given');
