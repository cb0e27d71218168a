import type { Share } from '../../../analysis/transitions.ts';
import type { Estimate } from '../../../core/score.ts';
import { wilson } from '../../../stats/proportion.ts';
import type { NumberCell } from '../exhibit.ts';

/** What a policy makes of a number. */
type Extra = Pick<NumberCell, 'policy' | 'mark' | 'as' | 'digits'>;

/** An estimate of a share. */
export const estimateCell = (
  { value, low, high, ci, samples, unknown }: Estimate,
  extra: Partial<Extra> = {},
): NumberCell => ({
  value,
  as: 'share',
  n: samples,
  ci,
  ...(unknown > 0 && { unknown, bounds: [low, high] as const }),
  ...extra,
});

/** What is left to 1 of an estimate: the share of bad samples. */
export const complementOf = ({ value, low, high, ci, ...rest }: Estimate): Estimate => ({
  ...rest,
  value: 1 - value,
  low: 1 - high,
  high: 1 - low,
  ci: [1 - ci[1], 1 - ci[0]],
});

/** How many of those that it could happen to a shift happened to. Null: it could happen to none. */
export const shareCell = ({ count, possible, of }: Share, policy?: string): NumberCell | null =>
  of === 0
    ? null
    : {
        value: count / of,
        as: 'percent',
        digits: 2,
        n: of,
        ci: wilson(count, of),
        ...(possible > count && { bounds: [count / of, possible / of] as const, unknown: possible - count }),
        ...(policy !== undefined && { policy }),
      };

export const countCell = (value: number, extra: Partial<NumberCell> = {}): NumberCell => ({
  value,
  as: 'count',
  ...extra,
});
