import type { CaseOutcome, TestReport, Trust } from '../core/case.ts';
import { assemble, type Conversation, type TwinFinding, twinFindings } from './events.ts';

type Report = Pick<TestReport, 'status' | 'reason' | 'cases'>;

const withTrust = (report: Report, trust: Trust): Report => ({
  ...report,
  cases: report.cases.map((result) => ({ ...result, trust })),
});

const UNCLEAR = 'a test passed together with its contradiction, and no reference tells why';
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
 * The report of a job whose tests may have had twins. A sample that passes a test together with its twin is caught if
 * the reference solution passes the test and fails the twin; if the reference passes both, the changed assertion is
 * never reached, and accuses nobody. Where that cannot be told (no reference, or it came to nothing here; a twin that
 * came to no result of its own), what passed is unknown.
 *
 * @param askReference runs the same tests and twins against the task's reference; undefined if it has none
 */
export const judgeTwins = async (
  conversation: Conversation,
  askReference: () => Promise<Conversation | undefined>,
): Promise<Report> => {
  const report = assemble(conversation);
  const found = twinFindings(conversation);
  const all = new Set(found.values());
  if (all.has('contradicted')) {
    const reference = await askReference();
    const honest = reference ? twinFindings(reference) : new Map<string, TwinFinding>();
    const ofReference = new Set(
      [...found].flatMap(([id, finding]) =>
        finding === 'contradicted' ? [honest.get(id) ?? 'unsettled'] : [],
      ),
    );
    if (ofReference.has('refuted')) return inPlaceOfPassed(report, 'tampered', MADE_UP);
    if (ofReference.has('unsettled')) return inPlaceOfPassed(report, 'unknown', UNCLEAR);
  }
  if (all.has('unsettled')) return inPlaceOfPassed(report, 'unknown', UNSETTLED);
  return all.has('refuted') ? withTrust(report, 'twinned') : report;
};
