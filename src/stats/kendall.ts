/**
 * Kendall's tau-b (1945, Biometrika 33:239-251): the rank correlation of two series over the same units, corrected for
 * ties. 1: the same order; -1: the reverse.
 *
 * @returns undefined if one of them does not order anything
 */
export const kendallTau = (x: readonly number[], y: readonly number[]): number | undefined => {
  let [concordance, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [Math.sign((x[i] ?? 0) - (x[j] ?? 0)), Math.sign((y[i] ?? 0) - (y[j] ?? 0))];
      concordance += dx * dy;
      untiedX += Math.abs(dx);
      untiedY += Math.abs(dy);
    }
  }
  return untiedX === 0 || untiedY === 0 ? undefined : concordance / Math.sqrt(untiedX * untiedY);
};
