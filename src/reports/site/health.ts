import { compareText } from '../../analysis/order.ts';
import { countReasons } from '../../analysis/unknowns.ts';
import { type CaseResult, caseOutcomeSchema, trustSchema } from '../../core/case.ts';
import { NOTHING_TESTED } from '../../core/run.ts';
import type { RunHealth } from './format.ts';
import type { RunMaterial } from './material.ts';

/** How a run went, over what methods handed in. */
export const healthOf = ({ records, running }: RunMaterial): RunHealth => {
  const { manifest, tasks } = records;
  const samples = records.samples.filter(({ round }) => round === undefined);
  const tasksOf = new Map(samples.map(({ id, task }) => [id, task]));
  const reports = records.cases.filter(({ sample }) => tasksOf.has(sample));
  const reported = new Set(reports.map(({ sample }) => sample));
  const withTests = new Set(tasks.filter(({ tests }) => tests !== undefined).map(({ id }) => id));
  const wanted = manifest.inputs.python !== NOTHING_TESTED;
  const results = reports.flatMap(({ cases }) => cases);
  const flaky = reports.flatMap(({ sample, cases }) =>
    cases
      .filter(({ outcome }) => outcome === 'flaky')
      .map(({ id }) => ({ task: tasksOf.get(sample) ?? '', id })),
  );
  return {
    samples: samples.length,
    running,
    untested: wanted
      ? samples.filter(
          ({ id, task, problem }) => problem === undefined && withTests.has(task) && !reported.has(id),
        ).length
      : 0,
    problems: countReasons(samples.flatMap(({ problem }) => problem ?? [])),
    cases: tally(caseOutcomeSchema.options, results, ({ outcome }) => outcome),
    trust: tally(trustSchema.options, results, ({ trust }) => trust),
    flaky: [...Map.groupBy(flaky, ({ task }) => task)]
      .map(([task, cases]) => ({ task, cases: new Set(cases.map(({ id }) => id)).size }))
      .sort((a, b) => compareText(a.task, b.task)),
    sandboxes: countReasons(reports.map(({ sandbox }) => sandbox)).map(({ reason, samples: of }) => ({
      sandbox: reason,
      samples: of,
    })),
    cpuSeconds: results.reduce((sum, { cpuSeconds = 0 }) => sum + cpuSeconds, 0),
  };
};

const tally = <Key extends string>(
  keys: readonly Key[],
  results: readonly CaseResult[],
  keyOf: (result: CaseResult) => Key,
): Readonly<Record<Key, number>> => {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const result of results) counts[keyOf(result)] += 1;
  return counts;
};
