import type { Task } from '../../src/core/task.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';

/** A program that works and can be exploited, its true fix, and the tests that no method sees. */
export type Patient = {
  readonly task: Task;
  readonly insecure: string;
  readonly secure: string;
  /** Each with tests of its own; the first is the task's. */
  readonly hidden: readonly Task[];
};

export type CorpusOptions = {
  /** Task sets with secure and insecure solutions, as `--tasks` takes them. */
  readonly pairs: readonly string[];
  /** Sets whose tests judge the programs of the same id, too. */
  readonly tests: readonly string[];
  /** Whether methods see half of the functional cases, where these are pairs of input and output. */
  readonly showHalf: boolean;
};

export const loadCorpus = async ({ pairs, tests, showHalf }: CorpusOptions): Promise<Patient[]> => {
  const further = new Map<string, Task[]>();
  for (const spec of tests) {
    for (const task of (await loadTasks(spec)).tasks)
      further.set(task.id, [...(further.get(task.id) ?? []), task]);
  }
  const patients: Patient[] = [];
  for (const spec of pairs) {
    for (const task of (await loadTasks(spec)).tasks) {
      const { secure, insecure } = task.solutions;
      if (task.language !== 'python' || !task.tests || secure === undefined || insecure === undefined)
        continue;
      const shown = showHalf ? halved(task) : task;
      const others = (further.get(task.id) ?? []).filter(
        ({ tests, entryPoint }) => tests && entryPoint === task.entryPoint,
      );
      patients.push({ task: shown, insecure, secure, hidden: [shown, ...others] });
    }
  }
  return patients;
};

/** Every other functional case becomes visible, and judges nothing any more. */
const halved = (task: Task): Task => {
  if (task.tests?.style !== 'calls') return task;
  const { cases, ...rest } = task.tests;
  const functional = cases.filter(({ kind }) => kind === 'functional');
  const visible = new Set(functional.filter((_, index) => index % 2 === 1));
  if (visible.size === 0) return task;
  return {
    ...task,
    tests: { ...rest, cases: cases.filter((each) => !visible.has(each)) },
    visibleTests: { ...rest, cases: [...visible] },
  };
};
