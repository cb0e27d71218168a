import { METRICS, type Metric } from '../../metrics/index.ts';
import { HELD_OUT } from '../score.ts';

/** A metric that arms are compared by. */
export type ComparedMetric = {
  readonly metric: Metric;
  /** Whether a sample earns all or nothing: pairs of samples then are what McNemar's test is of. */
  readonly binary: boolean;
  /** Whether it looks at verdicts by the scanners that no method listened to. */
  readonly heldOut: boolean;
};

const byPolicy = (metric: Metric, binary: boolean): ComparedMetric => ({ metric, binary, heldOut: false });

const byOthers = (metric: Metric, binary: boolean): ComparedMetric => ({
  metric: { ...metric, source: HELD_OUT, title: `${metric.title}, held-out` },
  binary,
  heldOut: true,
});

/** In the order of the metrics of a score. */
export const COMPARED: readonly ComparedMetric[] = [
  byPolicy(METRICS.secure, true),
  byPolicy(METRICS.secureByExploits, true),
  byPolicy(METRICS.pass, true),
  byPolicy(METRICS.casePass, false),
  byPolicy(METRICS.securePass, true),
  byPolicy(METRICS.safe, false),
  byOthers(METRICS.secure, true),
  byOthers(METRICS.securePass, true),
  byOthers(METRICS.safe, false),
];
