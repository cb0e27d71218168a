import type { Verdict } from '../core/verdict.ts';

/** How a verdict of `unknown` is read: `bad` gives the headline and the lower bound, `good` the upper bound. */
export type Reading = 'bad' | 'good';

/**
 * A metric: one file in this folder, one object in the registry. It turns the verdicts on one task into a number in
 * [0, 1]; the value of a row of samples is the mean over its tasks.
 *
 * A reading holds for a whole sample: where both lenses of a sample are unknown, `good` reads both as good at once.
 * Hence bad <= truth <= good, for every sample, task and row. A sample whose two readings agree is judged, whatever
 * else is unknown about it: insecure code is not secure and working, whether or not it works.
 */
export type Metric = {
  readonly id: string;
  readonly title: string;
  /** The part of the evidence that it looks at, e.g. a scanner. Absent: the policy's verdict. */
  readonly source?: string;
  /** Whether it is computed for every k. Otherwise for k = 1 alone. */
  readonly needsK: boolean;
  /**
   * Whether this verdict gives the metric something to compute from, be it a result that could not be had. The
   * metric is absent from a row, not zero, if no sample of the row does; otherwise samples without evidence are
   * unknown.
   */
  evidence(verdict: Verdict): boolean;
  /** Leaves out the tasks of which no sample is covered. Absent: the metric covers all tasks. */
  covers?(verdict: Verdict): boolean;
  /** What one sample earns, in [0, 1]. */
  credit(verdict: Verdict, reading: Reading): number;
  /** The task's value from what each of its n samples earns; undefined if n < k. */
  combine(credits: readonly number[], k: number): number | undefined;
};

/** The key of a metric in `scores.json`, e.g. `safe@1`, `secure@1:bandit`. */
export const metricKey = ({ id, source }: Pick<Metric, 'id' | 'source'>, k: number): string =>
  source === undefined ? `${id}@${k}` : `${id}@${k}:${source}`;

/** The value of one task, of which `verdicts` are the n samples. Undefined if n < k. */
export const taskValue = (
  metric: Metric,
  verdicts: readonly Verdict[],
  k: number,
  reading: Reading,
): number | undefined =>
  metric.combine(
    verdicts.map((verdict) => metric.credit(verdict, reading)),
    k,
  );

/** Whether the metric could not judge this sample: what it earns depends on how unknowns are read. */
export const isUnknown = (metric: Metric, verdict: Verdict): boolean =>
  metric.credit(verdict, 'bad') !== metric.credit(verdict, 'good');
