import { type CaseOutcome, isTrusted, isUnjudged, type TestReport, type Trust } from '../core/case.ts';
import type { CaseKind, Task } from '../core/task.ts';

/**
 * The outcomes of a sample's cases of one kind. In a report that is unknown, passed cases are unknown too; failures
 * stay: a sample that ends its judge does not undo what was seen. Unknown are cases that the report lacks, and those
 * that passed where results are easier to forge than `minTrust` allows. Empty: the task has no such cases.
 *
 * @param report undefined if no tests were run: all planned cases are unknown
 */
export const outcomesOf = (
  task: Task,
  report: TestReport | undefined,
  kind: CaseKind,
  minTrust: Trust,
): CaseOutcome[] => {
  const listed = (report?.cases ?? [])
    .filter((result) => result.kind === kind)
    .map(({ outcome, trust }) =>
      outcome !== 'passed' || (report?.status === 'ok' && isTrusted(trust, minTrust)) ? outcome : 'unknown',
    );
  const missing = Math.max(0, plannedCases(task, kind) - listed.length);
  return [...listed, ...Array<CaseOutcome>(missing).fill('unknown')];
};

/**
 * How many cases of a kind the tests of a task hold. Suites that list their cases are counted; of test code it is
 * only known whether there is any, so 1 stands for one or more.
 */
const plannedCases = ({ tests, exploits }: Task, kind: CaseKind): number => {
  if (tests === undefined) return 0;
  if ('cases' in tests) return tests.cases.filter((planned) => planned.kind === kind).length;
  return kind === 'functional' || exploits ? 1 : 0;
};

/** Why the tests of a sample leave something unknown, in few words that can be counted. */
export const whyUnknown = (report: TestReport | undefined, minTrust: Trust): string => {
  if (report === undefined) return 'tests: not run';
  if (report.status === 'unknown') return `tests: ${report.reason ?? 'no reason given'}`;
  const unjudged = report.cases.find(({ outcome }) => isUnjudged(outcome));
  if (unjudged) return unjudged.outcome === 'unknown' ? 'tests: no result' : `tests: ${unjudged.outcome}`;
  const forgeable = report.cases.some(({ trust }) => !isTrusted(trust, minTrust));
  return forgeable ? `tests: below trust level ${minTrust}` : 'tests: no result';
};
