import type { Metric } from './metric.ts';
import { anyOfK, hasFunctionEvidence, readsFunctional } from './readings.ts';

/** Pass@k: at least one of k samples passes all of its functional cases (Chen et al. 2021, section 2.1). */
export const pass: Metric = {
  id: 'pass',
  title: 'Pass (task level)',
  needsK: true,
  evidence: hasFunctionEvidence,
  credit: (verdict, reading) => Number(readsFunctional(verdict.function, reading)),
  combine: anyOfK,
};
