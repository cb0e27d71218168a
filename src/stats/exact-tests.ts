import binomialTest from '@stdlib/stats-binomial-test';

/**
 * The sign test (Dixon and Mood 1946, JASA 41:557-566), exact and two-sided: whether pluses and minuses are equally
 * likely. Ties are in neither number.
 *
 * @returns the p-value: 1 without pluses and minuses
 */
export const signTest = (pluses: number, minuses: number): number =>
  pluses + minuses === 0 ? 1 : binomialTest(Math.min(pluses, minuses), pluses + minuses).pValue;

/**
 * The exact McNemar test of paired outcomes, each good or bad (McNemar 1947, Psychometrika 12:153-157): a sign test over
 * the pairs that differ, which alone tell anything.
 *
 * @param onlyFirst pairs of which the first is good and the second is not, @param onlySecond the other way round
 */
export const mcnemarTest = (onlyFirst: number, onlySecond: number): number => signTest(onlyFirst, onlySecond);
