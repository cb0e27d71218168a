import type { Comparison } from '../../analysis/comparison/terms.ts';
import type { Adjudication, Label, PlannedSample } from '../../analysis/review/terms.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { StudyRun } from '../../engine/study.ts';

/** What people have begun to label in a run, as it lies in `review/`. */
export type ReviewMaterial = {
  readonly samples: readonly PlannedSample[];
  readonly people: readonly { readonly name: string; readonly labels: readonly Label[] }[];
  readonly adjudications: readonly Adjudication[];
};

/** A run of a report, with what its page shows beyond the study. */
export type RunMaterial = StudyRun & {
  /** The verdicts on what would have been handed in after earlier rounds. */
  readonly rounds: readonly Verdict[];
  /** Undefined: nobody has drawn samples. */
  readonly queue: ReviewMaterial | undefined;
  /** Whether a process is at work in it. */
  readonly running: boolean;
};

/** All that a report is made of. */
export type SiteMaterial = {
  readonly title: string;
  readonly live: boolean;
  /** See `SiteIndex`. */
  readonly version: number;
  readonly runs: readonly RunMaterial[];
  readonly comparison: Comparison;
};
