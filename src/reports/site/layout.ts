import { originOf } from '../../analysis/held-out.ts';
import { compareMethods, compareText } from '../../analysis/order.ts';
import { type Sample, type SampleKey, sampleId } from '../../core/sample.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { SampleColumns } from './format.ts';
import type { SiteMaterial } from './material.ts';

export type SiteArm = SampleColumns['arms'][number];

/** One sample that was handed in, and where it stands: indices of run, arm and task. */
export type Row = {
  readonly run: number;
  readonly arm: number;
  readonly task: number;
  readonly sample: Sample;
  readonly verdict: Verdict;
};

/** The order of a report's samples. */
export type Layout = {
  readonly tasks: readonly string[];
  readonly arms: readonly SiteArm[];
  readonly rows: readonly Row[];
  /** The row of a sample of a run by its id. */
  rowOf(run: number, id: string): number | undefined;
  /** The row of the sample that the one in this row is held against. */
  baseOf(row: Row): number | undefined;
};

/**
 * Puts the samples of all runs in order of task, arm and index. A sample is held against that of the method whose
 * samples its own method improves, in the same run and by the same model; or else, where the run has none, of the arm
 * that the comparison holds its arm against. Task and index are the same.
 */
export const layOut = ({ runs, comparison }: Pick<SiteMaterial, 'runs' | 'comparison'>): Layout => {
  const arms = runs.flatMap(({ scored }, run) => armsOf(run, scored.verdicts));
  const tasks = [...new Set(runs.flatMap(({ scored }) => scored.verdicts.map(({ task }) => task)))].sort(
    compareText,
  );
  const armOf = new Map(arms.map((arm, place) => [armKey(arm), place]));
  const taskOf = new Map(tasks.map((task, place) => [task, place]));
  const rows = runs
    .flatMap(({ records, scored }, run): Row[] => {
      const samples = new Map(records.samples.map((sample) => [sample.id, sample]));
      return scored.verdicts.flatMap((verdict) => {
        const sample = samples.get(verdict.sample);
        const [arm, task] = [armOf.get(armKey({ run, ...verdict })), taskOf.get(verdict.task)];
        return sample && arm !== undefined && task !== undefined ? [{ run, arm, task, sample, verdict }] : [];
      });
    })
    .sort((a, b) => a.task - b.task || a.arm - b.arm || a.verdict.index - b.verdict.index);
  const places = runs.map(() => new Map<string, number>());
  rows.forEach(({ run, verdict }, place) => {
    places[run]?.set(sampleId(keyOf(verdict)), place);
  });
  const find = ({ run, model, method }: SiteArm, { task, index }: SampleKey): number | undefined =>
    places[run]?.get(sampleId({ task, model, method, index }));
  const bases = arms.map((arm) => baseArmOf(arm, { runs, comparison }, armOf));
  return {
    tasks,
    arms,
    rows,
    rowOf: (run, id) => places[run]?.get(id),
    baseOf: ({ arm, verdict }) => {
      const base = bases[arm];
      return base && find(base, verdict);
    },
  };
};

const armsOf = (run: number, verdicts: readonly Verdict[]): SiteArm[] => {
  const arms = new Map(
    verdicts.map(({ model, method }) => [armKey({ run, model, method }), { run, model, method }]),
  );
  return [...arms.values()].sort(
    (a, b) => compareText(a.model, b.model) || compareMethods(a.method, b.method),
  );
};

const armKey = ({ run, model, method }: SiteArm): string => JSON.stringify([run, model, method]);

const keyOf = ({ task, model, method, index }: SampleKey): SampleKey => ({ task, model, method, index });

const baseArmOf = (
  arm: SiteArm,
  { runs, comparison }: Pick<SiteMaterial, 'runs' | 'comparison'>,
  known: ReadonlyMap<string, number>,
): SiteArm | undefined => {
  const { run, model, method } = arm;
  const own = runs[run];
  const origin = originOf(own?.records.manifest.inputs.methods ?? {}, method);
  const sameRun = { run, model, method: origin };
  if (origin !== method && known.has(armKey(sameRun))) return sameRun;
  const contrast = comparison.contrasts.find(
    (one) => one.arm.run === own?.name && one.arm.model === model && one.arm.method === method,
  );
  const other = contrast && runs.findIndex(({ name }) => name === contrast.base.run);
  return contrast && other !== undefined && other >= 0
    ? { run: other, model: contrast.base.model, method: contrast.base.method }
    : undefined;
};
