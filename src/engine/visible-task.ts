import type { Task } from '../core/task.ts';
import type { VisibleTask } from '../methods/method.ts';

/** Takes out of a task whatever judges the code that a method writes. Methods get to see nothing else. */
export const visibleTask = (task: Task, seesLabel: boolean): VisibleTask => {
  const {
    tests: _tests,
    skip: _skip,
    exploits: _exploits,
    solutions: _solutions,
    original: _original,
    ...rest
  } = task;
  return seesLabel ? rest : { ...rest, cwes: [] };
};
