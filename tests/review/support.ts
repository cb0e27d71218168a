import type { FinalLabel } from '../../src/analysis/review/labels.ts';
import type { Adjudication, Label, LabelVerdict, Plan } from '../../src/analysis/review/terms.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { verdictOf } from '../analysis/support.ts';

/** The value of an outcome that must have one. */
export const known = <T>(outcome: Outcome<T>): T => {
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

/** A plan of samples `s0`, `s1`, ... with the code hash `code`, each drawn with the same chance. */
export const planOf = (size: number, inclusion = 1): Plan => ({
  format: 'bifocal.review-plan/1',
  design: 'simple',
  seed: 1,
  size,
  population: Math.round(size / inclusion),
  leftOut: 0,
  strata: [{ accusers: null, population: Math.round(size / inclusion), drawn: size }],
  samples: Array.from({ length: size }, (_, i) => ({ sample: `s${i}`, code: 'code', stratum: 0, inclusion })),
});

export const labelOf = (sample: string, verdict: LabelVerdict, rest: Partial<Label> = {}): Label => ({
  sample,
  code: 'code',
  verdict,
  cwes: [],
  lines: [],
  note: '',
  ...rest,
});

export const adjudicationOf = (sample: string, verdict: LabelVerdict, by = 'cy'): Adjudication => ({
  ...labelOf(sample, verdict),
  by,
});

/** One sample with what is true of it and what a scanner `x` says. */
export const judgedBy = (
  sample: string,
  truth: FinalLabel['verdict'],
  says: Verdict['scanners'][string] | undefined,
  inclusion = 1,
): { label: FinalLabel; verdict: Verdict } => ({
  label: { planned: { sample, code: 'code', stratum: 0, inclusion }, verdict: truth, how: 'agreed' },
  verdict: { ...verdictOf({ scanners: says ? { x: says } : {} }), sample },
});
