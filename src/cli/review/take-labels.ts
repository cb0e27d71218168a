import { standing } from '../../analysis/review/labels.ts';
import type { Label } from '../../analysis/review/terms.ts';
import { readLabelFile } from '../../engine/import-labels.ts';
import { openAdjudications, openLabels, type Review } from '../../engine/review.ts';
import { allItems, disputedItems } from './items.ts';
import { type Item, runSession } from './session.ts';
import { inTerminal, mustBeTerminal } from './terminal.ts';

export type LabelSource = {
  /** Who labels. */
  readonly as: string;
  readonly adjudicate: boolean;
  /** A labels file; undefined: the terminal. */
  readonly file: string | undefined;
};

export type Taken = {
  /** Samples that the person has still to label; 0 after a file. */
  readonly left: number;
  readonly message: string;
};

/** Takes labels from a file or from the terminal. */
export const takeLabels = async (review: Review, source: LabelSource): Promise<Taken> => {
  if (source.file !== undefined) return takeFromFile(review, source, source.file);
  const items = source.adjudicate ? disputedItems(review) : allItems(review);
  if (items.length === 0) return { left: 0, message: 'there is nothing to adjudicate' };
  return takeFromTerminal(review, source, items);
};

/** Where labels are written to, and those that are there. */
type Target = { readonly labels: readonly Label[]; append(label: Label): void; close(): void };

const openTarget = (review: Review, { as, adjudicate }: LabelSource): Target => {
  if (adjudicate) {
    const { records, append, close } = openAdjudications(review, as);
    return { labels: records, append: (label) => append({ ...label, by: as }), close };
  }
  const { records, append, close } = openLabels(review, as);
  return { labels: records, append, close };
};

const takeFromFile = async (review: Review, source: LabelSource, file: string): Promise<Taken> => {
  const { labels, leftOut } = await readLabelFile(review, file);
  const target = openTarget(review, source);
  try {
    for (const label of labels) target.append(label);
  } finally {
    target.close();
  }
  const others = leftOut > 0 ? `; ${leftOut} others are of samples that were not drawn` : '';
  return { left: 0, message: `${labels.length} labels of ${source.as}${others}` };
};

const takeFromTerminal = async (
  review: Review,
  source: LabelSource,
  items: readonly Item[],
): Promise<Taken> => {
  mustBeTerminal();
  const target = openTarget(review, source);
  try {
    const { labels } = standing(review.plan, target.labels);
    const left = await inTerminal((screen, prompter) =>
      runSession({ items, labels, record: target.append }, screen, prompter),
    );
    const message =
      left > 0
        ? `${left} samples are left: the same command goes on there, and tells at the end what the labels say`
        : `${items.length} labels of ${source.as}`;
    return { left, message };
  } finally {
    target.close();
  }
};
