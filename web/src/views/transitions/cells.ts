import type { Arm, Contrast } from '../../../../src/analysis/comparison/terms.ts';
import { isSame, JOINTS, type Joint } from '../../../../src/analysis/joint.ts';
import type { Cell } from '../../../../src/analysis/transitions.ts';
import { ANY_BASE, type Filter, jointName } from '../../data/filter.ts';

/** The cells of several contrasts, added up. */
export const addCells = (contrasts: readonly Contrast[]): readonly Cell[] => {
  const all = contrasts.flatMap(({ transitions }) => transitions.cells);
  return JOINTS.flatMap((from) =>
    JOINTS.flatMap((to): Cell[] => {
      const samples = samplesOf(all, from, to);
      return samples > 0 ? [{ from, to, samples }] : [];
    }),
  );
};

export const samplesOf = (cells: readonly Cell[], from: Joint, to: Joint): number =>
  cells
    .filter((cell) => isSame(cell.from, from) && isSame(cell.to, to))
    .reduce((sum, { samples }) => sum + samples, 0);

/** States that occur on one side. */
export const statesOf = (cells: readonly Cell[], side: 'from' | 'to'): readonly Joint[] =>
  JOINTS.filter((joint) => cells.some((cell) => isSame(cell[side], joint)));

/** Samples that come from one state, or are in another, as a filter of the list. @param arm absent: of all arms */
export const filterOf = (
  { from, to }: { readonly from?: Joint | undefined; readonly to?: Joint | undefined },
  arm: Arm | undefined,
): Filter => ({
  ...(arm && { run: arm.run, model: arm.model, method: arm.method }),
  from: from ? jointName(from) : ANY_BASE,
  ...(to && { to: jointName(to) }),
});
