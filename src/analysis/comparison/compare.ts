import type { Scores } from '../../core/score.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { MethodRecords } from '../held-out.ts';
import type { Comparison } from './terms.ts';

/** A run as far as a comparison needs it. */
export type ComparedRun = {
  readonly name: string;
  /** On what was handed in. */
  readonly verdicts: readonly Verdict[];
  readonly scores: Scores;
  readonly methods: MethodRecords;
};

export type CompareOptions = {
  readonly resamples?: number;
  /** A 32-bit integer. */
  readonly seed?: number;
};

export const compare = (runs: readonly ComparedRun[], options: CompareOptions = {}): Comparison => {
  throw new Error(`not written yet: ${runs.length} ${options.seed}`);
};
