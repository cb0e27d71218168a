import type { EChartsOption } from 'echarts';
import { colorOf, FONT, type Ink, PRINT_INK, shapeOf } from './palette.ts';
import { tooltipOf } from './tooltip.ts';

export type Bump = {
  /** What changes from left to right. */
  readonly steps: readonly string[];
  /** Of each line its rank at each step, 1 the best; null: it has none. See {@link rankSteps}. */
  readonly lines: readonly { readonly label: string; readonly ranks: readonly (number | null)[] }[];
};

const ROW = 26;

export const bumpHeight = ({ lines }: Bump): number => lines.length * ROW + 90;

/** How ranks change from step to step. */
export const bumpChart = ({ steps, lines }: Bump, ink: Ink = PRINT_INK): EChartsOption => ({
  animation: false,
  grid: { left: 36, right: 190, top: 54, bottom: 12 },
  xAxis: {
    type: 'category',
    position: 'top',
    boundaryGap: false,
    data: [...steps],
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: ink.text, fontFamily: FONT, fontSize: 11, interval: 0, width: 90, overflow: 'break' },
    splitLine: { show: true, lineStyle: { color: ink.band } },
  },
  yAxis: {
    type: 'value',
    inverse: true,
    min: 0.5,
    max: lines.length + 0.5,
    interval: 1,
    axisLabel: { show: false },
    splitLine: { show: false },
  },
  tooltip: {
    trigger: 'item',
    confine: true,
    formatter: tooltipOf((line, step) => {
      const rank = lines[line]?.ranks[step];
      return [
        lines[line]?.label ?? '',
        `${steps[step] ?? ''}: ${rank === null ? 'no rank' : `rank ${rank}`}`,
      ];
    }),
  },
  series: lines.map(({ label, ranks }, number) => ({
    type: 'line',
    name: label,
    symbol: shapeOf(number),
    symbolSize: 9,
    lineStyle: { color: colorOf(number), width: 2 },
    itemStyle: { color: colorOf(number) },
    emphasis: { focus: 'series' },
    endLabel: {
      show: true,
      formatter: () => label,
      color: ink.text,
      fontFamily: FONT,
      fontSize: 11,
      width: 180,
      overflow: 'truncate',
    },
    data: [...ranks],
  })),
});

/**
 * Ranks at each step, the highest value first. Equal ones stand as they stood at the step before, so that lines cross
 * only where something changed.
 *
 * @param steps of each the value of every line; null: it has none, and no rank
 */
export const rankSteps = (
  steps: readonly (readonly (number | null)[])[],
): readonly (readonly (number | null)[])[] => {
  let before: readonly (number | null)[] = [];
  return steps.map((values) => {
    const order = values
      .flatMap((value, line) => (value === null ? [] : [{ value, line }]))
      .toSorted((a, b) => b.value - a.value || (before[a.line] ?? a.line) - (before[b.line] ?? b.line));
    before = values.map((value, line) =>
      value === null ? null : order.findIndex((one) => one.line === line) + 1,
    );
    return before;
  });
};
