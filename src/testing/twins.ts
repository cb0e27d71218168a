import type { CaseOutcome, TestReport, Trust } from '../core/case.ts';
import { assemble, type Conversation, contradictions, countTwins } from './events.ts';

type Report = Pick<TestReport, 'status' | 'reason' | 'cases'>;

const withTrust = (report: Report, trust: Trust): Report => ({
  ...report,
  cases: report.cases.map((result) => ({ ...result, trust })),
});

const UNCLEAR = 'a test passed together with its contradiction, and there is no reference to tell why';
const UNSETTLED = 'a contradiction of a test came to no result, so that nobody can tell if it would pass';
const MADE_UP = 'a test passed together with its contradiction: the results are made up';

/** No case of a sample passes that may have made up results. */
const inPlaceOfPassed = (report: Report, outcome: CaseOutcome, message: string): Report => ({
  ...report,
  cases: report.cases.map((result) =>
    result.outcome === 'passed' ? { ...result, outcome, message } : result,
  ),
});

/**
 * The report of a job whose tests may have had twins. A twin that passes along with its original gives the sample
 * away, unless it does so with the reference solution too: then the changed assertion is never reached. Without a
 * reference nobody can tell, nor can they where a twin came to no result of its own: what passed is unknown.
 *
 * @param askReference runs the same tests and twins against the task's reference; undefined if it has none
 */
export const judgeTwins = async (
  conversation: Conversation,
  askReference: () => Promise<Conversation | undefined>,
): Promise<Report> => {
  const report = assemble(conversation);
  const { failed, unsettled } = countTwins(conversation);
  const suspect = contradictions(conversation);
  if (suspect.length > 0) {
    const reference = await askReference();
    if (reference === undefined) return inPlaceOfPassed(report, 'unknown', UNCLEAR);
    const harmless = new Set(contradictions(reference));
    if (suspect.some((id) => !harmless.has(id))) return inPlaceOfPassed(report, 'tampered', MADE_UP);
  }
  if (unsettled > 0) return inPlaceOfPassed(report, 'unknown', UNSETTLED);
  return failed > 0 ? withTrust(report, 'twinned') : report;
};
