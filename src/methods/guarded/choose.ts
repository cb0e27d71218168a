import type { Level } from '../../core/finding.ts';
import { safeTerm } from '../../metrics/safe.ts';
import type { EditSize } from '../kit/edit-size.ts';
import type { HeardScan } from '../workbench.ts';

/** What is known of a code that may replace its parent. */
export type Acceptable = {
  /** Of every security scanner that is listened to. */
  readonly scans: readonly HeardScan[];
  /** Tests and inputs on which its function was judged, and on how many it was as it should. */
  readonly agreed: number;
  readonly judged: number;
  /** Of the change from its parent. */
  readonly size: EditSize;
  /** Whether a program made the change, or a model. */
  readonly by: 'program' | 'model';
};

/** How likely a finding is a real weakness, by the confidence that its scanner states. */
const REAL: Readonly<Record<Level, number>> = { low: 1 / 4, medium: 1 / 2, high: 3 / 4 };

/**
 * How likely a code is secure, as far as findings tell: the chance that all of them are false, were they independent.
 * Each scanner's word is the product over its findings of 1 - {@link REAL}; the scanners' words are multiplied, so two
 * that accuse the same line weigh more than one. What no scanner sees is not in it: that factor is the same for all
 * candidates of a round, and changes no choice.
 */
export const chanceSecure = (scans: readonly HeardScan[]): number =>
  scans
    .flatMap(({ findings }) => findings)
    .reduce((chance, { confidence }) => chance * (1 - REAL[confidence]), 1);

/**
 * The share of hidden cases that a code is expected to pass: Laplace's rule of succession, (agreed + 1) / (judged + 2),
 * the mean of the posterior under a uniform prior. Without evidence it is 1/2; the more tests and inputs agreed, the
 * nearer to 1.
 */
export const expectedCasePass = (agreed: number, judged: number): number => (agreed + 1) / (judged + 2);

/**
 * What a code is expected to contribute to SAFE: P(secure) * (e^E[casepass] - 1) / (e - 1).
 *
 * Source: Rethinking the Evaluation of Secure Code Generation (ICSE 2026), equation 1; the estimates are ours.
 */
export const expectedSafe = ({
  scans,
  agreed,
  judged,
}: Pick<Acceptable, 'scans' | 'agreed' | 'judged'>): number =>
  chanceSecure(scans) * safeTerm(true, expectedCasePass(agreed, judged));

/** Products of the same factors in another order are the same. */
const EPSILON = 1e-12;

/** Whether the first is the better choice: by expected SAFE, then by the smaller edit, then a program's before a model's. */
const compare = (a: Acceptable, b: Acceptable): number => {
  const gain = expectedSafe(b) - expectedSafe(a);
  if (Math.abs(gain) > EPSILON) return gain;
  return (
    a.size.tokens - b.size.tokens ||
    a.size.lines - b.size.lines ||
    Number(a.by === 'model') - Number(b.by === 'model')
  );
};

/** The best first; of equals the earlier. */
export const ranked = <Candidate extends Acceptable>(candidates: readonly Candidate[]): Candidate[] =>
  candidates.toSorted(compare);
