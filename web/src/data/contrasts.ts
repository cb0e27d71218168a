import type { Arm, Contrast } from '../../../src/analysis/comparison/terms.ts';

/** A text that names an arm, in links and as a key. */
export const armId = ({ run, model, method }: Arm): string => [run, model, method].join(' / ');

/**
 * Of each arm the one contrast by which the page pairs its samples: that within its own run, or else the one with the
 * first run.
 */
export const ownContrasts = (contrasts: readonly Contrast[]): readonly Contrast[] => {
  const own = new Map<string, Contrast>();
  for (const contrast of contrasts) {
    const id = armId(contrast.arm);
    if (!own.has(id) || contrast.arm.run === contrast.base.run) own.set(id, contrast);
  }
  return [...own.values()];
};

/** @param withRun whether the names of runs are needed to tell arms apart */
export const contrastName = ({ arm, base }: Pick<Contrast, 'arm' | 'base'>, withRun: boolean): string => {
  const run = withRun ? ` (${arm.run})` : '';
  const isUsual = base.method === 'base' && base.model === arm.model && base.run === arm.run;
  const other = base.run === arm.run ? '' : ` of ${base.run}`;
  return `${arm.model}, ${arm.method}${run}${isUsual ? '' : ` vs ${base.method}`}${other}`;
};
