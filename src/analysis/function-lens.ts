import { type CaseOutcome, isUnjudged, type TestReport, type Trust } from '../core/case.ts';
import type { Task } from '../core/task.ts';
import type { CaseCounts, FunctionVerdict } from '../core/verdict.ts';
import { outcomesOf, whyUnknown } from './outcomes.ts';

/** What functional tests say of one sample: ours, or those of another benchmark. */
export type FunctionLens = {
  readonly verdict: FunctionVerdict;
  readonly cases: CaseCounts;
  readonly recorded: boolean;
  readonly unknownBecause: readonly string[];
};

/**
 * Looks at one sample through its functional cases, or else through what another benchmark says, as one case.
 *
 * @param report undefined if no tests were run: the sample has no cases
 * @param recorded another benchmark's verdict, undefined if there is none or it may not be used
 */
export const functionLens = (
  task: Task,
  report: TestReport | undefined,
  recorded: boolean | undefined,
  minTrust: Trust,
): FunctionLens => {
  const planned = outcomesOf(task, report, 'functional', minTrust);
  const ours = countCases(report === undefined ? [] : planned);
  const theirs = ours.total === 0 && recorded !== undefined;
  const cases = theirs ? { total: 1, passed: Number(recorded), unknown: 0 } : ours;
  const verdict = functionVerdict(cases);
  const why = planned.length === 0 ? 'no functional tests' : whyUnknown(report, minTrust);
  return { verdict, cases, recorded: theirs, unknownBecause: verdict === 'unknown' ? [why] : [] };
};

const countCases = (outcomes: readonly CaseOutcome[]): CaseCounts => ({
  total: outcomes.length,
  passed: outcomes.filter((outcome) => outcome === 'passed').length,
  unknown: outcomes.filter(isUnjudged).length,
});

/** One case that surely did not pass settles that a sample does not work, whatever is unknown of the others. */
const functionVerdict = ({ total, passed, unknown }: CaseCounts): FunctionVerdict => {
  if (total > passed + unknown) return passed > 0 ? 'partial' : 'failing';
  return total === 0 || unknown > 0 ? 'unknown' : 'functional';
};
