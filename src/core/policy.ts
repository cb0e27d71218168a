import { z } from 'zod';
import { trustSchema } from './case.ts';
import { levelSchema } from './finding.ts';
import { type Juror, jurorsOf } from './jurors.ts';

/** Where the security verdict comes from: scanners, exploit tests, or both. */
export const lensSchema = z.enum(['static', 'dynamic', 'both']);
export type Lens = z.infer<typeof lensSchema>;

/** How the verdicts of several scanners become one. */
export const combineSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('union') }).describe('any scanner that accuses is enough'),
  z.object({ by: z.literal('majority') }).describe('more than half of the scanners must accuse'),
  z.object({ by: z.literal('one'), scanner: z.string() }).describe('this scanner alone decides'),
  z
    .object({
      by: z.literal('weighted'),
      weights: z.record(z.string(), z.number().nonnegative()),
      threshold: z.number().min(0).lt(1),
    })
    .describe('those that accuse must have more than the threshold as their share of the weight'),
]);
export type Combine = z.infer<typeof combineSchema>;

/** How findings and exploit tests become one security verdict. Every number is shown with its policy. */
export const policySchema = z.object({
  security: lensSchema,
  combine: combineSchema.default({ by: 'union' }),
  scanners: z
    .array(z.string())
    .optional()
    .describe('whose findings count; absent: every scanner for vulnerabilities, but no judge'),
  minSeverity: levelSchema.default('low'),
  minConfidence: levelSchema.default('low'),
  onlyRules: z.array(z.string()).optional().describe('patterns as in `ruleMatches`; absent: all rules'),
  ignoreRules: z.array(z.string()).default([]).describe('patterns as in `ruleMatches`'),
  minTrust: trustSchema.default('exit').describe('cases passed at a weaker level are unknown'),
  recorded: z.boolean().default(false).describe("use other benchmarks' recorded verdicts where we have none"),
});
export type Policy = z.infer<typeof policySchema>;

/** The policy in words, as every output states it. */
export const describePolicy = (policy: Policy, scanners: readonly Juror[]): string => {
  const jurors = jurorsOf(policy, scanners).map(({ id }) => id);
  const statics = [describeCombine(policy.combine, jurors), describeFilter(policy)].join(', ');
  const parts = {
    static: statics,
    dynamic: 'exploit tests',
    both: `${statics}; and exploit tests where a task has them`,
  };
  const trust = policy.minTrust === 'exit' ? '' : `; passed cases count from trust level ${policy.minTrust}`;
  const recorded = policy.recorded ? '; recorded verdicts where we have none of our own' : '';
  return `${policy.security}: ${parts[policy.security]}${trust}${recorded}`;
};

const describeCombine = (combine: Combine, jurors: readonly string[]): string => {
  const names = jurors.join(', ') || 'no scanner';
  if (combine.by === 'one') return `${names} alone`;
  if (combine.by !== 'weighted') return `${combine.by} of ${names}`;
  const weights = jurors.map((id) => `${id} x ${combine.weights[id] ?? 0}`).join(', ');
  return `weighted vote of ${weights || names}, more than ${combine.threshold} of the weight accuses`;
};

const describeFilter = ({ minSeverity, minConfidence, onlyRules, ignoreRules }: Policy): string => {
  const levels =
    minSeverity === 'low' && minConfidence === 'low'
      ? 'any finding counts'
      : `findings from severity ${minSeverity} and confidence ${minConfidence} count`;
  const only = onlyRules ? `, only rules ${onlyRules.join(' ')}` : '';
  const ignored = ignoreRules.length > 0 ? `, without rules ${ignoreRules.join(' ')}` : '';
  return `${levels}${only}${ignored}`;
};

/**
 * Whether a pattern means a rule of a scanner: it names the rule (`B101`), or scanner and rule (`bandit/B101`), and `*`
 * stands for any characters (`ruff/*`).
 */
export const ruleMatches = (pattern: string, scanner: string, rule: string): boolean => {
  const expression = expressionOf(pattern);
  return expression.test(rule) || expression.test(`${scanner}/${rule}`);
};

/** Patterns are few and findings many: each pattern is compiled once. */
const expressionOf = (pattern: string): RegExp => {
  const known = expressions.get(pattern);
  if (known) return known;
  const expression = new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 's');
  expressions.set(pattern, expression);
  return expression;
};
const expressions = new Map<string, RegExp>();

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
