import { type CaseResult, isUnjudged, type TestReport } from '../core/case.ts';
import type { Task } from '../core/task.ts';
import type { TestBench } from './bench.ts';
import { type Limits, limitsOf } from './limits.ts';

export type ExaminerOptions = {
  /** How often a sample with failed cases is run again, to find cases that come out now so, now otherwise. */
  readonly reruns: number;
};

type Code = { readonly id: string; readonly code: string };

/** Has samples judged, and what should not be believed at once judged again. */
export type Examiner = {
  /**
   * The report on a sample, after:
   *
   * - a second try, if the judge was lost: it may have been unlucky
   * - a run with more time, if a case ran out of it and the reference, measured on this machine, shows it to be short
   * - `reruns` further runs, if a case failed: cases that then come out otherwise are flaky
   *
   * @throws the signal's reason if aborted; nothing else
   */
  examine(sample: Code, task: Task, signal?: AbortSignal): Promise<TestReport>;
};

const slowest = ({ cases }: TestReport): number =>
  Math.max(0, ...cases.map(({ cpuSeconds = 0 }) => cpuSeconds));

const has = (report: TestReport, matches: (result: CaseResult) => boolean): boolean =>
  report.cases.some(matches);

const failed = ({ outcome }: CaseResult): boolean => outcome !== 'passed' && !isUnjudged(outcome);

/** A rerun that was lost tells nothing. */
const isWhole = ({ status }: TestReport): boolean => status === 'ok';

/** The first report, in which a case is flaky that passed in one run and failed in another. */
const compare = (first: TestReport, others: readonly TestReport[]): TestReport => {
  const passedIn = (report: TestReport, id: string): boolean | undefined => {
    const result = report.cases.find((other) => other.id === id);
    return result && (isUnjudged(result.outcome) ? undefined : result.outcome === 'passed');
  };
  return {
    ...first,
    cases: first.cases.map((result) => {
      const seen = new Set([first, ...others].map((report) => passedIn(report, result.id)));
      if (!(seen.has(true) && seen.has(false))) return result;
      const message = `passed in one run and not in another of ${others.length + 1} (${result.message ?? result.outcome})`;
      return { ...result, outcome: 'flaky', message };
    }),
  };
};

/** Puts further tries on top of a bench. References are measured when first needed, once per task. */
export const makeExaminer = (bench: TestBench, { reruns }: ExaminerOptions): Examiner => {
  const measured = new Map<string, Promise<number>>();

  const measure = async (task: Task, code: string, signal: AbortSignal | undefined): Promise<number> => {
    const limits = limitsOf(task, task.cpuSeconds);
    const report = await bench.run({ id: `${task.id} reference`, code }, task, { signal, limits });
    if (!isWhole(report)) measured.delete(task.id); // the next sample that runs out of time asks again
    return slowest(report);
  };

  /** CPU time of the task's reference on this machine; 0 if it has none. */
  const referenceSeconds = async (task: Task, signal: AbortSignal | undefined): Promise<number> => {
    const { secure } = task.solutions;
    if (secure === undefined) return 0;
    const known = measured.get(task.id) ?? measure(task, secure, signal);
    measured.set(task.id, known);
    known.catch(() => measured.delete(task.id));
    return known;
  };

  const runOnce = async (
    sample: Code,
    task: Task,
    limits: Limits,
    signal?: AbortSignal,
  ): Promise<TestReport> => {
    const first = await bench.run(sample, task, { signal, limits });
    return isWhole(first) ? first : bench.run(sample, task, { signal, limits });
  };

  return {
    async examine(sample, task, signal) {
      let limits = limitsOf(task);
      let report = await runOnce(sample, task, limits, signal);
      if (has(report, ({ outcome }) => outcome === 'timeout')) {
        const longer = limitsOf(task, await referenceSeconds(task, signal));
        if (longer.cpu_seconds > limits.cpu_seconds) {
          limits = longer;
          report = await runOnce(sample, task, limits, signal);
        }
      }
      if (reruns === 0 || !isWhole(report) || !has(report, failed)) return report;
      const others: TestReport[] = [];
      for (let run = 0; run < reruns; run += 1) others.push(await runOnce(sample, task, limits, signal));
      return compare(report, others.filter(isWhole));
    },
  };
};
