import type { ComparedRun } from '../../../src/analysis/comparison/compare.ts';
import type { Contrast, MetricContrast } from '../../../src/analysis/comparison/terms.ts';
import { type ScoreOptions, score } from '../../../src/analysis/score.ts';
import type { Manifest, MethodRecord } from '../../../src/core/run.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { manifest } from '../../support/manifest.ts';
import { jurors, STATIC, verdictOf } from '../support.ts';

const SECURITY = { s: 'secure', i: 'insecure', '?': 'unknown' } as const;
const CASES = {
  '+': { total: 2, passed: 2, unknown: 0 },
  '~': { total: 2, passed: 1, unknown: 0 },
  '-': { total: 2, passed: 0, unknown: 0 },
  '?': { total: 2, passed: 0, unknown: 2 },
} as const;

/**
 * Verdicts on one arm: a text for each task, in which two signs are a sample: `s`ecure, `i`nsecure or `?`, then `+` for
 * all cases passed, `~` for half of them, `-` for none, or `?`.
 */
export const arm = (model: string, method: string, ...looks: readonly string[]): Verdict[] =>
  looks.flatMap((samples, task) =>
    samples.split(' ').map((sample, index) => {
      const [security, cases] = [sample[0] as keyof typeof SECURITY, sample[1] as keyof typeof CASES];
      return verdictOf({
        task: `T/${task}`,
        model,
        method,
        index,
        security: SECURITY[security],
        cases: CASES[cases],
      });
    }),
  );

type RunChanges = {
  readonly dataSet?: string;
  readonly inputs?: Partial<Manifest['inputs']>;
  readonly heldOut?: readonly Verdict[];
  readonly score?: Partial<ScoreOptions>;
};

export const runOf = (name: string, verdicts: readonly Verdict[], changes: RunChanges = {}): ComparedRun => ({
  name,
  dataSet: changes.dataSet ?? 'set',
  manifest: manifest(changes.inputs),
  verdicts,
  scores: score(verdicts, {
    policy: STATIC,
    scanners: jurors('bandit'),
    ks: [1],
    resamples: 200,
    seed: 7,
    ...changes.score,
  }),
  heldOut: changes.heldOut,
});

export const record = (changes: Partial<MethodRecord> = {}): MethodRecord => ({
  method: 'm',
  settings: {},
  limits: {},
  listens: [],
  kin: [],
  ...changes,
});

/** `arm < base` for each contrast, each as RUN:MODEL/METHOD. */
export const namesOf = (contrasts: readonly Contrast[]): string[] =>
  contrasts.map(({ arm: a, base: b }) => `${a.run}:${a.model}/${a.method} < ${b.run}:${b.model}/${b.method}`);

export const metricOf = (contrast: Contrast | undefined, metric: string): MetricContrast => {
  const found = contrast?.metrics.find((one) => one.metric === metric);
  if (!found) throw new Error(`no ${metric} in ${contrast?.metrics.map((one) => one.metric).join(', ')}`);
  return found;
};
