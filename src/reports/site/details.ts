import { explainCommandOf } from './commands.ts';
import type { Evidence } from './evidence.ts';
import type { DetailsPart, SampleDetail, TaskDetail } from './format.ts';
import type { Layout, Row } from './layout.ts';
import type { SiteMaterial } from './material.ts';
import { taskDetail } from './task-detail.ts';

/**
 * All that is known of the samples in a part of the rows.
 *
 * @param from, @param to first row, and the one behind the last
 */
export const detailsPart = (
  { runs }: Pick<SiteMaterial, 'runs'>,
  layout: Layout,
  evidence: readonly Evidence[],
  from: number,
  to: number,
): DetailsPart => {
  const tasks = new Map<string, TaskDetail>();
  const samples = layout.rows.slice(from, to).flatMap((row): SampleDetail[] => {
    const [own, known] = [runs[row.run], evidence[row.run]];
    if (own === undefined || known === undefined) return [];
    const key = register(tasks, row, taskDetail(known.tasks.get(row.sample.task)));
    return [detailOf(row, key, known, layout.baseOf(row), own.scored.folder)];
  });
  return { tasks: Object.fromEntries(tasks), samples };
};

/** Enters a task under its name; under another one, if another run means something else by it. */
const register = (
  tasks: Map<string, TaskDetail>,
  { run, sample: { task } }: Row,
  detail: TaskDetail,
): string => {
  const known = tasks.get(task);
  const key = known && JSON.stringify(known) !== JSON.stringify(detail) ? `${task} (run ${run + 1})` : task;
  if (!tasks.has(key)) tasks.set(key, detail);
  return key;
};

const detailOf = (
  { sample, verdict }: Row,
  task: string,
  known: Evidence,
  base: number | undefined,
  folder: string,
): SampleDetail => {
  const { id, raw, code, extraction, problem, usage } = sample;
  const [trace, degenerate] = [known.traceOf(sample), known.degenerateOf(sample)];
  return {
    id,
    task,
    verdict,
    raw,
    code,
    extraction,
    ...(problem !== undefined && { problem }),
    ...(usage && { usage }),
    findings: known.weaknessesOf(sample),
    unjudged: known
      .scansOf(sample)
      .filter(({ status }) => status === 'unknown')
      .map(({ scanner, reason }) => ({ scanner, reason: reason ?? 'no reason given' })),
    cases: known.reportOf(sample)?.cases ?? [],
    ...(trace && { trace }),
    rounds: known.roundsOf(sample),
    ...(base !== undefined && { base }),
    ...(degenerate && { degenerate }),
    command: explainCommandOf(folder, id),
  };
};
