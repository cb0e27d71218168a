import type { Verdict } from '../../core/verdict.ts';
import { isUnknown, type Metric, metricKey, type Reading, taskValue } from '../../metrics/index.ts';
import { cohensD, cohensDz } from '../../stats/effect-size.ts';
import { mcnemarTest, signTest } from '../../stats/exact-tests.ts';
import { mean } from '../../stats/mean.ts';
import { minimumDetectable } from '../../stats/power.ts';
import { hasSpread } from '../../stats/spread.ts';
import { pairedTest, welchTest } from '../../stats/t-test.ts';
import type { TaskVerdicts } from './arms.ts';
import type { ComparedMetric } from './metrics.ts';
import type { MetricContrast } from './terms.ts';

/** Every metric is compared for one draw: tests of means need a mean over samples, and that it is for k = 1. */
export const K = 1;

/** A contrast before what takes all others: the bootstrap's draws, and Holm's correction. */
export type RawContrast = Omit<MetricContrast, 'ci' | 'holm' | 'change'> & {
  /** `arm - base` for each task. */
  readonly values: readonly number[];
  /**
   * What Holm's correction takes: the p-value of the paired t-test. Where all tasks differ by the same amount, which is
   * not none, that test has nothing to measure by; the sign test stands in.
   */
  readonly p: number | null;
};

/** @returns undefined if the metric has no evidence on one side, or no task on both */
export const contrastOf = (
  { metric, binary }: ComparedMetric,
  base: TaskVerdicts,
  arm: TaskVerdicts,
): RawContrast | undefined => {
  const tasks = [...base.keys()].filter(
    (task) => isCovered(metric, base, task) && isCovered(metric, arm, task),
  );
  const [before, after] = [sideOf(metric, base, tasks), sideOf(metric, arm, tasks)];
  if (!before.evidence || !after.evidence) return undefined;
  const values = after.bad.map((value, index) => value - (before.bad[index] ?? Number.NaN));
  const paired = pairedTest(values) ?? null;
  return {
    metric: metricKey(metric, K),
    title: metric.title,
    tasks: tasks.length,
    base: mean(before.bad),
    arm: mean(after.bad),
    difference: mean(after.bad) - mean(before.bad),
    low: mean(after.bad) - mean(before.good),
    high: mean(after.good) - mean(before.bad),
    unknown: { base: before.unknown, arm: after.unknown },
    welch: welchTest(after.bad, before.bad) ?? null,
    paired,
    d: { pooled: cohensD(after.bad, before.bad) ?? null, paired: cohensDz(values) ?? null },
    mcnemar: binary ? mcnemarOf(metric, base, arm, tasks) : null,
    minimumDetectable: minimumDetectable(values) ?? null,
    values,
    p: paired ? paired.p : allAlike(values),
  };
};

const isCovered = (metric: Metric, verdicts: TaskVerdicts, task: string): boolean => {
  const ofTask = verdicts.get(task);
  return ofTask !== undefined && (metric.covers === undefined || ofTask.some(metric.covers));
};

type Side = {
  readonly bad: readonly number[];
  readonly good: readonly number[];
  readonly evidence: boolean;
  readonly unknown: number;
};

const sideOf = (metric: Metric, verdicts: TaskVerdicts, tasks: readonly string[]): Side => {
  const taken = tasks.map((task) => verdicts.get(task) ?? []);
  const read = (reading: Reading): number[] =>
    taken.flatMap((ofTask) => taskValue(metric, ofTask, K, reading) ?? []);
  return {
    bad: read('bad'),
    good: read('good'),
    evidence: taken.some((ofTask) => ofTask.some(metric.evidence)),
    unknown: taken.flat().filter((verdict) => isUnknown(metric, verdict)).length,
  };
};

/** Over pairs of samples of the same task and index; unknowns earn nothing. */
const mcnemarOf = (
  metric: Metric,
  base: TaskVerdicts,
  arm: TaskVerdicts,
  tasks: readonly string[],
): MetricContrast['mcnemar'] => {
  let [onlyBase, onlyArm] = [0, 0];
  const isGood = (verdict: Verdict): boolean => metric.credit(verdict, 'bad') === 1;
  for (const task of tasks) {
    const before = new Map((base.get(task) ?? []).map((verdict) => [verdict.index, isGood(verdict)]));
    for (const verdict of arm.get(task) ?? []) {
      const [first, second] = [before.get(verdict.index), isGood(verdict)];
      onlyBase += Number(first === true && !second);
      onlyArm += Number(first === false && second);
    }
  }
  return { onlyBase, onlyArm, p: mcnemarTest(onlyBase, onlyArm) };
};

/** The sign test of differences without spread; null where there is no difference, or one task alone. */
const allAlike = (values: readonly number[]): number | null =>
  values.length < 2 || !hasSpread([0, ...values])
    ? null
    : signTest(values.filter((value) => value > 0).length, values.filter((value) => value < 0).length);
