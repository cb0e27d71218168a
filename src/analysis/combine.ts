import type { Lens } from '../core/policy.ts';
import type { SecurityVerdict } from '../core/verdict.ts';
import type { DynamicLens } from './dynamic-lens.ts';
import type { StaticLens } from './static-lens.ts';

/** The security verdict by the policy, and what it rests on. */
export type Combined = {
  readonly verdict: SecurityVerdict;
  readonly recorded: boolean;
  readonly unknownBecause: readonly string[];
};

const byScanners = ({ verdict, unknownBecause }: StaticLens): Combined => ({
  verdict: verdict ?? 'unknown',
  recorded: false,
  unknownBecause: verdict === null ? ['no scanner that counts covers the language'] : unknownBecause,
});

const byExploits = ({ verdict, recorded, unknownBecause }: DynamicLens): Combined => ({
  verdict: verdict ?? 'unknown',
  recorded,
  unknownBecause: verdict === null ? ['no exploit tests'] : unknownBecause,
});

const byBoth = (statics: StaticLens, dynamics: DynamicLens): Combined => {
  if (dynamics.verdict === null) return byScanners(statics);
  if (dynamics.recorded && statics.verdict === null) return byExploits(dynamics);
  const [scanned, attacked] = [byScanners(statics), byExploits(dynamics)];
  const verdict = either(scanned.verdict, attacked.verdict);
  return {
    verdict,
    recorded: attacked.recorded && scanned.verdict !== 'insecure' && verdict !== 'unknown',
    unknownBecause: [...scanned.unknownBecause, ...attacked.unknownBecause],
  };
};

/** Insecure if one is; else unknown if one is; else secure. */
const either = (...verdicts: readonly SecurityVerdict[]): SecurityVerdict => {
  if (verdicts.includes('insecure')) return 'insecure';
  return verdicts.includes('unknown') ? 'unknown' : 'secure';
};

/**
 * How the two security lenses become one verdict:
 *
 * - `static`: the scanners, combined as the policy says. None that counts covers the language: unknown.
 * - `dynamic`: the exploit tests. A task without any: unknown.
 * - `both`: insecure if either lens says so, else unknown if either is, else secure. Where a task has no exploit
 *   tests the scanners decide alone. Where no scanner covers the language that lens is unknown, and only an exploit
 *   that works settles the matter; a recorded verdict however, being another benchmark's last word, decides alone.
 *
 * `recorded` is set if the verdict leans on a recorded one: not if it is unknown all the same, nor if our scanners
 * call the sample insecure by themselves.
 */
export const COMBINE: Readonly<Record<Lens, (statics: StaticLens, dynamics: DynamicLens) => Combined>> = {
  static: byScanners,
  dynamic: (_, dynamics) => byExploits(dynamics),
  both: byBoth,
};
