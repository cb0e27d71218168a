import type { Verdict } from '../core/verdict.ts';
import { compareText } from './order.ts';

/** Why samples could not be judged, and how many of them. */
export type Unknowns = {
  /** Samples of which at least one lens is unknown. */
  readonly samples: number;
  readonly security: number;
  readonly function: number;
  /** Most frequent first. A sample counts once under each of its reasons, so these may add up to more. */
  readonly reasons: readonly { readonly reason: string; readonly samples: number }[];
};

/** How often each reason was given, the frequent ones first. */
export const countReasons = (given: readonly string[]): Unknowns['reasons'] =>
  [...Map.groupBy(given, (reason) => reason)]
    .map(([reason, times]) => ({ reason, samples: times.length }))
    .sort((a, b) => b.samples - a.samples || compareText(a.reason, b.reason));

/** Counts the unknowns of verdicts by lens and by reason. */
export const countUnknowns = (verdicts: readonly Verdict[]): Unknowns => {
  const security = verdicts.filter((verdict) => verdict.security === 'unknown');
  const functional = verdicts.filter((verdict) => verdict.function === 'unknown');
  return {
    samples: new Set([...security, ...functional]).size,
    security: security.length,
    function: functional.length,
    reasons: countReasons(verdicts.flatMap(({ unknownBecause }) => unknownBecause)),
  };
};
