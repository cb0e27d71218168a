import { z } from 'zod';
import { caseKindSchema } from './task.ts';

/**
 * - `error`: the case could not be tried because the candidate did not load or lacks the entry point
 * - `flood`: more output than anybody asked for
 * - `tampered`: the sample made up results, or broke into the talk between it and the tests
 * - `flaky`: tried again under the same conditions, it came out otherwise
 * - `lost`: the worker that ran it is gone
 * - `unknown`: we could not tell, for another reason
 */
export const caseOutcomeSchema = z.enum([
  'passed',
  'failed',
  'error',
  'timeout',
  'memory',
  'flood',
  'tampered',
  'flaky',
  'lost',
  'unknown',
]);
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;

const UNJUDGED: ReadonlySet<CaseOutcome> = new Set(['unknown', 'lost', 'flaky']);

/** Whether an outcome says nothing of the sample: neither that it works nor that it does not. */
export const isUnjudged = (outcome: CaseOutcome): boolean => UNJUDGED.has(outcome);

/**
 * How hard a verdict is to forge, weakest first.
 *
 * - `exit`: the tested program's exit code decides
 * - `token`: tests and candidate share a process; results carry a secret that the candidate could find there
 * - `twinned`: the same, and in the same run contradictory twins of real tests failed, as they must
 * - `oracle`: they run in separate processes and exchange plain data; expected values stay with the tests
 */
export const TRUST_LEVELS = ['exit', 'token', 'twinned', 'oracle'] as const;
export const trustSchema = z.enum(TRUST_LEVELS);
export type Trust = z.infer<typeof trustSchema>;

/** Whether a level is at least as hard to forge as another. */
export const isTrusted = (trust: Trust, least: Trust): boolean =>
  TRUST_LEVELS.indexOf(trust) >= TRUST_LEVELS.indexOf(least);

export const caseResultSchema = z.object({
  id: z.string(),
  kind: caseKindSchema,
  outcome: caseOutcomeSchema,
  trust: trustSchema,
  message: z.string().optional(),
  cpuSeconds: z.number().optional().describe('CPU time of the tested code, as its own side tells it'),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

/** All cases of one sample. `unknown`: the harness failed, not the sample. */
export const testReportSchema = z.object({
  sample: z.string(),
  status: z.enum(['ok', 'unknown']),
  reason: z.string().optional(),
  sandbox: z.string().describe('the sandbox and the level it reached'),
  cases: z.array(caseResultSchema),
});
export type TestReport = z.infer<typeof testReportSchema>;
