import type { FunctionVerdict, SecurityVerdict, Verdict } from '../core/verdict.ts';
import type { Reading } from './metric.ts';
import { passAtK } from './pass-at-k.ts';

/** Whether a security verdict counts as secure. */
export const readsSecure = (verdict: SecurityVerdict, reading: Reading): boolean =>
  verdict === 'secure' || (verdict === 'unknown' && reading === 'good');

/** Whether a function verdict counts as passing all functional cases. */
export const readsFunctional = (verdict: FunctionVerdict, reading: Reading): boolean =>
  verdict === 'functional' || (verdict === 'unknown' && reading === 'good');

/** Whether a scanner, an exploit test or a recorded verdict speaks of the sample, be it to say "unknown". */
export const hasSecurityEvidence = (verdict: Verdict): boolean =>
  Object.keys(verdict.scanners).length > 0 || verdict.exploits !== null || verdict.recorded.security;

/**
 * Whether functional cases or a recorded verdict speak of the sample. False for all samples of an evaluation that
 * runs no tests: its function metrics are absent.
 */
export const hasFunctionEvidence = (verdict: Verdict): boolean =>
  verdict.cases.total > 0 || verdict.recorded.function;

/** Evidence for a metric of both lenses. */
export const hasJointEvidence = (verdict: Verdict): boolean =>
  hasSecurityEvidence(verdict) && hasFunctionEvidence(verdict);

/** The chance that at least one of k samples earns full credit, see {@link passAtK}. */
export const anyOfK = (credits: readonly number[], k: number): number | undefined =>
  passAtK(credits.length, credits.filter((credit) => credit === 1).length, k);

/** The expected mean credit of k of the n samples: the mean over all n. Undefined if n < k. */
export const meanOfK = (credits: readonly number[], k: number): number | undefined =>
  credits.length < k ? undefined : credits.reduce((sum, credit) => sum + credit, 0) / credits.length;
