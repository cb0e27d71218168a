import { z } from 'zod';
import { trustSchema } from './case.ts';
import { levelSchema } from './finding.ts';

/** Where the security verdict comes from: scanners, exploit tests, or both. */
export const lensSchema = z.enum(['static', 'dynamic', 'both']);
export type Lens = z.infer<typeof lensSchema>;

/** How findings and exploit tests become one security verdict. Every number is shown with its policy. */
export const policySchema = z.object({
  security: lensSchema,
  combine: z.literal('union').default('union').describe('any finding of any scanner counts'),
  minSeverity: levelSchema.default('low'),
  minConfidence: levelSchema.default('low'),
  minTrust: trustSchema.default('exit').describe('cases passed at a weaker level are unknown'),
  recorded: z.boolean().default(false).describe("use other benchmarks' recorded verdicts where we have none"),
});
export type Policy = z.infer<typeof policySchema>;

/** The policy in words, as every output states it. */
export const describePolicy = (policy: Policy, scanners: readonly string[]): string => {
  const findings =
    policy.minSeverity === 'low' && policy.minConfidence === 'low'
      ? 'any finding counts'
      : `findings from severity ${policy.minSeverity} and confidence ${policy.minConfidence} count`;
  const statics = `union of ${scanners.length > 0 ? scanners.join(', ') : 'no scanner'}, ${findings}`;
  const parts = {
    static: statics,
    dynamic: 'exploit tests',
    both: `${statics}; and exploit tests where a task has them`,
  };
  const trust = policy.minTrust === 'exit' ? '' : `; passed cases count from trust level ${policy.minTrust}`;
  const recorded = policy.recorded ? '; recorded verdicts where we have none of our own' : '';
  return `${policy.security}: ${parts[policy.security]}${trust}${recorded}`;
};
