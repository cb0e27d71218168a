import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Interval } from './bootstrap.ts';
import { Z95 } from './normal.ts';

/** A share that was measured on n units; n need not be whole. */
export type Measured = { readonly value: number; readonly n: number };

export type Prevalence = { readonly value: number; readonly ci: Interval };

/** Why there is no corrected prevalence. */
export const NO_BETTER_THAN_CHANCE = 'sensitivity + specificity <= 1: it accuses no better than chance';

/**
 * The prevalence behind the results of a test that errs (Rogan and Gladen 1978, Am. J. Epidemiol. 107:71-76),
 * clipped to [0, 1]:
 *
 *     (apparent + specificity - 1) / (sensitivity + specificity - 1)
 *
 * with the 95 % interval of Lang and Reiczigel (2014, Prev. Vet. Med. 113:13-22), which carries the uncertainty of all
 * three shares. It treats them as measured on independent samples. Where the shares that it smooths the data to
 * tell nothing any more, it is [0, 1]; it always holds the point estimate.
 *
 * @param apparent share of positive results @param sensitivity @param specificity each with n > 0
 * @returns unknown if sensitivity + specificity <= 1
 */
export const roganGladen = (
  apparent: Measured,
  sensitivity: Measured,
  specificity: Measured,
): Outcome<Prevalence> => {
  const youden = sensitivity.value + specificity.value - 1;
  if (youden <= 0) return unknown(NO_BETTER_THAN_CHANCE);
  const value = clip((apparent.value + specificity.value - 1) / youden);
  const [low, high] = langReiczigel(apparent, sensitivity, specificity);
  return ok({ value, ci: [Math.min(low, value), Math.max(high, value)] });
};

const langReiczigel = (apparent: Measured, sensitivity: Measured, specificity: Measured): Interval => {
  const ap = smooth(apparent, Z95 ** 2);
  const se = smooth(sensitivity, 2);
  const sp = smooth(specificity, 2);
  const youden = se.value + sp.value - 1;
  if (youden <= 0) return [0, 1];
  const centre = (ap.value + sp.value - 1) / youden;
  const deviation =
    Math.sqrt(variance(ap) + centre ** 2 * variance(se) + (1 - centre) ** 2 * variance(sp)) / youden;
  const shift = 2 * Z95 ** 2 * (centre * variance(se) - (1 - centre) * variance(sp));
  return [clip(centre + shift - Z95 * deviation), clip(centre + shift + Z95 * deviation)];
};

/** Adds pseudo-observations, one half of them positive. */
const smooth = ({ value, n }: Measured, added: number): Measured => ({
  value: (value * n + added / 2) / (n + added),
  n: n + added,
});

const variance = ({ value, n }: Measured): number => (value * (1 - value)) / n;

const clip = (share: number): number => Math.min(1, Math.max(0, share));
