import { randomBytes } from 'node:crypto';
import type { TestReport } from '../core/case.ts';
import type { Language, Task } from '../core/task.ts';
import type { ReadyProgram } from '../languages/program.ts';
import type { SandboxChoice } from '../sandbox/index.ts';
import type { Interpreter } from '../sandbox/sandbox.ts';
import { leaveOut } from './events.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type Ask, makeOrderKeeper } from './order.ts';
import { openPool } from './pool.ts';
import { judgeTwins } from './twins.ts';
import type { Worker } from './worker.ts';

export type JobOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Limits other than the task's own. */
  readonly limits?: Limits;
  /** Another world (`world.ts`): environment variables of a sandbox that is started for this job alone. */
  readonly world?: Readonly<Record<string, string>>;
};

/** How many tests of a job get a twin: who can tell originals from twins only by guessing succeeds once in 2 ** TWINS. */
const TWINS = 2;

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
  /** Whether one sandbox may serve many jobs where that works (default), or each job gets its own. */
  readonly reuse?: boolean;
  /** The toolchains that whole programs are compiled and run with. */
  readonly programs?: Programs;
};

/** By language; one that is not here cannot be run. */
export type Programs = Readonly<Partial<Record<Language, ReadyProgram>>>;

/** Whether the tests compile and run the sample as a program, rather than load it as a module. */
export const runsProgram = ({ tests }: Task): boolean =>
  tests?.style === 'program' || tests?.style === 'native';

/** Makes a bench ready. It starts no more servers of a kind than jobs are under way, and keeps them for the next ones. */
export const openBench = async ({
  choice,
  interpreter,
  reuse = true,
  programs = {},
}: BenchOptions): Promise<TestBench> => {
  const visible = [...new Set(Object.values(programs).flatMap((program) => program.visible))];
  const pool = await openPool({ sandbox: choice.sandbox, interpreter, visible, reuse });
  const judgeInOrder = makeOrderKeeper();
  const level = `${choice.level}: ${pool.level}`;
  return {
    level,
    async run(sample, task, { signal, limits = limitsOf(task), world } = {}) {
      const report = { sample: sample.id, sandbox: level };
      if (!task.tests) return { ...report, status: 'unknown', reason: 'the task has no tests', cases: [] };
      const program = runsProgram(task) ? programs[task.language] : null;
      if (program === undefined) {
        const reason = `there is nothing to run ${task.language} programs with`;
        return { ...report, status: 'unknown', reason, cases: [] };
      }
      const seed = randomBytes(16).toString('hex');
      const job = {
        seed,
        twins: TWINS,
        setup: task.setup,
        entry_point: task.entryPoint ?? null,
        requires: task.requires,
        tests: task.tests,
        limits,
      };
      const { setup, tests } = task;
      const testSources = Object.values(tests).filter((value) => typeof value === 'string');
      const ask: Ask = async (code, inOrder) => {
        const token = randomBytes(16).toString('hex');
        const use = (worker: Worker) =>
          worker.run({ ...job, in_order: inOrder, token, code, program: program?.recipe(code) }, token, {
            silenceSeconds: limits.silence_seconds,
            memoryBytes: limits.memory_bytes,
            signal,
          });
        const talk = world
          ? await pool.withOwn(world, use)
          : await pool.withWorker([setup, code, ...testSources], use);
        return leaveOut(talk, task.skip ?? []);
      };
      const conversation = await judgeInOrder(task, sample.code, ask);
      const { secure } = task.solutions;
      const askReference = async () => (secure === undefined ? undefined : ask(secure, false));
      return { ...report, ...(await judgeTwins(conversation, askReference)) };
    },
    close: () => pool.close(),
  };
};
