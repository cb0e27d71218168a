import { BifocalError } from '../core/errors.ts';
import { findReview, reviewOf } from '../engine/review.ts';
import type { ScoringOptions } from '../engine/score-run.ts';
import { siteMaterial, titleOf } from '../engine/site-material.ts';
import { openStudy, type StudyRun } from '../engine/study.ts';
import { partScript } from '../reports/site/script.ts';
import { siteOf } from '../reports/site/site.ts';
import { beginReview, type ReadLabelPost, type ReadReviewPost, takeLabels } from './posts.ts';

export type LiveOptions = {
  readonly folders: readonly string[];
  readonly scoring: ScoringOptions;
  readonly title?: string;
};

/** The state of some runs at one moment. What people say of samples is read anew each time it is published. */
export type LiveSite = {
  /** Makes the index under a version, with the labels that there are now. */
  publish(version: number): void;
  /** A part of the data as a script; undefined if there is none of that name. */
  part(name: string): string | undefined;
  /** @throws BifocalError as {@link takeLabels} does */
  label(post: ReadLabelPost): void;
  /** @throws BifocalError as {@link openReview} does */
  review(post: ReadReviewPost): void;
};

/** @throws BifocalError as {@link openStudy} does */
export const openLiveSite = ({ folders, scoring, title }: LiveOptions): LiveSite => {
  const study = openStudy(folders, scoring);
  const shown = { title: title ?? titleOf(study), live: true };
  const site = siteOf(siteMaterial(study, { ...shown, version: 0 }));
  const samples = partScript('samples', site.samples);
  let index = '';
  const runOf = (wanted: string): StudyRun => {
    const run = study.runs.find(({ name }) => name === wanted);
    if (run) return run;
    throw new BifocalError('BIFOCAL_INPUT', `no run is called "${wanted}"`, 'load the page again');
  };
  return {
    publish(version) {
      const labelled = { ...study, runs: study.runs.map(withLabels) };
      index = partScript('index', site.indexOf(siteMaterial(labelled, { ...shown, version })));
    },
    part(name) {
      if (name === 'index') return index;
      if (name === 'samples') return samples;
      const part = Number(/^details-(\d{1,9})$/.exec(name)?.[1] ?? Number.NaN);
      return part < site.parts ? partScript(`details-${part}`, site.details(part)) : undefined;
    },
    label(post) {
      const { scored, records } = runOf(post.run);
      takeLabels(findReview(scored.folder, records), post);
    },
    review: (post) => beginReview(runOf(post.run).scored.folder, post),
  };
};

const withLabels = (run: StudyRun): StudyRun => {
  const review = findReview(run.scored.folder, run.records);
  return { ...run, review: review ? reviewOf(review, run.scored) : null };
};
