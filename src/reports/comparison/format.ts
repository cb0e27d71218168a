import { styleText } from 'node:util';
import type { Contrast, MetricContrast } from '../../analysis/comparison/terms.ts';
import { visible, wrap } from '../visible.ts';

/** A share, or another number of its size. */
export const plain = (value: number, digits = 3): string => value.toFixed(digits);

/** With its sign, and none at what rounds to zero. */
export const signed = (value: number, digits = 3): string => {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return ` ${text}`;
  return `${value < 0 ? '-' : '+'}${text}`;
};

const SMALL = 0.001;

export const chance = (p: number | null | undefined): string => {
  if (p === null || p === undefined) return '-';
  return p < SMALL ? `<${SMALL}` : p.toFixed(3);
};

const MARKS = { better: '▲', worse: '▼', tie: '≈' } as const;
const COLOURS = { better: 'green', worse: 'red' } as const;

/** What the corrected test says, as a sign. */
export const changeMark = (found: MetricContrast): string => coloured(found, MARKS[found.change]);

export const coloured = ({ change }: MetricContrast, text: string): string =>
  change === 'tie' ? text : styleText(COLOURS[change], text);

/** Worse first, by these metrics: by how many of them surely fell, then by the largest fall. */
export const worseFirst = (
  contrasts: readonly Contrast[],
  metrics: readonly string[],
): readonly Contrast[] => {
  const shown = (contrast: Contrast): readonly MetricContrast[] =>
    contrast.metrics.filter(({ metric }) => metrics.includes(metric));
  return contrasts.toSorted(
    (a, b) => fallen(shown(b)) - fallen(shown(a)) || lowest(shown(a)) - lowest(shown(b)),
  );
};

const fallen = (shown: readonly MetricContrast[]): number =>
  shown.filter(({ change }) => change === 'worse').length;
const lowest = (shown: readonly MetricContrast[]): number =>
  Math.min(1, ...shown.map(({ difference }) => difference));

/** Columns of the terminal that all of it fits in. */
export const WIDTH = 120;

/** A note of several lines, behind a word that says what it is. */
export const noted = (name: string, text: string): string[] =>
  wrap(visible(text), WIDTH - INDENT).map(
    (line, index) => `${(index === 0 ? name : '').padEnd(INDENT)}${line.trimStart()}`,
  );
const INDENT = 8;
