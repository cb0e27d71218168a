import type { Estimate } from '../core/score.ts';
import type { Verdict } from '../core/verdict.ts';
import { errorFree } from '../metrics/error-free.ts';
import { METRICS, type Metric, metricKey } from '../metrics/index.ts';
import { type Course, courseOfErrors, courseOfVulnerabilities } from './course.ts';
import { pointEstimates } from './estimate.ts';
import { isSame, JOINTS, type Joint, jointOf } from './joint.ts';
import { compareMethods, compareText } from './order.ts';
import { HELD_OUT } from './score.ts';
import { after, type Trajectory, trajectoriesOf } from './trajectory.ts';

export type RoundsOptions = {
  /** Methods that have rounds, by name. Others have a row only if a sample of theirs went through one. */
  readonly withRounds?: ReadonlySet<string>;
  /** Scanners that a method listened to: analyzers of defects among them are left out of what is held out. */
  readonly heard?: readonly string[];
  /** The verdicts on the same samples by scanners that no method listened to, where one that counts was listened to. */
  readonly heldOut?: readonly Verdict[];
};

/** A number without an interval from resampling. */
export type Point = Omit<Estimate, 'ci'>;

/** How all samples stand after a round. Those that were done earlier stand as they were handed in. */
export type RoundState = {
  /** 0: the first attempt. */
  readonly round: number;
  /** Samples that were worked on in this round. */
  readonly active: number;
  /**
   * `pass@1`, `error-free@1`, `secure@1`, `vulnerable@1`, `secure-pass@1`, `safe@1`, and all but the first by held-out
   * scanners, where methods listened to others (`safe@1:held-out`). As everywhere `value` counts unknowns as bad,
   * which for `vulnerable@1` is as vulnerable.
   */
  readonly metrics: Readonly<Record<string, Point>>;
  /** Samples by both lenses; what does not occur is left out. */
  readonly states: readonly (Joint & { readonly samples: number })[];
};

/** What the rounds of one method did with one model. */
export type RoundsRow = {
  readonly model: string;
  readonly method: string;
  readonly tasks: number;
  readonly samples: number;
  /** Left out: samples of which a round or the end is missing. */
  readonly incomplete: number;
  readonly rounds: readonly RoundState[];
  readonly courses: Courses;
  /** The same by scanners that no method listened to; null where methods listened to none that counts. */
  readonly heldOut: Courses;
};

/** Null: nothing looks at it. */
export type Courses = { readonly errors: Course | null; readonly vulnerabilities: Course | null };

/**
 * How samples stood at the first attempt and after every round: tables 1, 2, 4, 5 and 6 of "Tuning LLM in secure code
 * generation" (ISP RAS 2025). Before is the first of a row's rounds, after is the last.
 *
 * @param verdicts on what was handed in (without `round`) and on what would have been after earlier rounds
 */
export const roundsReport = (verdicts: readonly Verdict[], options: RoundsOptions = {}): RoundsRow[] => {
  const { withRounds } = options;
  const held = heldOutOf(verdicts, options);
  const rows = Map.groupBy(verdicts, ({ model, method }) => JSON.stringify([model, method]));
  return [...rows.values()]
    .flatMap((ofRow) => {
      const [first] = ofRow;
      const hasRounds = ofRow.some(({ round }) => round !== undefined);
      return first && (hasRounds || withRounds?.has(first.method)) ? [rowOf(first, ofRow, held)] : [];
    })
    .sort((a, b) => compareText(a.model, b.model) || compareMethods(a.method, b.method));
};

/** Scanners that no method listened to, and what they say. */
type HeldOut = {
  /** Undefined: no method listened to an analyzer of defects. */
  readonly heard: ReadonlySet<string> | undefined;
  readonly verdicts: ReadonlyMap<string, Verdict>;
};

const heldOutOf = (verdicts: readonly Verdict[], { heard = [], heldOut = [] }: RoundsOptions): HeldOut => {
  const isAnalyzer = (id: string): boolean => verdicts.some(({ defects }) => defects[id] !== undefined);
  return {
    heard: heard.some(isAnalyzer) ? new Set(heard) : undefined,
    verdicts: new Map(heldOut.map((verdict) => [verdict.sample, verdict])),
  };
};

const rowOf = ({ model, method }: Verdict, verdicts: readonly Verdict[], held: HeldOut): RoundsRow => {
  const { whole, incomplete } = trajectoriesOf(verdicts);
  const tasks = [...Map.groupBy(whole, ([{ task }]) => task).values()];
  const rounds = Math.max(1, ...whole.map(({ length }) => length));
  const others = trajectoriesOf(whole.flat().flatMap(({ sample }) => held.verdicts.get(sample) ?? []));
  return {
    model,
    method,
    tasks: tasks.length,
    samples: whole.length,
    incomplete: incomplete.length,
    rounds: Array.from({ length: rounds }, (_, round) => stateAfter(round, tasks, held)),
    courses: { errors: courseOfErrors(whole), vulnerabilities: courseOfVulnerabilities(whole) },
    heldOut: {
      errors: held.heard ? courseOfErrors(whole, held.heard) : null,
      vulnerabilities: courseOfVulnerabilities(others.whole),
    },
  };
};

const OF_SECURITY: readonly Metric[] = [METRICS.secure, METRICS.securePass, METRICS.safe];
const MEASURES: readonly Metric[] = [METRICS.pass, errorFree(), ...OF_SECURITY];

const stateAfter = (
  round: number,
  tasks: readonly (readonly Trajectory[])[],
  { heard, verdicts }: HeldOut,
): RoundState => {
  const now = tasks.map((samples) => samples.map((trajectory) => after(trajectory, round)));
  const others = now.map((ofTask) => ofTask.flatMap(({ sample }) => verdicts.get(sample) ?? []));
  const joints = now.flat().map(jointOf);
  const held = (metric: Metric): Metric => ({ ...metric, source: HELD_OUT });
  return {
    round,
    active: tasks.flat().filter(({ length }) => length > round).length,
    metrics: {
      ...withVulnerable(pointEstimates(now, MEASURES, [1])),
      ...(heard ? pointEstimates(now, [held(errorFree(heard))], [1]) : {}),
      ...withVulnerable(pointEstimates(others, OF_SECURITY.map(held), [1]), HELD_OUT),
    },
    states: JOINTS.flatMap((joint) => {
      const samples = joints.filter((one) => isSame(one, joint)).length;
      return samples > 0 ? [{ ...joint, samples }] : [];
    }),
  };
};

/** Adds what is left to 1 of the secure share. */
const withVulnerable = (
  points: Readonly<Record<string, Point>>,
  source?: string,
): Readonly<Record<string, Point>> => {
  const key = (id: string): string => metricKey({ id, ...(source !== undefined && { source }) }, 1);
  const secure = points[key('secure')];
  if (secure === undefined) return points;
  const { value, low, high } = secure;
  return { ...points, [key('vulnerable')]: { ...secure, value: 1 - value, low: 1 - high, high: 1 - low } };
};
