import { join } from 'node:path';
import type { ReviewMaterial, RunMaterial, SiteMaterial } from '../reports/site/material.ts';
import { isHeld } from './lock.ts';
import { findReview, readAdjudications, readPeople } from './review.ts';
import { LOCK_FILE, type RunRecords } from './run-folder.ts';
import { judgeOf, roundsOf } from './score-run.ts';
import type { Study, StudyRun } from './study.ts';

/**
 * Gathers what the page of a study shows.
 *
 * @throws BifocalError BIFOCAL_INPUT for broken files of labels
 */
export const siteMaterial = (
  { runs, comparison }: Study,
  shown: Pick<SiteMaterial, 'title' | 'live' | 'version'>,
): SiteMaterial => ({ ...shown, comparison, runs: runs.map(runMaterial) });

/** A title for a report of these runs. */
export const titleOf = ({ runs }: Study): string => runs.map(({ name }) => name).join(', ');

const runMaterial = (run: StudyRun): RunMaterial => {
  const { records, scored } = run;
  return {
    ...run,
    rounds: judgeOf(records, roundsOf(records))(scored.scores.policy),
    queue: queueOf(scored.folder, records),
    running: isHeld(join(scored.folder, LOCK_FILE)),
  };
};

const queueOf = (folder: string, records: RunRecords): ReviewMaterial | undefined => {
  const review = findReview(folder, records);
  return (
    review && {
      samples: review.plan.samples,
      people: readPeople(review),
      adjudications: readAdjudications(review),
    }
  );
};
