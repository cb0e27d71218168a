import type { Interval } from '../../../src/stats/bootstrap.ts';

/** A share in per cent, e.g. `94.9%`. */
export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)}%`;

/** A range of shares in per cent, e.g. `88–100`. */
export const range = ([low, high]: Readonly<Interval>, digits = 0): string =>
  `${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)}`;

/** A difference of shares in points, e.g. `+3.2`. */
export const points = (difference: number, digits = 1): string => {
  const text = (Math.abs(difference) * 100).toFixed(digits);
  if (Number(text) === 0) return '±0';
  return `${difference > 0 ? '+' : '−'}${text}`;
};

export const count = (number: number): string => number.toLocaleString('en-US');

export const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

export const decimal = (value: number | null, digits = 2): string =>
  value === null ? '–' : value.toFixed(digits).replace('-', '−');

export const dollars = (usd: number): string => `$${usd < 0.1 ? usd.toPrecision(2) : usd.toFixed(2)}`;

/** `1 sample`, `2 samples`. */
export const counted = (number: number, what: string): string =>
  `${count(number)} ${what}${number === 1 ? '' : 's'}`;
