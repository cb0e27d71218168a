import type { CaseCounts } from '../core/verdict.ts';
import type { Metric, Reading } from './metric.ts';
import { hasFunctionEvidence, meanOfK } from './readings.ts';

/**
 * The share of a sample's functional cases that passed, and the range that unknown cases leave it:
 *
 *     low = passed / total,  high = (passed + unknown) / total
 *
 * Source: Rethinking the Evaluation of Secure Code Generation (ICSE 2026), section 3.2: "the percentage of passed
 * unit tests for this generated code".
 *
 * @returns [low, high]: equal unless cases are unknown; [0, 1] for a sample without cases
 */
export const casePassRange = ({
  total,
  passed,
  unknown,
}: CaseCounts): readonly [low: number, high: number] =>
  total === 0 ? [0, 1] : [passed / total, (passed + unknown) / total];

/** The share of a sample's functional cases that counts as passed under a reading. */
export const readCasePass = (cases: CaseCounts, reading: Reading): number =>
  casePassRange(cases)[reading === 'bad' ? 0 : 1];

/** Pass@1 at the level of test cases: mean of case-pass over samples, then over tasks (same paper, section 4.2). */
export const casePass: Metric = {
  id: 'case-pass',
  title: 'Pass (case level)',
  needsK: false,
  evidence: hasFunctionEvidence,
  credit: (verdict, reading) => readCasePass(verdict.cases, reading),
  combine: meanOfK,
};
