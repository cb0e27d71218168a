import type { Contrast, MetricContrast } from '../../../../src/analysis/comparison/terms.ts';
import type { ForestRow } from '../../../../src/reports/charts/forest.ts';
import { contrastName } from '../../data/contrasts.ts';
import { percent, points, pValue } from '../../data/numbers.ts';

/** One arm against its base in one metric. */
export type ComparedRow = { readonly contrast: Contrast; readonly metric: MetricContrast };

const ORDER = { worse: 0, tie: 1, better: 2 } as const;

/** Rows of one metric, regressions first. */
export const comparedRows = (contrasts: readonly Contrast[], metric: string): readonly ComparedRow[] =>
  contrasts
    .flatMap((contrast) => {
      const found = contrast.metrics.find((one) => one.metric === metric);
      return found ? [{ contrast, metric: found }] : [];
    })
    .toSorted(
      (a, b) => ORDER[a.metric.change] - ORDER[b.metric.change] || a.metric.difference - b.metric.difference,
    );

/** @param withRun whether the names of runs are needed to tell arms apart */
export const forestRow = (row: ComparedRow, withRun: boolean): ForestRow => {
  const { difference, ci, low, high, change, base, arm, tasks, holm, unknown } = row.metric;
  return {
    label: contrastName(row.contrast, withRun),
    difference,
    ci,
    low,
    high,
    change,
    notes: [
      `${percent(base)} → ${percent(arm)}: ${points(difference)} points, interval ${points(ci[0])} to ${points(ci[1])}`,
      `n ${tasks} tasks; unknown ${unknown.base} and ${unknown.arm}: between ${points(low)} and ${points(high)} were they known`,
      holm === null ? 'no test: no spread' : `paired t-test, Holm p ${pValue(holm)}: ${change}`,
    ],
  };
};
