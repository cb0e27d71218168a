import { styleText } from 'node:util';
import type { Arm, Contrast, MetricContrast } from '../../analysis/comparison/terms.ts';
import { dim, shorten } from '../methods/cells.ts';
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

const MARKS = { better: '▲', worse: '▼', tie: ' ' } as const;
const COLOURS = { better: 'green', worse: 'red' } as const;

/** What the corrected test says, as a sign. */
export const changeMark = ({ change }: MetricContrast): string =>
  change === 'tie' ? MARKS.tie : styleText(COLOURS[change], MARKS[change]);

export const coloured = ({ change }: MetricContrast, text: string): string =>
  change === 'tie' ? text : styleText(COLOURS[change], text);

/**
 * A contrast in one line, or in two where arm and base differ in more than the method. Each has at most `width` signs.
 */
export const contrastLines = (contrast: Contrast, width: number): readonly string[] => {
  const [base, arm] = [readable(contrast.base), readable(contrast.arm)];
  if (base.run === arm.run && base.model === arm.model) {
    const methods = `: ${arm.method} - ${base.method}`;
    return [shorten(shorten(arm.model, Math.max(LEAST, width - methods.length)) + methods, width)];
  }
  const place = ({ run }: Arm): string => (base.run === arm.run ? '' : `${run}: `);
  return [
    shorten(`${place(arm)}${arm.model} (${arm.method})`, width),
    shorten(`- ${place(base)}${base.model} (${base.method})`, width),
  ];
};
const LEAST = 8;

const readable = ({ run, model, method }: Arm): Arm => ({
  run: visible(run),
  model: visible(model),
  method: visible(method),
});

/** The same as a cell of a table. */
export const contrastCell = (contrast: Contrast): string => {
  const [first = '', ...rest] = contrastLines(contrast, NAME_WIDTH);
  return [first, ...rest.map(dim)].join('\n');
};
const NAME_WIDTH = 38;

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
