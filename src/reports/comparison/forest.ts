/** A difference and its interval. */
export type Span = { readonly low: number; readonly value: number; readonly high: number };

/** How far an axis must reach to both sides of zero to hold these: a multiple of 0.05, at least one of them. */
export const reachOf = (spans: readonly Span[]): number => {
  const farthest = Math.max(0, ...spans.flatMap(({ low, high, value }) => [low, high, value].map(Math.abs)));
  return Math.max(1, Math.ceil(farthest * STEPS - ROUNDING)) / STEPS;
};
const STEPS = 20;
const ROUNDING = 1e-9;

/**
 * One line of a forest plot: `●` the difference, `─` its interval, `│` zero, at the middle.
 *
 * @param reach of the axis, to both sides @param width in signs, odd
 */
export const forestLine = ({ low, value, high }: Span, reach: number, width: number): string => {
  const middle = (width - 1) / 2;
  const at = (x: number): number =>
    Math.min(width - 1, Math.max(0, Math.round(middle + (x / reach) * middle)));
  const signs = Array.from({ length: width }, (_, place) => {
    if (place === at(value)) return '●';
    if (place === middle) return place >= at(low) && place <= at(high) ? '┼' : '│';
    return place >= at(low) && place <= at(high) ? '─' : ' ';
  });
  return signs.join('');
};

/** What heads a forest plot: its ends and zero. */
export const forestHead = (reach: number, width: number): string => {
  const [left, right] = [`-${reach.toFixed(2)}`, `+${reach.toFixed(2)}`];
  const middle = (width - 1) / 2;
  return `${left.padEnd(middle)}0${right.padStart(middle)}`;
};
