import type { Language, Task, TestSuite } from '../../core/task.ts';
import { tally } from '../tally.ts';
import { type CaseCount, countCases } from './cases.ts';

/** What a set of tasks is made of (paper A, table 2, and more). */
export type TaskStats = {
  readonly tasks: number;
  readonly languages: Readonly<Partial<Record<Language, number>>>;
  /** Tasks that are asked for in words (NL), by code to continue (CT), and in both ways. */
  readonly prompts: { readonly instruction: number; readonly completion: number; readonly both: number };
  readonly tests: {
    readonly tasks: number;
    readonly styles: Readonly<Partial<Record<TestSuite['style'], number>>>;
    /** Tasks whose tests have security cases. */
    readonly exploits: number;
  };
  readonly cases: CaseCount & {
    /** Cases of a task that has tests; null: none has, or none could be counted. */
    readonly mean: number | null;
    /** Tasks with tests whose cases only running them tells. They are in none of these numbers. */
    readonly uncounted: number;
  };
  readonly cwes: {
    readonly tasks: number;
    /** The most frequent first. */
    readonly labels: readonly { readonly cwe: number; readonly tasks: number }[];
  };
  /** Tasks that have such a solution. */
  readonly solutions: { readonly secure: number; readonly insecure: number; readonly broken: number };
  /** Tasks that have code they were made of. */
  readonly originals: number;
};

const tallied = <Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> =>
  Object.fromEntries(tally(keys)) as Partial<Record<Key, number>>;

const isSaid = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

const casesOf = (tasks: readonly Task[]): TaskStats['cases'] => {
  const tested = tasks.filter(({ tests }) => tests);
  const counts = tested.flatMap((task) => countCases(task) ?? []);
  const sum = (kind: keyof CaseCount): number => counts.reduce((total, count) => total + count[kind], 0);
  const functional = sum('functional');
  const security = sum('security');
  return {
    functional,
    security,
    mean: counts.length > 0 ? (functional + security) / counts.length : null,
    uncounted: tested.length - counts.length,
  };
};

/** Counts a set. Costs parsing its tests: about a second for a thousand tasks. */
export const taskStats = (tasks: readonly Task[]): TaskStats => {
  const count = (has: (task: Task) => unknown): number => tasks.filter(has).length;
  return {
    tasks: tasks.length,
    languages: tallied(tasks.map(({ language }) => language)),
    prompts: {
      instruction: count(({ prompt }) => isSaid(prompt.instruction)),
      completion: count(({ prompt }) => isSaid(prompt.completion)),
      both: count(({ prompt }) => isSaid(prompt.instruction) && isSaid(prompt.completion)),
    },
    tests: {
      tasks: count(({ tests }) => tests),
      styles: tallied(tasks.flatMap(({ tests }) => tests?.style ?? [])),
      exploits: count(({ exploits }) => exploits),
    },
    cases: casesOf(tasks),
    cwes: {
      tasks: count(({ cwes }) => cwes.length > 0),
      labels: tally(tasks.flatMap(({ cwes }) => cwes)).map(([cwe, number]) => ({ cwe, tasks: number })),
    },
    solutions: {
      secure: count(({ solutions }) => solutions.secure !== undefined),
      insecure: count(({ solutions }) => solutions.insecure !== undefined),
      broken: count(({ solutions }) => solutions.broken !== undefined),
    },
    originals: count(({ original }) => original !== undefined),
  };
};
