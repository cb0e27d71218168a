import type { CaseOutcome, TestReport } from '../../src/core/case.ts';
import { type Task, type TestSuite, taskSchema } from '../../src/core/task.ts';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { openBench, type TestBench } from '../../src/testing/bench.ts';
import { type Limits, limitsOf } from '../../src/testing/limits.ts';
import { TOOLS } from '../../src/toolchain/index.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';

/** Wall clocks that suit tests: code that sleeps is given up soon. */
export const quickLimits = (task: Task): Limits => ({
  ...limitsOf(task),
  wall_seconds: 6,
  load_cpu_seconds: 1,
  load_wall_seconds: 8,
  silence_seconds: 20,
});

let bench: Promise<TestBench> | undefined;

/** A bench of its own, with servers that nobody else uses. Close it. */
export const openRealBench = async (options: { readonly reuse?: boolean } = {}): Promise<TestBench> => {
  const { paths: interpreter } = await requireTool(TOOLS['python-tests']);
  return openBench({ choice: await chooseSandbox('auto', interpreter), interpreter, ...options });
};

/** The real bench of this machine. Rejects, with the command that mends it, where a tool is missing. */
export const realBench = (): Promise<TestBench> => {
  bench ??= openRealBench();
  return bench;
};

/** A Python task with these tests; one CPU second per case. */
export const taskOf = (tests: TestSuite, rest: Partial<Task> = {}): Task =>
  taskSchema.parse({
    id: 'test/task',
    dataset: 'test',
    language: 'python',
    prompt: {},
    entryPoint: 'double',
    cpuSeconds: 1,
    memoryMiB: 512,
    tests,
    ...rest,
  });

/** Runs the tests of a task against code, on the real bench. */
export const judge = async (
  task: Task,
  code: string,
  { limits = quickLimits }: { readonly limits?: (task: Task) => Limits } = {},
): Promise<TestReport> => (await realBench()).run({ id: 'sample', code }, task, { limits: limits(task) });

/** Case id to outcome. */
export const outcomes = (report: TestReport): Record<string, CaseOutcome> =>
  Object.fromEntries(report.cases.map(({ id, outcome }) => [id, outcome]));
