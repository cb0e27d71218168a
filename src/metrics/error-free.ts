import type { DefectVerdict, Verdict } from '../core/verdict.ts';
import type { Metric } from './metric.ts';
import { anyOfK } from './readings.ts';

/**
 * What the analyzers of defects together say of a sample: defective if one of them does, else unknown if one is, else
 * free. Null: none of them reads the language.
 *
 * @param without analyzers that have no say
 */
export const defectsOf = (
  { defects }: Pick<Verdict, 'defects'>,
  without: ReadonlySet<string> = new Set(),
): DefectVerdict | null => {
  const said = Object.entries(defects).flatMap(([id, verdict]) => (without.has(id) ? [] : [verdict]));
  if (said.length === 0) return null;
  if (said.includes('defective')) return 'defective';
  return said.includes('unknown') ? 'unknown' : 'free';
};

/**
 * Error-free rate: the share of samples in which no analyzer of defects finds anything (Tuning LLM in secure code
 * generation, ISP RAS 2025, section 4.2: N_error-free / N_total, by Svace). Over the tasks in languages that one covers.
 *
 * @param without analyzers that have no say
 */
export const errorFree = (without?: ReadonlySet<string>): Metric => ({
  id: 'error-free',
  title: 'Error-free',
  needsK: true,
  evidence: (verdict) => defectsOf(verdict, without) !== null,
  covers: (verdict) => defectsOf(verdict, without) !== null,
  credit: (verdict, reading) => {
    const said = defectsOf(verdict, without) ?? 'unknown';
    return Number(said === 'free' || (said === 'unknown' && reading === 'good'));
  },
  combine: anyOfK,
});
