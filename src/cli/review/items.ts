import { createHash } from 'node:crypto';
import { disputes, standing } from '../../analysis/review/labels.ts';
import { BifocalError } from '../../core/errors.ts';
import { type Review, readPeople } from '../../engine/review.ts';
import { labelText } from './page.ts';
import type { Item } from './session.ts';

/** Every sample of the plan, in its order. */
export const allItems = (review: Review): Item[] =>
  review.plan.samples.map(({ sample, code }) => itemOf(review, sample, code, []));

/**
 * The samples on which two people disagree, each with both labels and without their names; which one is called A
 * changes from sample to sample.
 *
 * @throws BifocalError BIFOCAL_USAGE before two people have labelled
 */
export const disputedItems = (review: Review): Item[] => {
  const { plan } = review;
  const people = readPeople(review);
  if (people.length < 2) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      'there is nothing to adjudicate before two people have labelled',
      'let them: bifocal review RUN --as NAME',
    );
  }
  const standings = people.map(({ labels }) => standing(plan, labels));
  return disputes(plan, standings).map(({ planned: { sample, code }, labels }) => {
    const turned = createHash('sha256').update(`${plan.seed} ${sample}`).digest().readUInt8() % 2 === 1;
    const [a, b] = turned ? [labels[1], labels[0]] : labels;
    return itemOf(review, sample, code, [`A: ${labelText(a)}`, `B: ${labelText(b)}`]);
  });
};

const itemOf = (
  { samples, run }: Review,
  sample: string,
  codeHash: string,
  asides: readonly string[],
): Item => {
  const { code = '', task: id } = samples.get(sample) ?? {};
  const { instruction, completion } = run.tasks.find((task) => task.id === id)?.prompt ?? {};
  return { sample, codeHash, code, asides, task: instruction ?? completion ?? '' };
};
