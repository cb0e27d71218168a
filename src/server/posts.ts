import { z } from 'zod';
import { disputes, standing } from '../analysis/review/labels.ts';
import { type Label, labelSchema } from '../analysis/review/terms.ts';
import { BifocalError } from '../core/errors.ts';
import { openAdjudications, openLabels, openReview, type Review, readPeople } from '../engine/review.ts';

/** As `LabelPost` of the report's format. */
export const labelPostSchema = z.strictObject({
  run: z.string(),
  name: z.string(),
  kind: z.enum(['labels', 'adjudications']),
  labels: z.array(labelSchema).min(1).max(1000),
});
export type ReadLabelPost = z.infer<typeof labelPostSchema>;

/** As `ReviewPost` of the report's format. */
export const reviewPostSchema = z.strictObject({ run: z.string(), size: z.int().positive().optional() });
export type ReadReviewPost = z.infer<typeof reviewPostSchema>;

/**
 * Writes what a person says of samples beside the run. All of it is on disk when this returns, or nothing.
 *
 * @param review undefined: nobody has drawn samples
 * @throws BifocalError BIFOCAL_INPUT for labels of samples that were not drawn, of other code, of lines that it does not
 *   have, or for a decision where nobody disagrees; BIFOCAL_USAGE as `openLabels` does
 */
export const takeLabels = (review: Review | undefined, { name, kind, labels }: ReadLabelPost): void => {
  if (review === undefined) {
    throw new BifocalError('BIFOCAL_USAGE', 'no samples are drawn yet', 'bifocal review RUN --as NAME');
  }
  for (const label of labels) mustFit(review, label);
  if (kind === 'adjudications') {
    mustBeDisputed(review, labels);
    const file = openAdjudications(review, name);
    try {
      file.append(...labels.map((label) => ({ ...label, by: name })));
    } finally {
      file.close();
    }
    return;
  }
  const file = openLabels(review, name);
  try {
    file.append(...labels);
  } finally {
    file.close();
  }
};

/** Draws the samples that people label, if nobody has. */
export const beginReview = (folder: string, { size }: ReadReviewPost): void => {
  openReview(folder, size === undefined ? {} : { size });
};

const refuse = (message: string): BifocalError =>
  new BifocalError('BIFOCAL_INPUT', message, 'load the page again: the run may have changed');

const mustFit = ({ plan, samples }: Review, { sample, code, lines }: Label): void => {
  const planned = plan.samples.find((one) => one.sample === sample);
  if (planned === undefined) throw refuse(`"${sample}" was not drawn to be labelled`);
  if (planned.code !== code) throw refuse(`the label of "${sample}" was given for other code`);
  const length = samples.get(sample)?.code.split('\n').length ?? 0;
  if (lines.some((line) => line > length)) throw refuse(`the code of "${sample}" has ${length} lines only`);
};

const mustBeDisputed = (review: Review, labels: readonly Label[]): void => {
  const standings = readPeople(review).map((person) => standing(review.plan, person.labels));
  const disputed = new Set(disputes(review.plan, standings).map(({ planned }) => planned.sample));
  const settled = labels.find(({ sample }) => !disputed.has(sample));
  if (settled) throw refuse(`nobody disagrees about "${settled.sample}"`);
};
