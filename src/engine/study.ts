import { basename, resolve } from 'node:path';
import { type ComparedRun, type CompareOptions, compare } from '../analysis/comparison/compare.ts';
import type { Comparison } from '../analysis/comparison/terms.ts';
import type { FailureReport } from '../analysis/failures/report.ts';
import { heldOutPolicy } from '../analysis/held-out.ts';
import type { MethodReport } from '../analysis/method-report.ts';
import type { ReviewReport } from '../analysis/review/report.ts';
import { BifocalError } from '../core/errors.ts';
import type { Verdict } from '../core/verdict.ts';
import { type Failures, findFailures, reportFailures } from './failures.ts';
import { reportMethods } from './method-run.ts';
import { findReview, reviewOf } from './review.ts';
import { type RunRecords, readRun } from './run-folder.ts';
import { assess, judgeOf, type ScoredRun, type ScoringOptions } from './score-run.ts';

/** One run of a study: its records, and all that is computed from them. */
export type StudyRun = {
  /** Unique in the study: the run's own name, with a number where two have the same. */
  readonly name: string;
  /** Whose tasks it has. A run of samples without tasks is a data set by itself. */
  readonly dataSet: string;
  readonly records: RunRecords;
  readonly scored: ScoredRun;
  readonly methods: MethodReport;
  /** Null: no method of the run has a base beside it. */
  readonly failures: { readonly found: Failures; readonly report: FailureReport } | null;
  /** Null: nobody has begun to label. */
  readonly review: ReviewReport | null;
};

/** Runs that are looked at together. What reports, tables and figures are made of. */
export type Study = { readonly runs: readonly StudyRun[]; readonly comparison: Comparison };

/**
 * Reads runs and computes all that is said of them. Asks no model, runs no code, and changes nothing.
 *
 * @param folders of at least one run
 * @throws BifocalError BIFOCAL_INPUT if a folder holds no run, or the same twice, or broken labels; BIFOCAL_USAGE if the
 *   policy names what a run does not have
 */
export const openStudy = (folders: readonly string[], scoring: ScoringOptions = {}): Study => {
  const read = readScored(folders, scoring);
  const runs = read.map((run): StudyRun => {
    const { records, scored } = run;
    const found = findFailures(records, scored);
    const review = findReview(scored.folder, records);
    return {
      ...run,
      methods: reportMethods(records, scoring),
      failures: found ? { found, report: reportFailures(found) } : null,
      review: review ? reviewOf(review, scored) : null,
    };
  });
  return { runs, comparison: compare(read.map(comparable)) };
};

/**
 * Reads runs and holds them against one another: what {@link openStudy} does, without the rest.
 *
 * @throws BifocalError as it does, but for labels; BIFOCAL_USAGE as {@link compare} does
 */
export const compareRuns = (
  folders: readonly string[],
  scoring: ScoringOptions = {},
  options: CompareOptions = {},
): Comparison => compare(readScored(folders, scoring).map(comparable), options);

/** A run as it was read and scored. */
type ScoredRecords = Pick<StudyRun, 'name' | 'dataSet' | 'records' | 'scored'>;

const readScored = (folders: readonly string[], scoring: ScoringOptions): ScoredRecords[] =>
  named(mustDiffer(folders)).map(({ name, folder, records }) => ({
    name,
    dataSet: [...new Set(records.tasks.map(({ dataset }) => dataset))].join(' + ') || name,
    records,
    scored: assess(folder, records, scoring),
  }));

const comparable = ({ name, dataSet, records, scored }: ScoredRecords): ComparedRun => ({
  name,
  dataSet,
  verdicts: scored.verdicts,
  scores: scored.scores,
  manifest: records.manifest,
  heldOut: heldOutOf(records, scored),
});

/** The verdicts by the scanners that no method of the run listened to; undefined if none listened to one that counts. */
const heldOutOf = (records: RunRecords, { scores }: ScoredRun): readonly Verdict[] | undefined => {
  const others = heldOutPolicy(scores.policy, scores.scanners, records.manifest.inputs.methods);
  return others && judgeOf(records)(others);
};

const mustDiffer = (folders: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  for (const folder of folders) {
    if (seen.has(resolve(folder))) {
      throw new BifocalError('BIFOCAL_INPUT', `${folder} is named twice`, 'name each run once');
    }
    seen.add(resolve(folder));
  }
  return folders;
};

const named = (
  folders: readonly string[],
): readonly { readonly name: string; readonly folder: string; readonly records: RunRecords }[] => {
  const read = folders.map((folder) => ({ folder, records: readRun(folder) }));
  const taken = new Set<string>();
  return read.map(({ folder, records }) => {
    const own = basename(resolve(folder));
    let name = own;
    for (let number = 2; taken.has(name); number++) name = `${own} (${number})`;
    taken.add(name);
    return { folder, records, name };
  });
};
