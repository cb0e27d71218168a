import { plainTable } from '../../src/reports/plain-table.ts';
import type { Judged, TaskResult } from './measure.ts';

const VERDICTS = ['same', 'different', 'unknown'] as const;

const count = (judged: readonly Judged[], verdict: string, works: boolean): number =>
  judged.filter((each) => each.comparison.verdict === verdict && each.works === works).length;

/** Verdicts by kind of candidate, against what its tests say. */
export const renderBehaviour = ({
  set,
  tasks,
  seconds,
}: {
  readonly set: string;
  readonly tasks: readonly TaskResult[];
  readonly seconds: number;
}): string => {
  const all = tasks.flatMap(({ candidates }) => candidates);
  const rules = [...Map.groupBy(all, ({ rule }) => rule)];
  const compared = tasks.reduce((sum, each) => sum + each.compared, 0);
  const spent = tasks.reduce((sum, each) => sum + each.seconds, 0);
  const opened = tasks.filter(({ reason }) => reason === undefined);
  const mean = (of: (task: TaskResult) => number): string =>
    (opened.reduce((sum, each) => sum + of(each), 0) / Math.max(1, opened.length)).toFixed(1);
  const reasons = [...Map.groupBy(tasks, ({ reason }) => reason)].flatMap(([reason, those]) =>
    reason === undefined ? [] : [`${those.length} × ${reason}`],
  );
  return [
    `${set}: ${tasks.length} tasks in ${seconds.toFixed(0)} s; ${compared} comparisons, ${((1000 * spent) / Math.max(1, compared)).toFixed(0)} ms each`,
    `stable inputs ${mean(({ total }) => total)} a task, informative ${mean(({ informative }) => informative)}; nothing to compare: ${tasks.length - opened.length} tasks`,
    ...reasons,
    '',
    plainTable(
      ['candidate', 'works:', ...VERDICTS, 'fails its tests:', ...VERDICTS, 'no verdict'],
      rules.map(([rule, judged]) => [
        rule,
        judged.filter(({ works }) => works === true).length,
        ...VERDICTS.map((verdict) => count(judged, verdict, true)),
        judged.filter(({ works }) => works === false).length,
        ...VERDICTS.map((verdict) => count(judged, verdict, false)),
        judged.filter(({ works }) => works === undefined).length,
      ]),
    ),
  ].join('\n');
};
