import PQueue from 'p-queue';
import type { TestReport } from '../core/case.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { TestBench } from '../testing/bench.ts';
import { makeExaminer } from '../testing/examine.ts';
import type { Journal } from './journal.ts';
import { sha256Of } from './run-folder.ts';

/**
 * Tests samples as they come, a few at once; each report is journaled the moment it is there. The same code for the
 * same task is tested once.
 */
export const testStage = (options: {
  readonly journal: Journal<TestReport>;
  readonly bench: TestBench | undefined;
  /** How often a sample with failed cases is run again. */
  readonly reruns: number;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onReport: (status: TestReport['status']) => void;
}) => {
  const { journal, bench, reruns, workers, signal, onReport } = options;
  const done = new Set(journal.records.map(({ sample }) => sample));
  const queue = new PQueue({ concurrency: workers });
  const failures: unknown[] = [];

  const examiner = bench && makeExaminer(bench, { reruns });

  /** By task and code: the report of the first sample that is both. */
  const known = new Map<string, Promise<TestReport>>();

  const reportOn = (sample: Sample, task: Task): Promise<TestReport> | undefined => {
    const key = `${task.id} ${sha256Of(sample.code)}`;
    const report = known.get(key) ?? examiner?.examine(sample, task, signal);
    if (report) known.set(key, report);
    report?.then(({ status }) => status === 'ok' || known.delete(key)).catch(() => known.delete(key));
    return report;
  };

  const test = async (sample: Sample, task: Task): Promise<void> => {
    if (signal.aborted) return;
    try {
      const report = await reportOn(sample, task);
      if (!report) return;
      journal.append({ ...report, sample: sample.id });
      onReport(report.status);
    } catch (error) {
      if (!signal.aborted) failures.push(error);
    }
  };

  return {
    /** Whether there is a test to run for this sample. */
    wants: (sample: Sample, task: Task | undefined): task is Task =>
      bench !== undefined &&
      task?.tests !== undefined &&
      sample.problem === undefined &&
      !done.has(sample.id),
    /** Never waits: an answer that has come is written down at once, however slow the tests are. */
    add(sample: Sample, task: Task): void {
      void queue.add(() => test(sample, task));
    },
    /** Waits for the tests under way; those that have not begun are left to the next start. */
    async abandon(): Promise<void> {
      queue.clear();
      await queue.onIdle();
    },
    async finish(): Promise<void> {
      await queue.onIdle();
      if (failures.length > 0) throw failures[0];
    },
  };
};
