import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { COLORS, FONT, type Ink, PRINT_INK } from './palette.ts';
import { tooltipOf } from './tooltip.ts';

export type ForestRow = {
  readonly label: string;
  readonly difference: number;
  readonly ci: readonly [low: number, high: number];
  /** The difference with unknowns read either way. */
  readonly low: number;
  readonly high: number;
  readonly change: 'better' | 'worse' | 'tie';
  readonly notes: readonly string[];
};

const ROW = 30;

export const forestHeight = (rows: readonly ForestRow[]): number => rows.length * ROW + 90;

const SHAPES = { better: 'triangle', worse: 'diamond', tie: 'circle' } as const;

/**
 * Differences with their 95 % intervals, a row each, in the order given. Pale behind an interval: how far the difference
 * could move, were the unknowns known.
 */
export const forestChart = (
  rows: readonly ForestRow[],
  title: string,
  ink: Ink = PRINT_INK,
): EChartsOption => {
  const colors = { better: COLORS[0], worse: COLORS[4], tie: ink.soft };
  const widest = Math.max(0.05, ...rows.flatMap(({ ci, low, high }) => [...ci, low, high].map(Math.abs)));
  const step = widest <= 0.2 ? 0.05 : widest <= 0.6 ? 0.1 : 0.2;
  const reach = Math.min(1, Math.ceil(widest / step) * step);
  const points = (value: number): string =>
    `${value > 0 ? '+' : ''}${Math.round(value * 100)}`.replace('-', '−');
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 8, bottom: 44, containLabel: true },
    xAxis: {
      type: 'value',
      min: -reach,
      max: reach,
      interval: step,
      name: title,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: ink.text, fontFamily: FONT },
      axisLabel: { formatter: points, color: ink.soft, fontFamily: FONT },
      splitLine: { lineStyle: { color: ink.band } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: ink.text,
        fontFamily: FONT,
        fontSize: 11,
        interval: 0,
        width: 190,
        overflow: 'truncate',
      },
    },
    tooltip: { trigger: 'item', confine: true, formatter: tooltipOf((_, mark) => linesOf(rows[mark])) },
    series: [
      span(
        rows.map(({ low, high }) => [low, high]),
        9,
        () => ink.line,
      ),
      span(
        rows.map(({ ci }) => ci),
        2,
        (row) => colors[rows[row]?.change ?? 'tie'],
      ),
      {
        type: 'scatter',
        symbol: (_: unknown, { dataIndex }: { dataIndex: number }) =>
          SHAPES[rows[dataIndex]?.change ?? 'tie'],
        symbolSize: 11,
        z: 4,
        data: rows.map(({ difference, change }, row) => ({
          value: [difference, row],
          itemStyle: { color: colors[change], borderColor: ink.ground, borderWidth: 1 },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: ink.text, type: 'solid', width: 1 },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  };
};

const linesOf = (row: ForestRow | undefined): readonly string[] => (row ? [row.label, ...row.notes] : []);

/** Horizontal lines from low to high, one a row. */
const span = (
  ranges: readonly (readonly [low: number, high: number])[],
  width: number,
  colorOf: (row: number) => string,
): CustomSeriesOption => ({
  type: 'custom',
  silent: true,
  data: ranges.map(([low, high], row) => [low, high, row]),
  encode: { x: [0, 1], y: 2 },
  renderItem: (_, api) => {
    const row = Number(api.value(2));
    const [x1 = 0, y1 = 0] = api.coord([Number(api.value(0)), row]);
    const [x2 = 0] = api.coord([Number(api.value(1)), row]);
    return {
      type: 'line',
      shape: { x1, y1, x2, y2: y1 },
      style: { stroke: colorOf(row), lineWidth: width, lineCap: 'butt' },
    };
  },
});
