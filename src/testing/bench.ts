import { randomBytes } from 'node:crypto';
import type { TestReport } from '../core/case.ts';
import type { Task } from '../core/task.ts';
import type { SandboxChoice } from '../sandbox/index.ts';
import type { Interpreter } from '../sandbox/sandbox.ts';
import { assemble } from './events.ts';
import { type Limits, limitsOf } from './limits.ts';
import { openPool } from './pool.ts';

export type JobOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Limits other than the task's own. */
  readonly limits?: Limits;
};

/** Where tests run: opened once per run, closed at its end. */
export type TestBench = {
  /** The sandbox and what it reached, as every record says it. */
  readonly level: string;
  /**
   * Runs a task's tests against one solution and returns one result per planned case. A case that was planned and
   * not answered for is unknown, and so is everything if the judge itself failed. As many at once as asked for.
   *
   * @throws the signal's reason if aborted; nothing else
   */
  run(
    sample: { readonly id: string; readonly code: string },
    task: Task,
    options?: JobOptions,
  ): Promise<TestReport>;
  /** Ends the processes that wait for further jobs. */
  close(): Promise<void>;
};

export type BenchOptions = {
  readonly choice: SandboxChoice;
  readonly interpreter: Interpreter;
};

/** Makes a bench ready. It starts no more processes than jobs are under way, and keeps them for the next ones. */
export const openBench = async ({ choice, interpreter }: BenchOptions): Promise<TestBench> => {
  const pool = await openPool(choice.sandbox, interpreter);
  const level = `${choice.level}: ${pool.level}`;
  return {
    level,
    async run(sample, task, { signal, limits = limitsOf(task) } = {}) {
      const report = { sample: sample.id, sandbox: level };
      if (!task.tests) return { ...report, status: 'unknown', reason: 'the task has no tests', cases: [] };
      const token = randomBytes(16).toString('hex');
      const job = {
        token,
        code: sample.code,
        setup: task.setup,
        entry_point: task.entryPoint ?? null,
        requires: task.requires,
        tests: task.tests,
        limits,
      };
      const sources = [
        task.setup,
        sample.code,
        ...Object.values(task.tests).filter((v) => typeof v === 'string'),
      ];
      const { events, failure } = await pool.withWorker(sources, (worker) =>
        worker.run(job, token, limits.silence_seconds, signal),
      );
      return { ...report, ...assemble(events, failure) };
    },
    close: () => pool.close(),
  };
};
