import { countReasons, type Unknowns } from '../../analysis/unknowns.ts';
import { type Attempt, type Choice, choose, type Keep } from './choose.ts';

/** A task and what the models made of it. */
export type AttemptedTask<Task> = { readonly task: Task; readonly attempts: readonly Attempt[] };

/** What happened to the tasks of a set, step by step. */
export type Tally = {
  /** Tasks that were put to the models. */
  readonly tasks: number;
  /** First attempts wanted: one of each model at each task. They are the sum of the three below. */
  readonly attempts: number;
  readonly erroneous: number;
  /** Those of them that ended at the limit of tokens. */
  readonly cutOff: number;
  readonly errorFree: number;
  readonly unknown: number;
  /** Tasks; the sum of the three is `tasks`. */
  readonly kept: number;
  readonly dropped: number;
  readonly undecided: number;
  /** Why attempts are unknown, most frequent first. */
  readonly unknownBecause: Unknowns['reasons'];
  /** In how many erroneous attempts each rule found something, most frequent first. */
  readonly rules: readonly { readonly rule: string; readonly attempts: number }[];
};

/** Sorts tasks into those that are kept and the rest, and counts. */
export const tally = <Task>(
  all: readonly AttemptedTask<Task>[],
  keep: Keep,
): { readonly kept: readonly AttemptedTask<Task>[]; readonly tally: Tally } => {
  const chosen = Map.groupBy(all, ({ attempts }) => choose(attempts, keep));
  const attempts = all.flatMap((one) => one.attempts);
  const inState = (state: Attempt['state']) => attempts.filter((one) => one.state === state);
  const tasks = (choice: Choice): number => chosen.get(choice)?.length ?? 0;
  return {
    kept: chosen.get('kept') ?? [],
    tally: {
      tasks: all.length,
      attempts: attempts.length,
      erroneous: inState('erroneous').length,
      cutOff: inState('erroneous').filter((one) => one.cutOff).length,
      errorFree: inState('error-free').length,
      unknown: inState('unknown').length,
      kept: tasks('kept'),
      dropped: tasks('dropped'),
      undecided: tasks('undecided'),
      unknownBecause: countReasons(inState('unknown').flatMap(({ because }) => because)),
      rules: countReasons(inState('erroneous').flatMap(({ rules }) => rules)).map(
        ({ reason: rule, samples }) => ({ rule, attempts: samples }),
      ),
    },
  };
};
