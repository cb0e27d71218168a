import type { Juror } from '../core/jurors.ts';
import { describePolicy, type Policy } from '../core/policy.ts';
import type { ScoreRow, Scores } from '../core/score.ts';
import type { Verdict } from '../core/verdict.ts';
import { METRICS, type Metric, metricsFor } from '../metrics/index.ts';
import { estimateMetrics } from './estimate.ts';
import { type MethodRecords, recordOf } from './held-out.ts';
import { compareMethods, compareText } from './order.ts';

export type ScoreOptions = {
  readonly policy: Policy;
  /** The run's scanners, in the order in which outputs list them. */
  readonly scanners: readonly Juror[];
  readonly ks: readonly number[];
  readonly resamples?: number;
  readonly seed: number;
  /** What is known of the methods. */
  readonly methods?: MethodRecords;
  /** The verdicts on the same samples by the scanners that no method listened to, and the policy that gave them. */
  readonly heldOut?: { readonly policy: Policy; readonly verdicts: readonly Verdict[] } | undefined;
  /** What makes a row. `model` pools all methods of a model, `method` all models; the other is then `*`. */
  readonly by?: 'both' | 'model' | 'method';
};

/** In a row that pools all models or all methods: the place of the one that has no single name. */
export const POOLED = '*';

/** What stands behind the colon in the keys of metrics by scanners that no method listened to. */
export const HELD_OUT = 'held-out';

/**
 * Scores verdicts: a row per model and method, the baseline first among the methods of a model. The result depends
 * on the set of verdicts, not on their order, to the last byte.
 *
 * A k appears in a row where every task has that many samples. Where rows pool, the samples of a task are pooled
 * too, so that k counts draws from all methods or models together.
 */
export const score = (verdicts: readonly Verdict[], options: ScoreOptions): Scores => {
  const { policy, scanners, resamples = 2000, seed, by = 'both', methods = {}, heldOut } = options;
  const ks = [...new Set(options.ks)].sort((a, b) => a - b);
  const metrics = metricsFor(scanners);
  const bootstrap = { resamples, seed };
  const others = rowsOf(heldOut?.verdicts ?? [], by);
  const rows = rowsOf(verdicts, by).map((row, index): ScoreRow => {
    const known = methodsIn(row).flatMap((method) => recordOf(methods, method) ?? []);
    const scored = scoreRow(row, metrics, { ks, ...bootstrap });
    return {
      ...scored,
      metrics: {
        ...scored.metrics,
        ...estimateMetrics(others[index]?.tasks ?? [], HELD_OUT_METRICS, ks, bootstrap),
      },
      heard: [...new Set(known.flatMap(({ listens }) => listens))],
      oracle: [...new Set(known.flatMap(({ oracle }) => oracle ?? []))],
    };
  });
  return {
    format: 'bifocal.scores/1',
    policy,
    policyText: describePolicy(policy, scanners),
    scanners: scanners.map(({ id, role }) => ({ id, role })),
    heldOut: heldOut
      ? {
          scanners: [...(heldOut.policy.scanners ?? [])],
          policyText: describePolicy(heldOut.policy, scanners),
        }
      : null,
    ks,
    bootstrap,
    rows,
  };
};

/** The verdicts of one row of a table, by task. */
export type Row = {
  readonly model: string;
  readonly method: string;
  readonly tasks: readonly (readonly Verdict[])[];
};

/** Verdicts by row: models by name, of each the baseline first among the methods; tasks and samples in order. */
export const rowsOf = (verdicts: readonly Verdict[], by: ScoreOptions['by'] = 'both'): Row[] =>
  groupSorted(verdicts, by === 'method' ? () => POOLED : ({ model }) => model, compareText).flatMap(
    ([model, ofModel]) =>
      groupSorted(ofModel, by === 'model' ? () => POOLED : ({ method }) => method, compareMethods).map(
        ([method, ofRow]) => ({
          model,
          method,
          tasks: groupSorted(ofRow, ({ task }) => task, compareText).map(([, ofTask]) =>
            ofTask.toSorted((a, b) => a.index - b.index || compareText(a.sample, b.sample)),
          ),
        }),
      ),
  );

const methodsIn = ({ tasks }: Row): string[] => [...new Set(tasks.flat().map(({ method }) => method))];

/** The measures of security, by scanners that no method listened to. */
const HELD_OUT_METRICS = [METRICS.secure, METRICS.securePass, METRICS.safe].map(
  (metric): Metric => ({ ...metric, source: HELD_OUT }),
);

const scoreRow = (
  { model, method, tasks }: Row,
  metrics: readonly Metric[],
  { ks, ...bootstrap }: { ks: readonly number[]; resamples: number; seed: number },
): Omit<ScoreRow, 'heard' | 'oracle'> => {
  const verdicts = tasks.flat();
  const count = (holds: (verdict: Verdict) => boolean): number => verdicts.filter(holds).length;
  return {
    model,
    method,
    samples: verdicts.length,
    tasks: tasks.length,
    metrics: estimateMetrics(tasks, metrics, ks, bootstrap),
    unknown: {
      security: count((verdict) => verdict.security === 'unknown'),
      function: count((verdict) => verdict.function === 'unknown'),
    },
    recorded: {
      security: count((verdict) => verdict.recorded.security),
      function: count((verdict) => verdict.recorded.function),
    },
  };
};

const groupSorted = (
  verdicts: readonly Verdict[],
  keyOf: (verdict: Verdict) => string,
  compare: (a: string, b: string) => number,
): (readonly [key: string, verdicts: readonly Verdict[]])[] =>
  [...Map.groupBy(verdicts, keyOf)].sort(([a], [b]) => compare(a, b));
