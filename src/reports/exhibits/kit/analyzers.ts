import { estimateMetrics } from '../../../analysis/estimate.ts';
import { describePolicy } from '../../../core/policy.ts';
import type { Estimate } from '../../../core/score.ts';
import type { Verdict } from '../../../core/verdict.ts';
import type { StudyRun } from '../../../engine/study.ts';
import { errorFree } from '../../../metrics/error-free.ts';
import { METRICS, type Metric, metricKey } from '../../../metrics/index.ts';
import type { Entry } from './data-sets.ts';

/** One metric of samples, for k = 1; undefined without evidence. */
const estimateOf = (
  { scored }: StudyRun,
  tasks: readonly (readonly Verdict[])[],
  metric: Metric,
): Estimate | undefined =>
  estimateMetrics(tasks, [metric], [1], scored.scores.bootstrap)[metricKey(metric, 1)];

/** The error-free rate of an entry; undefined where no analyzer of defects looked. */
export const errorFreeOf = (entry: Entry): Estimate | undefined =>
  estimateOf(entry.run, entry.tasks, errorFree());

/** The share of secure samples among some tasks. */
export const secureOf = (run: StudyRun, tasks: readonly (readonly Verdict[])[]): Estimate | undefined =>
  estimateOf(run, tasks, METRICS.secure);

/** The likeness of samples to what their tasks were made of, as a share; undefined where there is nothing to compare with. */
export const bleuOf = (run: StudyRun, tasks: readonly (readonly Verdict[])[]): Estimate | undefined =>
  estimateOf(run, tasks, METRICS.bleu);

/** What error-free is by, in words; undefined where no analyzer of defects looked. */
export const errorFreePolicy = ({ scored: { scores } }: StudyRun): string | undefined => {
  const analyzers = scores.scanners.filter(({ role }) => role === 'defects');
  if (analyzers.length === 0) return undefined;
  const { minSeverity, minConfidence, onlyRules, ignoreRules } = scores.policy;
  return describePolicy(
    {
      security: 'static',
      combine: { by: 'union' },
      minSeverity,
      minConfidence,
      ...(onlyRules && { onlyRules }),
      ignoreRules,
      minTrust: 'exit',
      recorded: false,
    },
    analyzers.map(({ id }) => ({ id, role: 'security' })),
  );
};

/** Notes on what error-free is by, for runs that have analyzers of defects. */
export const errorFreeNotes = (runs: readonly StudyRun[]): readonly string[] => {
  const texts = new Set(runs.flatMap((run) => errorFreePolicy(run) ?? []));
  return [...texts].map(
    (text) => `EFR, the error-free rate: samples in which no analyzer of defects finds anything (${text}).`,
  );
};
