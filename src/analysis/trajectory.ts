import { sampleId } from '../core/sample.ts';
import type { Verdict } from '../core/verdict.ts';

/** How one sample stood after each round, from the first attempt to what was handed in. */
export type Trajectory = readonly [first: Verdict, ...later: Verdict[]];

/** What is known of the trajectories of some samples. */
export type Trajectories = {
  readonly whole: readonly Trajectory[];
  /** A verdict of each sample of which a round or the end is missing, as in a run that was interrupted. */
  readonly incomplete: readonly Verdict[];
};

/**
 * Puts the verdicts of each sample in order.
 *
 * @param verdicts on what was handed in (without `round`) and on what would have been after earlier rounds
 */
export const trajectoriesOf = (verdicts: readonly Verdict[]): Trajectories => {
  const whole: Trajectory[] = [];
  const incomplete: Verdict[] = [];
  for (const [first, ...later] of Map.groupBy(verdicts.toSorted(byRound), sampleOf).values()) {
    if (first === undefined) continue;
    const all: Trajectory = [first, ...later];
    if (isWhole(all)) whole.push(all);
    else incomplete.push(first);
  }
  return { whole, incomplete };
};

/** What stands after a round: a sample that was done earlier stays as it was handed in. */
export const after = (trajectory: Trajectory, round: number): Verdict =>
  trajectory[Math.min(round, trajectory.length - 1)] ?? trajectory[0];

/** The end comes after all rounds. */
const byRound = (a: Verdict, b: Verdict): number =>
  (a.round ?? Number.MAX_VALUE) - (b.round ?? Number.MAX_VALUE);

const sampleOf = ({ task, model, method, index }: Verdict): string =>
  sampleId({ task, model, method, index });

const isWhole = (verdicts: Trajectory): boolean =>
  verdicts.every(({ round }, index) => round === (index === verdicts.length - 1 ? undefined : index));
