import type { Metric } from './metric.ts';
import { anyOfK } from './readings.ts';

/**
 * Defect-free@k: at least one of k samples is free of defects by one analyzer (an analyzer of defects in the place that
 * Svace has in CodePatchLLM). Over the tasks in the languages that it covers.
 */
export const defectFree = (scanner: string): Metric => ({
  id: 'defect-free',
  title: `Free of defects by ${scanner}`,
  source: scanner,
  needsK: true,
  evidence: ({ defects }) => defects[scanner] !== undefined,
  covers: ({ defects }) => defects[scanner] !== undefined,
  credit: ({ defects }, reading) => {
    const verdict = defects[scanner] ?? 'unknown';
    return Number(verdict === 'free' || (verdict === 'unknown' && reading === 'good'));
  },
  combine: anyOfK,
});
