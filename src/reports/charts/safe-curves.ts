import { safeTerm } from '../../metrics/safe.ts';

/** From where to where an axis goes, in shares. */
export type Stretch = readonly [from: number, to: number];

/** The part of the square of all shares that a chart shows. */
export type Part = { readonly x: Stretch; readonly y: Stretch };

export const WHOLE: Part = { x: [0, 1], y: [0, 1] };

/** Ends of axes are whole multiples of it. */
const STEP = 0.05;
/** So that a few points that are alike do not seem far apart. */
const SHORTEST = 0.2;

const fitted = (values: readonly number[]): Stretch => {
  const [low, high] = [Math.min(1, ...values), Math.max(0, ...values)];
  const room = Math.max(STEP / 2, (high - low) * 0.04, (SHORTEST - (high - low)) / 2);
  const from = Math.max(0, Math.floor(Math.min(low - room, 1 - SHORTEST) / STEP));
  const to = Math.min(1 / STEP, Math.ceil(Math.max(high + room, SHORTEST) / STEP));
  return [from * STEP, to * STEP].map((end) => Number(end.toFixed(2))) as [number, number];
};

/** The part around these points, with room at its edges. Of no points: all. */
export const partAround = (points: readonly (readonly [x: number, y: number])[]): Part =>
  points.length === 0 ? WHOLE : { x: fitted(points.map(([x]) => x)), y: fitted(points.map(([, y]) => y)) };

const STEPS_OF_LEVELS = [0.2, 0.1, 0.05, 0.02, 0.01];
const FEWEST_LEVELS = 4;

/** Round values of SAFE whose curves cross a part, a handful. */
export const levelsIn = ({ x, y }: Part): readonly number[] => {
  const [low, high] = [safeTerm(true, x[0]) * y[0], safeTerm(true, x[1]) * y[1]];
  const levelsBy = (step: number): readonly number[] => {
    const first = Math.floor(low / step) + 1;
    const count = Math.max(0, Math.ceil(high / step) - first);
    return Array.from({ length: count }, (_, number) => Number(((first + number) * step).toFixed(2)));
  };
  const found = STEPS_OF_LEVELS.map(levelsBy);
  return found.find(({ length }) => length >= FEWEST_LEVELS) ?? found.at(-1) ?? [];
};

const POINTS = 60;

/** The x at which a sample that is secure earns this much: the inverse of {@link safeTerm}. */
const shareOf = (term: number): number => Math.log1p(term * Math.expm1(1));

/**
 * The curve of equal SAFE, `y * safeTerm(x) = level`, within a part, from left to right: as if security and function
 * were independent.
 *
 * @param level more than 0
 */
export const safeCurve = (level: number, { x, y }: Part): readonly (readonly [x: number, y: number])[] => {
  const from = Math.max(x[0], shareOf(level / y[1]));
  const to = Math.min(x[1], y[0] > 0 ? shareOf(level / y[0]) : 1);
  if (from >= to) return [];
  return Array.from({ length: POINTS + 1 }, (_, step) => {
    const share = from + ((to - from) * step) / POINTS;
    return [share, level / safeTerm(true, share)] as const;
  });
};
