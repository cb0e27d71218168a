import type { Manifest } from '../../core/run.ts';
import type { Scores } from '../../core/score.ts';
import type { Verdict } from '../../core/verdict.ts';
import { rowsOf } from '../score.ts';
import type { Arm } from './terms.ts';

/** A run as far as a comparison needs it. */
export type ComparedRun = {
  readonly name: string;
  /** Whose tasks it has: arms of other data sets are no cells of the same analysis of variance. */
  readonly dataSet: string;
  /** What went into it. */
  readonly manifest: Pick<Manifest, 'inputs' | 'imported'>;
  /** On what was handed in. */
  readonly verdicts: readonly Verdict[];
  readonly scores: Scores;
  /** The same samples by the scanners that no method of the run listened to; absent: `scores.heldOut` is null. */
  readonly heldOut?: readonly Verdict[] | undefined;
};

/** The verdicts on an arm, by task, samples in order. */
export type TaskVerdicts = ReadonlyMap<string, readonly Verdict[]>;

/** An arm with its evidence. */
export type ArmRecords = {
  readonly arm: Arm;
  /** Place of its run among those compared. */
  readonly run: number;
  readonly dataSet: string;
  readonly tasks: TaskVerdicts;
  /** By held-out scanners, and which these are. Null: no method of the run listened to one that counts. */
  readonly heldOut: { readonly tasks: TaskVerdicts; readonly policyText: string } | null;
};

/** The arms of all runs, in their order; of each run by model, the baseline first among the methods. */
export const armsOf = (runs: readonly ComparedRun[]): ArmRecords[] =>
  runs.flatMap(({ name, dataSet, verdicts, scores, heldOut = [] }, run) => {
    const others = new Map(
      rowsOf(heldOut).map(({ model, method, tasks }) => [keyOf(model, method), byTask(tasks)]),
    );
    return rowsOf(verdicts).map(({ model, method, tasks }): ArmRecords => {
      const held = others.get(keyOf(model, method));
      return {
        arm: { run: name, model, method },
        run,
        dataSet,
        tasks: byTask(tasks),
        heldOut: held && scores.heldOut ? { tasks: held, policyText: scores.heldOut.policyText } : null,
      };
    });
  });

/** Names what has this model and method. */
export const keyOf = (model: string, method: string): string => JSON.stringify([model, method]);

const byTask = (tasks: readonly (readonly Verdict[])[]): TaskVerdicts =>
  new Map(tasks.flatMap((verdicts) => verdicts.slice(0, 1).map(({ task }) => [task, verdicts] as const)));
