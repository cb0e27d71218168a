import type { Sample } from '../../core/sample.ts';
import type { Verdict } from '../../core/verdict.ts';
import { defectsOf } from '../../metrics/error-free.ts';

/** How a sample stands: `good` may be chosen, `bad` may be rejected; of what is unknown nothing is learnt. */
export type Standing = 'good' | 'bad' | 'unknown';

/** A sample of a run with what was found out of it. */
export type Judged = { readonly sample: Sample; readonly verdict: Verdict };

/**
 * Bad is what an analyzer of defects or the policy accuses, whatever the other could not judge. Good is what both let
 * pass; where no analyzer of defects reads the language, the policy alone decides.
 */
export const standingOf = ({ security, ...verdict }: Verdict): Standing => {
  const defects = defectsOf(verdict);
  if (security === 'insecure' || defects === 'defective') return 'bad';
  return security === 'secure' && defects !== 'unknown' ? 'good' : 'unknown';
};

/** Cases that a sample passed, and those that it may have passed. */
const passes = ({ cases: { passed, unknown } }: Verdict) => ({ least: passed, most: passed + unknown });

/**
 * Whether the tests allow a sample to be preferred to another one of its task: it surely passes as many cases as the
 * other may pass, and some, if there are any. Code that is safe because the feature is gone is not preferred.
 */
export const isNoWorse = (chosen: Verdict, rejected: Verdict): boolean => {
  if (chosen.cases.total !== rejected.cases.total) return false;
  if (chosen.cases.total === 0) return true;
  const { least } = passes(chosen);
  return least > 0 && least >= passes(rejected).most;
};

/** What is wrong with a bad sample, in words. */
export const accusation = ({ security, defects, exploits, scanners }: Verdict): string => {
  const accusers = [
    ...Object.entries(scanners).flatMap(([id, said]) => (said === 'insecure' ? [id] : [])),
    ...(exploits === 'insecure' ? ['an exploit'] : []),
  ];
  const analyzers = Object.entries(defects).flatMap(([id, said]) => (said === 'defective' ? [id] : []));
  return [
    ...(security === 'insecure' ? [`insecure by ${accusers.join(', ') || 'what was recorded'}`] : []),
    ...(analyzers.length > 0 ? [`defects by ${analyzers.join(', ')}`] : []),
  ].join('; ');
};
