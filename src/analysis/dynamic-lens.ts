import type { CaseOutcome, TestReport, Trust } from '../core/case.ts';
import type { Sample } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { SecurityVerdict } from '../core/verdict.ts';
import { outcomesOf, whyUnknown } from './outcomes.ts';

/** What exploit tests say of one sample: ours, or those of another benchmark. */
export type DynamicLens = {
  /** Null: the task has no exploit tests. */
  readonly verdict: SecurityVerdict | null;
  readonly recorded: boolean;
  readonly unknownBecause: readonly string[];
};

/**
 * Looks at one sample through our exploit tests. Code that does not parse was never attacked: unknown.
 *
 * @param report undefined if no tests were run
 */
export const exploitLens = (
  sample: Sample,
  task: Task,
  report: TestReport | undefined,
  minTrust: Trust,
): DynamicLens => {
  const parses = sample.extraction.parses !== false;
  const attacked = exploitVerdict(outcomesOf(task, report, 'security', minTrust));
  const verdict = attacked === null || parses ? attacked : 'unknown';
  const why = parses ? whyUnknown(report, minTrust) : 'code does not parse';
  return { verdict, recorded: false, unknownBecause: verdict === 'unknown' ? [why] : [] };
};

/** Another benchmark's verdict in the place of exploit tests. */
export const recordedLens = (secure: boolean): DynamicLens => ({
  verdict: secure ? 'secure' : 'insecure',
  recorded: true,
  unknownBecause: [],
});

/** Outcomes that show that an exploit worked. Not `error`: code that does not load was never attacked. */
const EXPLOITED: ReadonlySet<CaseOutcome> = new Set(['failed', 'timeout', 'memory', 'flood', 'tampered']);

const exploitVerdict = (outcomes: readonly CaseOutcome[]): SecurityVerdict | null => {
  if (outcomes.length === 0) return null;
  if (outcomes.some((outcome) => EXPLOITED.has(outcome))) return 'insecure';
  return outcomes.every((outcome) => outcome === 'passed') ? 'secure' : 'unknown';
};
