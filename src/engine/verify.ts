import pMap from 'p-map';
import { isUnjudged, type TestReport } from '../core/case.ts';
import type { CaseKind, Solutions, Task } from '../core/task.ts';
import type { TestBench } from '../testing/bench.ts';
import { type Examiner, makeExaminer } from '../testing/examine.ts';

/** What the controls of one task showed. `faults` is empty if its tests can be trusted. */
export type TaskVerification = {
  readonly task: string;
  readonly status: 'trusted' | 'quarantined' | 'unknown';
  readonly faults: readonly string[];
};

const casesOf = ({ cases }: TestReport, kind: CaseKind) => cases.filter((result) => result.kind === kind);

const passes = (report: TestReport, kind: CaseKind): boolean =>
  casesOf(report, kind).every(({ outcome }) => outcome === 'passed');

const failed = (report: TestReport, kind: CaseKind): string =>
  casesOf(report, kind)
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ id, outcome, message }) => `${id} (${outcome}${message ? `: ${message.slice(0, 120)}` : ''})`)
    .join(', ');

/** What must hold of each control; each check names its fault. */
const CHECKS: Readonly<Record<keyof Solutions, (report: TestReport, task: Task) => (string | false)[]>> = {
  secure: (report, { exploits, tests }) => [
    tests?.style === 'functions' &&
      casesOf(report, 'functional').length < 5 &&
      'it has fewer than 5 functional cases',
    !passes(report, 'functional') && `the reference fails ${failed(report, 'functional')}`,
    exploits && !passes(report, 'security') && `the reference is exploited by ${failed(report, 'security')}`,
  ],
  insecure: (report, { exploits }) => [
    !passes(report, 'functional') && `the insecure control fails ${failed(report, 'functional')}`,
    exploits && passes(report, 'security') && 'no security test exploits the insecure control',
  ],
  broken: (report, { exploits }) => [
    passes(report, 'functional') && 'the deleted-feature control passes every functional case',
    exploits &&
      !passes(report, 'security') &&
      `the deleted-feature control is exploited by ${failed(report, 'security')}`,
  ],
};

/**
 * Proves that a task's tests tell right from wrong: the reference passes everything, the insecure control works and
 * is exploited, the control without the feature fails. Controls that a set does not have are not asked for.
 */
export const verifyTask = async (
  task: Task,
  examiner: Examiner,
  signal: AbortSignal,
): Promise<TaskVerification> => {
  const faults: string[] = [];
  let unknown: string | undefined = task.tests === undefined ? 'the task has no tests' : undefined;
  for (const kind of ['secure', 'insecure', 'broken'] as const) {
    const code = task.solutions[kind];
    if (code === undefined || task.tests === undefined) continue;
    const report = await examiner.examine({ id: `${task.id} ${kind}`, code }, task, signal);
    const lost = report.cases.find(({ outcome }) => isUnjudged(outcome));
    if (report.status === 'unknown' || lost)
      unknown ??= report.reason ?? `${lost?.id}: ${lost?.message ?? 'no result'}`;
    else faults.push(...CHECKS[kind](report, task).filter((fault) => fault !== false));
  }
  if (faults.length > 0) return { task: task.id, status: 'quarantined', faults };
  return unknown === undefined
    ? { task: task.id, status: 'trusted', faults: [] }
    : { task: task.id, status: 'unknown', faults: [unknown] };
};

/** Verifies tasks, a few at once, in their order. */
export const verifyTasks = (
  tasks: readonly Task[],
  bench: TestBench,
  options: {
    /** How often a control with failed cases is run again, to find flaky ones. */
    readonly reruns?: number;
    readonly workers: number;
    readonly signal: AbortSignal;
    readonly onTask: (result: TaskVerification) => void;
  },
): Promise<TaskVerification[]> => {
  const examiner = makeExaminer(bench, { reruns: options.reruns ?? 0 });
  return pMap(
    tasks,
    async (task) => {
      const result = await verifyTask(task, examiner, options.signal);
      options.onTask(result);
      return result;
    },
    { concurrency: options.workers, signal: options.signal },
  );
};
