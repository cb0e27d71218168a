import { z } from 'zod';
import { testReportSchema } from '../../core/case.ts';

/**
 * What is judged by a task's tests in an audit, in place of a sample:
 *
 * - `reference`, `insecure`, `broken`: the task's own solutions
 * - `alone`: the reference again, where it passed tests that share its process: each of them in a process of its own
 * - `elsewhere`: the reference again, as another user, with another home, time zone and hash seed
 * - `stub:KIND`: code that has the right names and does nothing
 */
export type SubjectId = 'reference' | 'alone' | 'elsewhere' | 'insecure' | 'broken' | `stub:${string}`;

/** How one subject did in one run: a line of the journal of an audit. */
export const auditRecordSchema = z.object({
  task: z.string(),
  subject: z.string(),
  run: z.int().nonnegative(),
  key: z.string().describe('a hash of everything that can change the report'),
  report: testReportSchema,
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;
