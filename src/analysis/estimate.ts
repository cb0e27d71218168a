import type { Estimate } from '../core/score.ts';
import type { Verdict } from '../core/verdict.ts';
import { isUnknown, type Metric, metricKey, type Reading, taskValue } from '../metrics/index.ts';
import { type BootstrapOptions, withIntervals } from '../stats/bootstrap.ts';
import { mean } from '../stats/mean.ts';

type TaskVerdicts = readonly Verdict[];

/** A metric for one k; `values` is the headline's value for each task. */
type Point = {
  readonly key: string;
  readonly values: readonly number[];
  readonly estimate: Omit<Estimate, 'ci'>;
};

/**
 * Estimates the metrics of one row. Absent are metrics without evidence, and any k that exceeds the samples of some
 * task that the metric covers.
 *
 * @param tasks the verdicts on each task; their order decides which of them a seed draws
 * @returns by metric key, in the order of `metrics` and `ks`
 */
export const estimateMetrics = (
  tasks: readonly TaskVerdicts[],
  metrics: readonly Metric[],
  ks: readonly number[],
  options: BootstrapOptions,
): Record<string, Estimate> => {
  const points = pointsOf(tasks, metrics, ks);
  return Object.fromEntries(
    withIntervals(points, options).map(({ key, estimate, ci }) => [key, { ...estimate, ci }]),
  );
};

/** The same without intervals. */
export const pointEstimates = (
  tasks: readonly TaskVerdicts[],
  metrics: readonly Metric[],
  ks: readonly number[],
): Record<string, Omit<Estimate, 'ci'>> =>
  Object.fromEntries(pointsOf(tasks, metrics, ks).map(({ key, estimate }) => [key, estimate]));

const pointsOf = (
  tasks: readonly TaskVerdicts[],
  metrics: readonly Metric[],
  ks: readonly number[],
): Point[] =>
  metrics.flatMap((metric) => (metric.needsK ? ks : [1]).flatMap((k) => pointOf(metric, tasks, k) ?? []));

const pointOf = (metric: Metric, tasks: readonly TaskVerdicts[], k: number): Point | undefined => {
  if (!tasks.some((verdicts) => verdicts.some(metric.evidence))) return undefined;
  const covered = tasks.filter((verdicts) => metric.covers === undefined || verdicts.some(metric.covers));
  const values = valuesOf(metric, covered, k, 'bad');
  const best = valuesOf(metric, covered, k, 'good');
  if (values.length < covered.length) return undefined;
  const verdicts = covered.flat();
  const value = mean(values);
  return {
    key: metricKey(metric, k),
    values,
    estimate: {
      value,
      low: value,
      high: mean(best),
      tasks: covered.length,
      samples: verdicts.length,
      unknown: verdicts.filter((verdict) => isUnknown(metric, verdict)).length,
    },
  };
};

const valuesOf = (
  metric: Metric,
  tasks: readonly TaskVerdicts[],
  k: number,
  reading: Reading,
): readonly number[] => tasks.flatMap((verdicts) => taskValue(metric, verdicts, k, reading) ?? []);
