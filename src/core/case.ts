import { z } from 'zod';
import { caseKindSchema } from './task.ts';

/** `error`: the case could not be tried because the candidate did not load or lacks the entry point. */
export const caseOutcomeSchema = z.enum(['passed', 'failed', 'error', 'timeout', 'memory', 'unknown']);
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;

export const caseResultSchema = z.object({
  id: z.string(),
  kind: caseKindSchema,
  outcome: caseOutcomeSchema,
  message: z.string().optional(),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

/**
 * How hard a verdict is to forge. `oracle`: tests and candidate run in separate processes and exchange plain
 * data. `token`: they share a process; results carry a secret the candidate could find by walking memory.
 */
export const trustSchema = z.enum(['oracle', 'token']);
export type Trust = z.infer<typeof trustSchema>;

/** All cases of one sample. `unknown`: the harness failed, not the sample. */
export const testReportSchema = z.object({
  sample: z.string(),
  status: z.enum(['ok', 'unknown']),
  reason: z.string().optional(),
  trust: trustSchema.optional(),
  sandbox: z.string().describe('the sandbox and the level it reached'),
  cases: z.array(caseResultSchema),
});
export type TestReport = z.infer<typeof testReportSchema>;
