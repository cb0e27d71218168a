import type { Arm, Comparison, Contrast } from '../../analysis/comparison/terms.ts';
import { dim, shorten } from '../methods/cells.ts';
import { visible } from '../visible.ts';

/** How contrasts are named: with their runs, where there are several. */
export type Naming = { readonly runs: readonly string[] };

export const namingOf = ({ policyTexts }: Comparison): Naming => ({ runs: Object.keys(policyTexts) });

/**
 * A contrast in one line, or in two where there are runs to name or the models differ. Each has at most `width` signs.
 */
export const contrastLines = (contrast: Contrast, width: number, { runs }: Naming): readonly string[] => {
  const [base, arm] = [readable(contrast.base), readable(contrast.arm)];
  if (base.run === arm.run && base.model === arm.model) {
    const methods = `: ${arm.method} - ${base.method}`;
    return [
      shorten(shorten(arm.model, Math.max(LEAST, width - methods.length)) + methods, width),
      ...(runs.length > 1 ? [`in ${shortenMiddle(arm.run, width - 'in '.length)}`] : []),
    ];
  }
  return [sideLine('', arm, width, runs.length > 1), sideLine('- ', base, width, runs.length > 1)];
};

/** The same in one line. */
export const contrastText = (contrast: Contrast, width: number, naming: Naming): string => {
  const half = contrastLines(contrast, Math.floor((width - 1) / 2), naming);
  const [, run = ''] = half;
  const isWithin = contrast.base.run === contrast.arm.run && contrast.base.model === contrast.arm.model;
  if (!isWithin) return half.join(' ');
  const [methods = ''] = contrastLines(contrast, width - run.length - 1, naming);
  return `${methods} ${run}`.trimEnd();
};

const sideLine = (sign: string, { run, model, method }: Arm, width: number, withRun: boolean): string => {
  const place = sign + (withRun ? `${shortenMiddle(run, Math.floor(width / 3))}: ` : '');
  const by = ` (${method})`;
  return shorten(place + shorten(model, Math.max(LEAST, width - place.length - by.length)) + by, width);
};
const LEAST = 8;

/** Names of runs often begin alike, with a date, and end alike: both ends are kept. */
export const shortenMiddle = (name: string, width: number): string => {
  if (name.length <= width) return name;
  const end = Math.floor((width - 1) / 2);
  return `${name.slice(0, width - 1 - end)}…${name.slice(name.length - end)}`;
};

const readable = ({ run, model, method }: Arm): Arm => ({
  run: visible(run),
  model: visible(model),
  method: visible(method),
});

/** The same as a cell of a table. */
export const contrastCell = (contrast: Contrast, naming: Naming): string => {
  const [first = '', ...rest] = contrastLines(contrast, NAME_WIDTH, naming);
  return [first, ...rest.map(dim)].join('\n');
};
const NAME_WIDTH = 38;
