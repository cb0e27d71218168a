import type { Task } from '../../core/task.ts';
import type { Keep } from './choose.ts';
import type { AttemptedTask } from './tally.ts';

/** What tasks are called whose first attempts had errors, wherever they come from. */
export const MULTIEVAL = 'multieval';

/** How the set was made that a task belongs to. */
export type Making = {
  readonly bifocal: string;
  readonly keep: Keep;
  /** Analyzers by id, with their versions. */
  readonly analyzers: Readonly<Record<string, string>>;
  readonly seed: number;
};

/**
 * A kept task under a name of its own, with where it comes from and who erred. Only what was found is told, not the
 * attempts: they lie in the runs.
 *
 * @param set the name of the set that it was taken from
 */
export const builtTask = (set: string, { task, attempts }: AttemptedTask<Task>, making: Making): Task => ({
  ...task,
  id: `${set}/${task.id}`,
  dataset: MULTIEVAL,
  provenance: {
    ...task.provenance,
    builder: MULTIEVAL,
    ...making,
    set,
    dataset: task.dataset,
    task: task.id,
    attempts: attempts.map(({ model, state, rules }) => ({
      model,
      state,
      ...(rules.length > 0 && { rules }),
    })),
  },
});
