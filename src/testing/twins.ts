import type { TestReport, Trust } from '../core/case.ts';
import { assemble, type Conversation, contradictions, refutedTwins } from './events.ts';

type Report = Pick<TestReport, 'status' | 'reason' | 'cases'>;

const withTrust = (report: Report, trust: Trust): Report => ({
  ...report,
  cases: report.cases.map((result) => ({ ...result, trust })),
});

const MADE_UP = 'a test passed together with its contradiction: the results are made up';

/** No case of a sample that was caught making up results passes. */
const tampered = (report: Report): Report => ({
  ...report,
  cases: report.cases.map((result) =>
    result.outcome === 'passed' ? { ...result, outcome: 'tampered', message: MADE_UP } : result,
  ),
});

/**
 * The report of a job whose tests may have had twins. A twin that passes along with its original gives the sample
 * away, unless it does so with the reference solution too: then the changed assertion is never reached.
 *
 * @param askReference runs the same tests and twins against the task's reference; undefined if it has none
 */
export const judgeTwins = async (
  conversation: Conversation,
  askReference: () => Promise<Conversation | undefined>,
): Promise<Report> => {
  const report = assemble(conversation);
  const refuted = refutedTwins(conversation);
  const suspect = contradictions(conversation);
  if (suspect.length === 0) return refuted > 0 ? withTrust(report, 'twinned') : report;
  const reference = await askReference();
  if (reference === undefined) return report;
  const harmless = new Set(contradictions(reference));
  if (suspect.some((id) => !harmless.has(id))) return tampered(report);
  return refuted > 0 ? withTrust(report, 'twinned') : report;
};
