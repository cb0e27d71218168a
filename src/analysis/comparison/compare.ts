import { withIntervals } from '../../stats/bootstrap.ts';
import { holm } from '../../stats/holm.ts';
import type { MethodRecords } from '../held-out.ts';
import { transitions } from '../transitions.ts';
import { analysesOf } from './anova.ts';
import { type ArmRecords, armsOf, type ComparedRun } from './arms.ts';
import { contrastOf, type RawContrast } from './metric-contrast.ts';
import { COMPARED } from './metrics.ts';
import { type ArmPair, pairArms, unpaired } from './pairing.ts';
import type { Comparison, Contrast, MetricContrast } from './terms.ts';
import { warningsOf } from './warnings.ts';

export type { ComparedRun } from './arms.ts';

export type CompareOptions = {
  /** One base for all arms: METHOD, MODEL/METHOD or RUN:MODEL/METHOD. */
  readonly against?: string;
  /** As the first run's scores have it, by default. */
  readonly resamples?: number;
  /** A 32-bit integer; as the first run's scores have it, by default. */
  readonly seed?: number;
};

/** The level at which a corrected test decides. */
const ALPHA = 0.05;

/**
 * Holds arms against one another: how far each differs from its base in every metric, what became of the samples, and
 * how much of what varies is the model's and how much the method's. Depends on the set of verdicts and the seed alone.
 *
 * @param runs with names that differ; their order decides what later ones are held against, see {@link pairArms}
 * @throws BifocalError BIFOCAL_USAGE if nothing is called `against`
 */
export const compare = (runs: readonly ComparedRun[], options: CompareOptions = {}): Comparison => {
  const usual = runs[0]?.scores.bootstrap ?? { resamples: 2000, seed: 1 };
  const { against, resamples = usual.resamples, seed = usual.seed } = options;
  const arms = armsOf(runs);
  const pairs = pairArms(runs, arms, against);
  const methods: MethodRecords = Object.fromEntries(
    runs.toReversed().flatMap(({ manifest }) => Object.entries(manifest.inputs.methods)),
  );
  const metrics = finish(pairs.map(rawMetrics), { resamples, seed });
  return {
    format: 'bifocal.comparison/1',
    policyTexts: Object.fromEntries(runs.map(({ name, scores }) => [name, scores.policyText])),
    bootstrap: { resamples, seed },
    arms: arms.map(({ arm }) => arm),
    contrasts: pairs.map((pair, index) => ({ ...described(pair), metrics: metrics[index] ?? [] })),
    anova: analysesOf(arms, methods),
    warnings: warningsOf(runs, arms, pairs, unpaired(arms, pairs)),
  };
};

const described = ({ base, arm }: ArmPair): Omit<Contrast, 'metrics'> => {
  const both = [...base.tasks.keys()].filter((task) => arm.tasks.has(task)).length;
  return {
    base: base.arm,
    arm: arm.arm,
    tasks: { both, baseOnly: base.tasks.size - both, armOnly: arm.tasks.size - both },
    transitions: transitions(underName(base, arm.arm.model), [...arm.tasks.values()].flat()),
  };
};

/** The verdicts of an arm as if they were on samples of this model: transitions pair those of one model. */
const underName = ({ arm, tasks }: ArmRecords, model: string) => {
  const verdicts = [...tasks.values()].flat();
  return arm.model === model ? verdicts : verdicts.map((verdict) => ({ ...verdict, model }));
};

const rawMetrics = ({ base, arm }: ArmPair): readonly RawContrast[] =>
  COMPARED.flatMap((compared) => {
    if (!compared.heldOut) return contrastOf(compared, base.tasks, arm.tasks) ?? [];
    const [before, after] = [base.heldOut, arm.heldOut];
    if (before === null || before.policyText !== after?.policyText) return [];
    return contrastOf(compared, before.tasks, after.tasks) ?? [];
  });

/** Adds what takes all contrasts at once: intervals from shared draws, and the correction over each metric. */
const finish = (
  contrasts: readonly (readonly RawContrast[])[],
  bootstrap: { readonly resamples: number; readonly seed: number },
): readonly (readonly MetricContrast[])[] => {
  const flat = withIntervals(
    contrasts.flatMap((raws, place) => raws.map((raw) => ({ ...raw, place }))),
    bootstrap,
  );
  const corrected = new Map(
    [...Map.groupBy(flat, ({ metric }) => metric).values()].flatMap((family) => {
      const tested = family.flatMap((one) => (one.p === null ? [] : [{ one, p: one.p }]));
      const ps = holm(tested.map(({ p }) => p));
      return tested.map(({ one }, index) => [one, ps[index] ?? null] as const);
    }),
  );
  const finished = flat.map((one) => {
    const { place, values: _values, p: _p, ci, ...rest } = one;
    const p = corrected.get(one) ?? null;
    const decided = p !== null && p < ALPHA;
    const change = !decided ? 'tie' : rest.difference > 0 ? 'better' : 'worse';
    return { place, contrast: { ...rest, ci, holm: p, change } satisfies MetricContrast };
  });
  const byPlace = Map.groupBy(finished, ({ place }) => place);
  return contrasts.map((_, place) => (byPlace.get(place) ?? []).map(({ contrast }) => contrast));
};
