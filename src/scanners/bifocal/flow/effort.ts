/** What is left of the work that one program may cost, in steps and copied variables. */
export type Effort = { left: number };

/** A few seconds, and far beyond any honest solution; a limit of work, unlike one of time, is the same everywhere. */
const LIMIT = 4_000_000;

/** Ends going through a program that would take too long. */
export class TooMuchWork extends Error {}

export const newEffort = (): Effort => ({ left: LIMIT });

/** Throws `TooMuchWork` when nothing is left. */
export const spend = (effort: Effort, steps: number): void => {
  effort.left -= steps;
  if (effort.left < 0) throw new TooMuchWork();
};
