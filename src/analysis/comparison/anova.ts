import { unknown } from '../../core/outcome.ts';
import { metricKey, taskValue } from '../../metrics/index.ts';
import { type CellSums, cellSums, type TwoWayAnova, twoWayAnova } from '../../stats/two-way-anova.ts';
import { type MethodRecords, originOf } from '../held-out.ts';
import { BASELINE, compareMethods, compareText } from '../order.ts';
import { type ArmRecords, keyOf } from './arms.ts';
import { K } from './metric-contrast.ts';
import { COMPARED, type ComparedMetric } from './metrics.ts';
import type { Anova, Effect } from './terms.ts';

/**
 * The arms that the analysis takes, and those that it leaves out: of one model and method in several runs over the same
 * data set the first.
 */
export const distinctArms = (
  arms: readonly ArmRecords[],
): { readonly taken: readonly ArmRecords[]; readonly left: readonly ArmRecords[] } => {
  const first = new Map<string, ArmRecords>();
  for (const one of arms) {
    const key = JSON.stringify([one.dataSet, keyOf(one.arm.model, one.arm.method)]);
    if (!first.has(key)) first.set(key, one);
  }
  const taken = new Set(first.values());
  return { taken: [...taken], left: arms.filter((one) => !taken.has(one)) };
};

/**
 * Analyses the variance of each metric by model and method, for each data set: once by all methods, and once for each
 * method and what it is held against alone, over the models that have both.
 *
 * The values in a cell are those of its tasks. They are taken as independent, which they are not: the same tasks are in
 * all cells. That hides differences rather than makes them up, since what sets tasks apart counts as noise.
 */
export const analysesOf = (arms: readonly ArmRecords[], methods: MethodRecords): Anova[] =>
  [...Map.groupBy(distinctArms(arms).taken, ({ dataSet }) => dataSet)].flatMap(([dataSet, taken]) =>
    analysesOfSet(taken, methods).map((analysis) => ({ dataSet, ...analysis })),
  );

const analysesOfSet = (taken: readonly ArmRecords[], methods: MethodRecords): Omit<Anova, 'dataSet'>[] => {
  const names = [...new Set(taken.map(({ arm }) => arm.method))].sort(compareMethods);
  const versus = names.flatMap((method) => {
    const origin = originOf(methods, method);
    return method !== BASELINE && method !== origin && names.includes(origin) ? [{ method, origin }] : [];
  });
  return COMPARED.flatMap((compared) => {
    const grid = gridOf(compared, taken);
    if (grid.size === 0) return [];
    const metric = metricKey(compared.metric, K);
    return [
      { metric, method: null, ...effectsOf(grid, names, false) },
      ...versus.map(({ method, origin }) => ({
        metric,
        method,
        ...effectsOf(grid, [origin, method], true),
      })),
    ];
  });
};

/** By model and method; only what has evidence. Of held-out scanners those of the first run that has any. */
type Grid = ReadonlyMap<string, ReadonlyMap<string, CellSums>>;

const gridOf = ({ metric, heldOut }: ComparedMetric, arms: readonly ArmRecords[]): Grid => {
  const grid = new Map<string, Map<string, CellSums>>();
  const others = arms.find((one) => one.heldOut !== null)?.heldOut?.policyText;
  for (const { arm, ...records } of arms) {
    const held = records.heldOut?.policyText === others ? records.heldOut : null;
    const tasks = [...((heldOut ? held?.tasks : records.tasks)?.values() ?? [])].filter(
      (ofTask) => metric.covers === undefined || ofTask.some(metric.covers),
    );
    if (!tasks.some((ofTask) => ofTask.some(metric.evidence))) continue;
    const values = tasks.flatMap((ofTask) => taskValue(metric, ofTask, K, 'bad') ?? []);
    const row = grid.get(arm.model) ?? new Map<string, CellSums>();
    grid.set(arm.model, row.set(arm.method, cellSums(values)));
  }
  return grid;
};

/** @param shared whether models that lack one of the methods are left out; else they leave a cell empty */
const effectsOf = (
  grid: Grid,
  methods: readonly string[],
  shared: boolean,
): Pick<Anova, 'effects' | 'reason'> => {
  const models = [...grid.keys()]
    .filter((model) => !shared || methods.every((method) => grid.get(model)?.has(method)))
    .sort(compareText);
  const missing = models.flatMap((model) =>
    methods.filter((method) => !grid.get(model)?.has(method)).map((method) => `${model} (${method})`),
  );
  const cells = models.map((model) => methods.flatMap((method) => grid.get(model)?.get(method) ?? []));
  const analysis =
    models.length < 2
      ? unknown(`${models.length === 0 ? 'no model has' : 'one model alone has'} ${methods.join(' and ')}`)
      : missing.length > 0
        ? unknown(`nothing of ${missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}`)
        : twoWayAnova(cells);
  return analysis.status === 'unknown'
    ? { effects: [], reason: analysis.reason }
    : { effects: linesOf(analysis.value), reason: null };
};

const linesOf = ({ rows, columns, interaction, residual }: TwoWayAnova): Effect[] => [
  { source: 'model', ...rows },
  { source: 'method', ...columns },
  { source: 'model x method', ...interaction },
  { source: 'residual', ...residual, f: null, p: null },
];
