/**
 * The p-quantile with linear interpolation between order statistics (definition 7 of Hyndman and Fan 1996, the
 * default of R and NumPy).
 *
 * @param sorted values in ascending order, @param p in [0, 1]
 * @returns NaN of nothing
 */
export const quantile = (sorted: ArrayLike<number>, p: number): number => {
  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
};
