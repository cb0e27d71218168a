import type { Metric } from '../metric.ts';
import { meanOfK } from '../readings.ts';

/**
 * BLEU@1: the mean over samples of the BLEU of each against the code that its task was made of, as a share: CyberSecEval
 * has it per language, in per cent (`CybersecurityBenchmarks/benchmark/bleu.py`: `corpus_bleu` of one pair, without
 * effective order). What is compared: `analysis/likeness.ts`. Over the tasks that have something to compare with.
 */
export const bleu: Metric = {
  id: 'bleu',
  title: 'BLEU',
  needsK: false,
  evidence: (verdict) => verdict.bleu !== undefined,
  covers: (verdict) => verdict.bleu !== undefined,
  credit: ({ bleu = 'unknown' }, reading) => (bleu === 'unknown' ? Number(reading === 'good') : bleu),
  combine: meanOfK,
};
