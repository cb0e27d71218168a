import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { frame, panelTitle, shareAxis, shortened, widthOf } from './frame.ts';
import type { Bar, SizedChart } from './grouped-bars.ts';
import { colorOf, FONT, type Ink, PRINT_INK, type Shape, shapeOf } from './palette.ts';

/** One set of axes. `points` by row and, within it, by series; null: there is nothing to show. */
export type IntervalPanel = { readonly title: string; readonly points: readonly (readonly (Bar | null)[])[] };

export type Intervals = {
  /** From top to bottom. */
  readonly rows: readonly string[];
  readonly series: readonly string[];
  readonly panels: readonly IntervalPanel[];
  readonly footer: readonly string[];
};

const LABEL_CHARACTERS = 44;
const PLOT_WIDTH = 330;
const GAP = 34;
const TITLE = 22;
const STEP = 13;

/**
 * A point and a whisker for each share and its interval: a row for each name, in it a point for each series, panels side
 * by side. What unknown samples leave open is a dotted line to a hollow point.
 */
export const intervals = (data: Intervals, ink: Ink = PRINT_INK): SizedChart => {
  const labels = data.rows.map((row) => shortened(row, LABEL_CHARACTERS));
  const left = Math.ceil(20 + Math.max(...labels.map(widthOf)));
  const width = left + data.panels.length * (PLOT_WIDTH + GAP);
  const around = frame(
    data.series.map((name, series) => ({ name, icon: shapeOf(series) })),
    data.footer,
    width,
    ink,
  );
  const rowHeight = Math.max(24, data.series.length * STEP + 10);
  const plotHeight = data.rows.length * rowHeight;
  const top = around.top + TITLE;
  const leftOf = (panel: number): number => left + panel * (PLOT_WIDTH + GAP);
  const chart: EChartsOption = {
    animation: false,
    backgroundColor: ink.ground,
    textStyle: { fontFamily: FONT },
    legend: around.legend,
    title: [
      ...data.panels.map(({ title }, panel) => panelTitle(title, leftOf(panel), top - TITLE, ink)),
      around.footer,
    ],
    grid: data.panels.map((_, panel) => ({
      left: leftOf(panel),
      top,
      width: PLOT_WIDTH,
      height: plotHeight,
    })),
    yAxis: data.panels.map((_, gridIndex) => ({
      type: 'category',
      gridIndex,
      inverse: true,
      data: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.soft } },
      axisLabel: { show: gridIndex === 0, interval: 0, color: ink.text, fontSize: 11 },
      splitLine: { show: true, interval: 0, lineStyle: { color: ink.line } },
    })),
    xAxis: data.panels.map((_, gridIndex) => ({ gridIndex, ...shareAxis(ink) })),
    series: data.panels.flatMap(({ points }, panel) =>
      data.series.map((name, series): CustomSeriesOption => {
        const own = points.map((row) => row[series] ?? null);
        return {
          type: 'custom',
          name,
          xAxisIndex: panel,
          yAxisIndex: panel,
          encode: { x: 0, y: 1 },
          itemStyle: { color: colorOf(series) },
          data: own.map((point, row) => [point?.value ?? 0, row]),
          renderItem: pointOf(own, { series, of: data.series.length }, ink),
        };
      }),
    ),
  };
  return { width, height: Math.ceil(top + plotHeight + 30 + around.bottom), chart };
};

const pointOf =
  (
    points: readonly (Bar | null)[],
    { series, of }: { readonly series: number; readonly of: number },
    ink: Ink,
  ): NonNullable<CustomSeriesOption['renderItem']> =>
  (params, api) => {
    const point = points[params.dataIndex];
    if (!point) return null;
    const at = (value: number): number => api.coord([value, params.dataIndex])[0] ?? 0;
    const y = (api.coord([0, params.dataIndex])[1] ?? 0) + (series - (of - 1) / 2) * STEP;
    const color = colorOf(series);
    const line = (from: number, to: number, style: object) => ({
      type: 'line' as const,
      shape: { x1: from, y1: y, x2: to, y2: y },
      style: { stroke: ink.text, lineWidth: 1, ...style },
    });
    const cap = (x: number) => ({
      type: 'line' as const,
      shape: { x1: x, y1: y - 3, x2: x, y2: y + 3 },
      style: { stroke: ink.text, lineWidth: 1 },
    });
    const { ci, bound, value } = point;
    return {
      type: 'group',
      children: [
        ...(bound === undefined
          ? []
          : [
              line(at(value), at(bound), { stroke: ink.soft, lineDash: [2, 3] }),
              drawn(shapeOf(series), at(bound), y, { fill: ink.ground, stroke: ink.soft, lineWidth: 1 }),
            ]),
        ...(ci ? [line(at(ci[0]), at(ci[1]), {}), cap(at(ci[0])), cap(at(ci[1]))] : []),
        drawn(shapeOf(series), at(value), y, { fill: color, stroke: ink.text, lineWidth: 0.7 }),
      ],
    };
  };

const SIZE = 4.5;

/** A shape around a point. */
const drawn = (shape: Shape, x: number, y: number, style: object) => {
  switch (shape) {
    case 'circle':
      return { type: 'circle' as const, shape: { cx: x, cy: y, r: SIZE }, style };
    case 'rect':
      return {
        type: 'rect' as const,
        shape: { x: x - SIZE + 0.5, y: y - SIZE + 0.5, width: 2 * SIZE - 1, height: 2 * SIZE - 1 },
        style,
      };
    case 'diamond':
      return polygon(style, [x, y - SIZE - 1], [x + SIZE + 1, y], [x, y + SIZE + 1], [x - SIZE - 1, y]);
    case 'triangle':
      return polygon(style, [x, y - SIZE - 1], [x + SIZE + 1, y + SIZE], [x - SIZE - 1, y + SIZE]);
  }
};

const polygon = (style: object, ...points: number[][]) => ({
  type: 'polygon' as const,
  shape: { points },
  style,
});
