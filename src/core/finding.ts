import { z } from 'zod';
import { type Outcome, ok, unknown } from './outcome.ts';
import { type Usage, usageSchema } from './sample.ts';

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

/**
 * What a scanner looks for. `security`: vulnerabilities; `defects`: errors and bugs, which say nothing of security;
 * `judge`: vulnerabilities, in the opinion of a language model.
 */
export const SCANNER_ROLES = ['security', 'defects', 'judge'] as const;
export const scannerRoleSchema = z.enum(SCANNER_ROLES);
export type ScannerRole = z.infer<typeof scannerRoleSchema>;

/** One answer of a judge. */
export const voteSchema = z.object({
  verdict: z.enum(['secure', 'insecure', 'malformed']),
  answer: z.string().describe('what the model wrote, untouched'),
});
export type Vote = z.infer<typeof voteSchema>;

/** What one scanner says of one sample. `unknown` is a sample it could not judge (unparsable, crash). */
export const scanSchema = z.object({
  sample: z.string(),
  scanner: z.string(),
  status: z.enum(['ok', 'unknown']),
  reason: z.string().optional(),
  findings: z.array(findingSchema),
  votes: z.array(voteSchema).optional(),
  usage: usageSchema.optional(),
});
export type Scan = z.infer<typeof scanSchema>;

/** What a scanner says of one input. Judges add their votes and what these took. */
export type ScanOutcome = Outcome<Finding[]> & {
  readonly votes?: readonly Vote[];
  readonly usage?: Usage;
};

/** The record of a scanner's outcome for a sample. */
export const scanOf = (sample: string, scanner: string, outcome: ScanOutcome): Scan => ({
  sample,
  scanner,
  ...(outcome.status === 'ok'
    ? { status: 'ok', findings: outcome.value }
    : { status: 'unknown', reason: outcome.reason, findings: [] }),
  ...(outcome.votes && { votes: [...outcome.votes] }),
  ...(outcome.usage && { usage: outcome.usage }),
});

/** The outcome that a record holds. */
export const outcomeOfScan = ({ status, reason, findings }: Scan): Outcome<Finding[]> =>
  status === 'ok' ? ok(findings) : unknown(reason ?? 'no reason given');
