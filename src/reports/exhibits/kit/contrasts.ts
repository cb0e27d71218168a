import type { Arm, Contrast } from '../../../analysis/comparison/terms.ts';
import { BASELINE } from '../../../analysis/order.ts';
import type { Study } from '../../../engine/study.ts';
import type { DataSet, Line } from './data-sets.ts';

/** A contrast under the names by which exhibits call its arm, and the policy of the arm's run. */
export type LabelledContrast = {
  readonly line: Line;
  readonly contrast: Contrast;
  readonly policy: string | undefined;
};

/**
 * How the methods of a data set differ from their bases: one contrast for each arm, that with a base of the same run if
 * there is one. The same model and method in two
 * runs is nothing that the papers compare.
 */
export const contrastsOf = (
  { comparison }: Study,
  { runs, entries }: DataSet,
): readonly LabelledContrast[] => {
  const own = comparison.contrasts.filter(
    ({ arm, base, tasks }) =>
      tasks.both > 0 &&
      (arm.method !== base.method || arm.model !== base.model) &&
      runs.some(({ name }) => name === arm.run),
  );
  const byArm = Map.groupBy(own, ({ arm }) => JSON.stringify([arm.run, arm.model, arm.method]));
  return [...byArm.values()].flatMap((all): LabelledContrast[] => {
    const contrast = all.find(isWithinRun) ?? all[0];
    if (!contrast) return [];
    const { arm } = contrast;
    return [
      {
        line: { model: labelOf(arm, entries), method: arm.method },
        contrast,
        policy: runs.find(({ name }) => name === arm.run)?.scored.scores.policyText,
      },
    ];
  });
};

const isWithinRun = ({ base, arm }: Contrast): boolean => base.run === arm.run;

/** As the entry calls it, where rows are not pooled. */
const labelOf = ({ run, model }: Arm, entries: DataSet['entries']): string =>
  entries.find((entry) => entry.run.name === run && entry.row.model === model)?.model ?? model;

/** Says which methods are held against another base than the baseline of their own run. */
export const otherBaseNotes = (contrasts: readonly LabelledContrast[]): readonly string[] =>
  contrasts.flatMap(({ line, contrast }) => {
    const { base, arm } = contrast;
    const isSameModel = base.model === arm.model;
    if (base.method === BASELINE && isSameModel && isWithinRun(contrast)) return [];
    const run = isWithinRun(contrast) ? '' : ` of ${base.run}`;
    return [
      `${line.model}, ${line.method}: against ${isSameModel ? '' : `${base.model}, `}${base.method}${run}.`,
    ];
  });
