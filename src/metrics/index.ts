import type { Juror } from '../core/jurors.ts';
import { bleu } from './bleu/index.ts';
import { casePass } from './case-pass.ts';
import { defectFree } from './defect-free.ts';
import type { Metric } from './metric.ts';
import { pass } from './pass.ts';
import { safe } from './safe.ts';
import { secure, secureByExploits, secureByScanner } from './secure.ts';
import { securePass } from './secure-pass.ts';

/** The metrics of every evaluation. Secure@k by one scanner is made per scanner, see {@link metricsFor}. */
export const METRICS = {
  secure,
  secureByExploits,
  pass,
  casePass,
  securePass,
  safe,
  bleu,
} as const satisfies Record<string, Metric>;

/** The metrics of an evaluation with these scanners, in the order in which outputs list them. */
export const metricsFor = (scanners: readonly Juror[]): readonly Metric[] => [
  secure,
  ...scanners.map(({ id, role }) => (role === 'defects' ? defectFree(id) : secureByScanner(id))),
  secureByExploits,
  pass,
  casePass,
  securePass,
  safe,
  bleu,
];

export { isUnknown, type Metric, metricKey, type Reading, taskValue } from './metric.ts';
