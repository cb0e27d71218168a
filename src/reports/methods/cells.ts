import { styleText } from 'node:util';
import type { Point } from '../../analysis/rounds.ts';
import type { Share } from '../../analysis/transitions.ts';

export const heading = (text: string): string => styleText('bold', text);
export const dim = (text: string): string => styleText('dim', text);

const percent = (share: number): string => (100 * share).toFixed(1);

/**
 * A share in per cent and, where samples are unknown, below it what it were with all of these good: more, or less where
 * the share is one of bad samples.
 */
export const pointCell = (point: Point | undefined): string => {
  if (point === undefined) return dim('-');
  const { value, low, high } = point;
  const bound = high > value ? `≤${percent(high)}` : low < value ? `≥${percent(low)}` : undefined;
  return bound === undefined ? percent(value) : `${percent(value)}\n${styleText('yellow', bound)}`;
};

/** A share with its two counts and, where samples are unknown, what it may be. */
export const shareCell = ({ count, possible, of }: Share): string => {
  if (of === 0) return dim('-');
  const lines = [percent(count / of), dim(`${count} of ${of}`)];
  if (possible > count) lines.push(styleText('yellow', `≤${percent(possible / of)}`));
  return lines.join('\n');
};

const NAME_WIDTH = 38;

export const shorten = (name: string, width = NAME_WIDTH): string =>
  name.length <= width ? name : `${name.slice(0, width - 1)}…`;

/** Model and method, as they head a row. */
export const nameCell = (model: string, method: string): string =>
  `${shorten(model)}\n${dim(shorten(method))}`;
