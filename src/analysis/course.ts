import type { Verdict } from '../core/verdict.ts';
import { defectsOf } from '../metrics/error-free.ts';
import { after, type Trajectory } from './trajectory.ts';

/**
 * When samples became good: at the `first` attempt and for good, `after` a correction, `never`, or they were good and
 * `lost` it. `unknown`: one of the two ends is. They add up to the samples that are covered.
 */
export type Course = Readonly<Record<'first' | 'after' | 'never' | 'lost' | 'unknown', number>>;

/** Null: nothing looks at it. */
type Quality = 'good' | 'bad' | 'unknown' | null;

/**
 * Of errors, by analyzers of defects. Null: none of them reads the language of any sample.
 *
 * @param without analyzers that have no say
 */
export const courseOfErrors = (
  trajectories: readonly Trajectory[],
  without?: ReadonlySet<string>,
): Course | null =>
  courseOf(trajectories, (verdict) => {
    const said = defectsOf(verdict, without);
    if (said === null || said === 'unknown') return said;
    return said === 'free' ? 'good' : 'bad';
  });

/** Of vulnerabilities, by the policy that gave the verdicts. Null: there are no samples. */
export const courseOfVulnerabilities = (trajectories: readonly Trajectory[]): Course | null =>
  courseOf(trajectories, ({ security }) => {
    if (security === 'unknown') return 'unknown';
    return security === 'secure' ? 'good' : 'bad';
  });

const courseOf = (
  trajectories: readonly Trajectory[],
  quality: (verdict: Verdict) => Quality,
): Course | null => {
  const counts = { first: 0, after: 0, never: 0, lost: 0, unknown: 0 };
  let covered = false;
  for (const trajectory of trajectories) {
    const [start, end] = [quality(trajectory[0]), quality(after(trajectory, trajectory.length - 1))];
    if (start === null || end === null) continue;
    covered = true;
    counts[start === 'unknown' || end === 'unknown' ? 'unknown' : COURSES[start][end]] += 1;
  }
  return covered ? counts : null;
};

const COURSES = {
  good: { good: 'first', bad: 'lost' },
  bad: { good: 'after', bad: 'never' },
} as const;
