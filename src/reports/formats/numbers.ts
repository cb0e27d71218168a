import type { NumberCell } from '../exhibits/exhibit.ts';

const DIGITS: Readonly<Record<NumberCell['as'], number>> = {
  share: 3,
  percent: 1,
  count: 0,
  p: 3,
  number: 3,
};

const MINUS = '−';

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with its thousands apart. */
export const wholeText = (value: number): string => GROUPED.format(value);

/** A number as people read it; in per cent with its sign, unless `bare`. */
const written = ({ as, digits = DIGITS[as] }: NumberCell, value: number, bare = false): string => {
  if (as === 'p' && value < 10 ** -digits) return `<${(10 ** -digits).toFixed(digits)}`;
  const size = Math.abs(as === 'percent' ? 100 * value : value);
  const text = as === 'count' ? wholeText(size) : size.toFixed(digits);
  const isNegative = value < 0 && /[1-9]/.test(text);
  return `${isNegative ? MINUS : ''}${text}${as === 'percent' && !bare ? ' %' : ''}`;
};

/** The number with its mark. */
export const numberText = (cell: NumberCell): string => `${written(cell, cell.value)}${cell.mark ?? ''}`;

/** What belongs to the number and is written small: interval, bound and unknowns, n where it is asked for. */
export const detailTexts = (cell: NumberCell, withN: boolean): readonly string[] => {
  const { value, ci, bounds: [low, high] = [value, value], unknown = 0, n } = cell;
  return [
    ...(ci ? [[ci[0], ci[1]].map((end) => written(cell, end, true)).join(ci[0] < 0 ? ' to ' : '–')] : []),
    ...(low < value ? [`≥${written(cell, low, true)}`] : []),
    ...(high > value ? [`≤${written(cell, high, true)}`] : []),
    ...(unknown > 0 ? [`${wholeText(unknown)} unknown`] : []),
    ...(withN && n !== undefined ? [`n ${wholeText(n)}`] : []),
  ];
};
