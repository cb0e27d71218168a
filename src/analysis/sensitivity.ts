import { type Juror, jurorsOf } from '../core/jurors.ts';
import { type Combine, type Lens, lensSchema, type Policy } from '../core/policy.ts';
import type { Estimate } from '../core/score.ts';
import type { Verdict } from '../core/verdict.ts';
import { METRICS, metricKey } from '../metrics/index.ts';
import { kendallTau } from '../stats/kendall.ts';
import { pointEstimates } from './estimate.ts';
import { rowsOf, type ScoreOptions } from './score.ts';

/** How a policy differs from the run's own. `without`: all that count but one. */
export type Variation = 'own' | 'union' | 'majority' | 'one' | 'without' | 'severity' | 'confidence' | 'lens';

/** One policy to score under. */
export type PolicyVariant = { readonly kind: Variation; readonly label: string; readonly policy: Policy };

type Point = Omit<Estimate, 'ci'>;

/** The scores of one row of the table under one policy. Null: nothing to compute them from. */
export type RowScores = {
  readonly model: string;
  readonly method: string;
  readonly secure: Point | null;
  readonly securePass: Point | null;
  readonly safe: Point | null;
};

/** The scores of a run under one policy. */
export type PolicyScores = {
  readonly kind: Variation;
  readonly label: string;
  readonly security: Lens;
  readonly rows: readonly RowScores[];
  /**
   * Kendall's tau between the ranking of the rows under this policy and under the run's own: 1 says that nobody
   * changes place. Null: there is nothing to rank, or all are equal.
   */
  readonly tau: { readonly secure: number | null; readonly safe: number | null };
};

const UNION: Combine = { by: 'union' };

/**
 * The policies that a run is held against: each lens alone; and through the static lens each scanner alone, all but each,
 * union and majority, higher thresholds. Of those that decide alike only the first is kept.
 */
export const policyVariants = (own: Policy, scanners: readonly Juror[]): PolicyVariant[] => {
  const everyone = own.combine.by === 'one' ? { combine: UNION } : own;
  const all = jurorsOf(everyone, scanners).map(({ id }) => id);
  const variant = (kind: Variation, label: string, changes: Partial<Policy>): PolicyVariant => ({
    kind,
    label,
    policy: { ...own, security: 'static', ...changes },
  });
  const combined = (by: Combine, ids: readonly string[]): Partial<Policy> => ({
    combine: by,
    scanners: [...ids],
  });
  const several = all.length > 1;
  const variants = [
    ...lensSchema.options.map((security) =>
      variant('lens', security === 'both' ? 'both lenses' : `${security} lens`, { security }),
    ),
    ...(several
      ? [
          variant('union', 'union of all', combined(UNION, all)),
          variant('majority', 'majority of all', combined({ by: 'majority' }, all)),
          ...all.map((id) => variant('one', `${id} alone`, { combine: { by: 'one', scanner: id } })),
        ]
      : []),
    ...(all.length > 2
      ? all.map((left) =>
          variant(
            'without',
            `union without ${left}`,
            combined(
              UNION,
              all.filter((id) => id !== left),
            ),
          ),
        )
      : []),
    ...(['medium', 'high'] as const).flatMap((level) => [
      variant('severity', `severity from ${level}`, { minSeverity: level }),
      variant('confidence', `confidence from ${level}`, { minConfidence: level }),
    ]),
  ];
  const first: PolicyVariant = { kind: 'own', label: 'as scored', policy: own };
  const byDecision = Map.groupBy([first, ...variants], ({ policy }) =>
    JSON.stringify(normal(policy, scanners)),
  );
  return [...byDecision.values()].flatMap(([one]) => one ?? []);
};

/** The same for policies that decide alike. */
const normal = (policy: Policy, scanners: readonly Juror[]): unknown => {
  const jurors = jurorsOf(policy, scanners).map(({ id }) => id);
  const { combine } = policy;
  const by = combine.by === 'one' || jurors.length === 1 ? { by: 'union' } : combine;
  const statics = [by, jurors, policy.minSeverity, policy.minConfidence];
  return policy.security === 'dynamic' ? [policy.security] : [policy.security, statics];
};

/**
 * How the scores of a run move with the policy, and whether the ranking of its rows does.
 *
 * @param judge gives all verdicts of the run under a policy
 * @param variants the run's own policy first
 */
export const sensitivity = (
  variants: readonly PolicyVariant[],
  judge: (policy: Policy) => readonly Verdict[],
  by: ScoreOptions['by'] = 'both',
): PolicyScores[] => {
  const scored = variants.map(({ kind, label, policy }) => ({
    kind,
    label,
    security: policy.security,
    rows: rowScores(judge(policy), by),
  }));
  const own = scored[0]?.rows ?? [];
  return scored.map((scores) => ({
    ...scores,
    tau: {
      secure: rankCorrelation(own, scores.rows, ({ secure }) => secure),
      safe: rankCorrelation(own, scores.rows, ({ safe }) => safe),
    },
  }));
};

const rowScores = (verdicts: readonly Verdict[], by: ScoreOptions['by']): RowScores[] =>
  rowsOf(verdicts, by).map(({ model, method, tasks }) => {
    const { secure, securePass, safe } = METRICS;
    const points = pointEstimates(tasks, [secure, securePass, safe], [1]);
    return {
      model,
      method,
      secure: points[metricKey(secure, 1)] ?? null,
      securePass: points[metricKey(securePass, 1)] ?? null,
      safe: points[metricKey(safe, 1)] ?? null,
    };
  });

const rankCorrelation = (
  own: readonly RowScores[],
  other: readonly RowScores[],
  pick: (row: RowScores) => Point | null,
): number | null => {
  const pairs = own.flatMap((row, index) => {
    const [a, b] = [pick(row), other[index] && pick(other[index])];
    return a && b ? [[a.value, b.value] as const] : [];
  });
  const tau = kendallTau(
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
  return tau ?? null;
};
