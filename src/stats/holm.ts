import padjust from '@stdlib/stats-padjust';

/**
 * Holm's correction for several tests (1979, Scandinavian Journal of Statistics 6:65-70): rejecting what is below alpha
 * errs anywhere with a chance of at most alpha, however the tests hang together.
 *
 * @param ps p-values, @returns the corrected ones, in the same order: none is below its own, none above 1
 */
export const holm = (ps: readonly number[]): number[] => (ps.length === 0 ? [] : padjust([...ps], 'holm'));
