/** Orders texts by code unit: the same on every machine, whatever its locale. */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** The method that others are compared with. */
export const BASELINE = 'base';

/** Orders methods: the baseline first, then by name. */
export const compareMethods = (a: string, b: string): number =>
  Number(b === BASELINE) - Number(a === BASELINE) || compareText(a, b);
