import type { Contrast, MetricContrast } from '../../analysis/comparison/terms.ts';
import { dim, heading } from '../methods/cells.ts';
import { plainTable } from '../plain-table.ts';
import { forestHead, forestLine, reachOf } from './forest.ts';
import { chance, changeMark, coloured, signed } from './format.ts';
import { contrastCell, type Naming } from './names.ts';

const PLOT_WIDTH = 27;

type Line = { readonly contrast: Contrast; readonly found: MetricContrast };

/** A forest plot of one metric: a line for each contrast, worse first. Empty: no contrast has it. */
export const overviewOf = (
  contrasts: readonly Contrast[],
  metric: string,
  naming: Naming,
): readonly string[] => {
  const lines = contrasts
    .flatMap((contrast): Line[] => {
      const found = contrast.metrics.find((one) => one.metric === metric);
      return found ? [{ contrast, found }] : [];
    })
    .sort((a, b) => a.found.difference - b.found.difference);
  const [first] = lines;
  if (first === undefined) return [];
  const reach = reachOf(lines.map(({ found }) => spanOf(found)));
  const table = plainTable(
    ['', 'arm - base', forestHead(reach, PLOT_WIDTH), 'difference', '95 %', 'p, Holm', 'tasks', '?'],
    lines.map(({ contrast, found }) => [
      changeMark(found),
      contrastCell(contrast, naming),
      coloured(found, forestLine(spanOf(found), reach, PLOT_WIDTH)),
      signed(found.difference),
      dim(found.ci.map((bound) => signed(bound, 2).trim()).join(' ')),
      chance(found.holm),
      found.tasks,
      found.unknown.base + found.unknown.arm || dim('-'),
    ]),
    3,
  );
  return [heading(`${metric} (${first.found.title}), all contrasts, worse first`), '', table, ''];
};

export const spanOf = ({ ci: [low, high], difference }: MetricContrast) => ({ low, value: difference, high });
