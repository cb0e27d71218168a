import type { BarSeriesOption, CustomSeriesOption, EChartsOption } from 'echarts';
import { type Frame, frame, panelTitle, shareAxis, shortened, widthOf } from './frame.ts';
import { FONT, fillOf, type Ink, PRINT_INK } from './palette.ts';

/** A share in [0, 1], its interval, and what it were with all unknowns good. */
export type Bar = {
  readonly value: number;
  readonly ci?: readonly [low: number, high: number];
  readonly bound?: number;
};

/** One set of axes. `bars` by group and, within it, by series; null: there is nothing to show. */
export type BarPanel = { readonly title: string; readonly bars: readonly (readonly (Bar | null)[])[] };

export type GroupedBars = {
  /** null: a dashed line between the groups on its two sides; it has an entry in `bars`, too. */
  readonly groups: readonly (string | null)[];
  readonly series: readonly string[];
  readonly panels: readonly BarPanel[];
  readonly footer: readonly string[];
};

export type SizedChart = { readonly width: number; readonly height: number; readonly chart: EChartsOption };

const MAX_WIDTH = 1240;
const AXIS_WIDTH = 34;
const GAP = 26;
const TITLE = 20;
const PLOT = 160;
const BAR = 11;
const LABEL_CHARACTERS = 18;
/** Labels that are wider stand aslant; groups are then as narrow as this. */
const LEVEL_LABEL = 74;
const LEAST_BAND = 30;
/** Both layers must agree on them, or whiskers stand beside their bars. */
const BAR_GAPS = { barGap: '12%', barCategoryGap: '22%' } as const;

type Layout = {
  readonly columns: number;
  readonly plotWidth: number;
  readonly width: number;
  readonly panelHeight: number;
  readonly rotate: number;
};

const layoutOf = ({ groups, series, panels }: GroupedBars): Layout => {
  const names = groups.map(labelOf);
  const longest = Math.max(...names.map(widthOf));
  const isShort = longest <= LEVEL_LABEL;
  const band = Math.max(series.length * BAR + 16, isShort ? longest + 8 : LEAST_BAND);
  const plotWidth = Math.min(MAX_WIDTH - AXIS_WIDTH - GAP, Math.max(groups.length * band, 230));
  const fitting = Math.max(1, Math.floor(MAX_WIDTH / (plotWidth + AXIS_WIDTH + GAP)));
  const columns = Math.min(fitting, panels.length);
  const rotate = longest > plotWidth / groups.length - 4 ? 38 : 0;
  const lines = Math.max(...names.map((name) => name.split('\n').length));
  const labels = rotate > 0 ? 16 + longest * Math.sin((rotate * Math.PI) / 180) : 10 + 13 * lines;
  return {
    columns,
    plotWidth,
    width: Math.ceil(Math.max(420, columns * (plotWidth + AXIS_WIDTH + GAP))),
    panelHeight: TITLE + PLOT + labels + 8,
    rotate,
  };
};

const labelOf = (name: string | null): string =>
  (name ?? '')
    .split('\n')
    .map((line) => shortened(line, LABEL_CHARACTERS))
    .join('\n');

/**
 * Bars of shares in groups, with whiskers for their intervals, a panel beside the other. What unknown samples leave open
 * is a dashed outline above the bar.
 */
export const groupedBars = (data: GroupedBars, ink: Ink = PRINT_INK): SizedChart => {
  const layout = layoutOf(data);
  const around = frame(
    data.series.map((name) => ({ name })),
    data.footer,
    layout.width,
    ink,
  );
  const rows = Math.ceil(data.panels.length / layout.columns);
  return {
    width: layout.width,
    height: Math.round(around.top + rows * layout.panelHeight + around.bottom),
    chart: optionOf(data, layout, around, ink),
  };
};

const optionOf = (data: GroupedBars, layout: Layout, around: Frame, ink: Ink): EChartsOption => {
  const places = data.panels.map((_, index) => ({
    left: AXIS_WIDTH + (index % layout.columns) * (layout.plotWidth + AXIS_WIDTH + GAP),
    top: around.top + TITLE + Math.floor(index / layout.columns) * layout.panelHeight,
  }));
  return {
    animation: false,
    backgroundColor: ink.ground,
    textStyle: { fontFamily: FONT },
    legend: around.legend,
    title: [
      ...data.panels.map(({ title }, index) =>
        panelTitle(
          shortened(title, Math.floor(layout.plotWidth / 7)),
          places[index]?.left ?? 0,
          (places[index]?.top ?? 0) - TITLE,
          ink,
        ),
      ),
      around.footer,
    ],
    grid: places.map(({ left, top }) => ({ left, top, width: layout.plotWidth, height: PLOT })),
    xAxis: data.panels.map((_, gridIndex) => ({
      type: 'category',
      gridIndex,
      data: data.groups.map(labelOf),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.soft } },
      axisLabel: { interval: 0, rotate: layout.rotate, color: ink.text, fontSize: 11, lineHeight: 13 },
    })),
    yAxis: data.panels.map((_, gridIndex) => ({ gridIndex, ...shareAxis(ink) })),
    series: data.panels.flatMap((panel, index) =>
      data.series.flatMap((name, series) => seriesOf(data, panel, { index, series, name }, ink)),
    ),
  };
};

type Place = { readonly index: number; readonly series: number; readonly name: string };

const seriesOf = (
  { groups, series: all }: GroupedBars,
  { bars }: BarPanel,
  { index, series, name }: Place,
  ink: Ink,
): (BarSeriesOption | CustomSeriesOption)[] => {
  const own = bars.map((group) => group[series] ?? null);
  const axes = { xAxisIndex: index, yAxisIndex: index };
  const dashed = series === 0 ? groups.flatMap((group, at) => (group === null ? [{ xAxis: at }] : [])) : [];
  return [
    {
      type: 'bar',
      name,
      ...axes,
      ...BAR_GAPS,
      barMaxWidth: 26,
      itemStyle: { ...fillOf(series), borderColor: ink.text, borderWidth: 0.5 },
      data: own.map((bar) => bar?.value ?? '-'),
      markLine: {
        silent: true,
        symbol: 'none',
        label: { show: false },
        lineStyle: { type: 'dashed', color: ink.soft, width: 1 },
        data: dashed,
      },
    },
    {
      type: 'custom',
      name,
      ...axes,
      silent: true,
      z: 5,
      tooltip: { show: false },
      encode: { x: 0, y: 1 },
      data: own.map((bar, at) => [at, bar?.value ?? 0]),
      renderItem: marks(own, all.length, series, ink),
    },
  ];
};

/** The whisker of a bar's interval, and the outline up to its bound. */
const marks =
  (
    bars: readonly (Bar | null)[],
    count: number,
    series: number,
    ink: Ink,
  ): NonNullable<CustomSeriesOption['renderItem']> =>
  (params, api) => {
    const bar = bars[params.dataIndex];
    const place = api.barLayout?.({ ...BAR_GAPS, barMaxWidth: 26, count })?.[series];
    if (!bar || !place) return null;
    const at = (value: number): number => api.coord([params.dataIndex, value])[1] ?? 0;
    const centre = (api.coord([params.dataIndex, 0])[0] ?? 0) + place.offsetCenter;
    const cap = Math.min(3, place.width / 4);
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: ink.text, lineWidth: 1 },
    });
    const whisker = bar.ci && {
      low: at(bar.ci[0]),
      high: at(bar.ci[1]),
    };
    return {
      type: 'group',
      children: [
        ...(bar.bound === undefined
          ? []
          : [
              {
                type: 'rect' as const,
                shape: {
                  x: centre - place.width / 2,
                  y: Math.min(at(bar.bound), at(bar.value)),
                  width: place.width,
                  height: Math.abs(at(bar.bound) - at(bar.value)),
                },
                style: { fill: 'none', stroke: ink.soft, lineWidth: 1, lineDash: [2, 2] },
              },
            ]),
        ...(whisker && Math.abs(whisker.low - whisker.high) > 0.5
          ? [
              line(centre, whisker.low, centre, whisker.high),
              line(centre - cap, whisker.low, centre + cap, whisker.low),
              line(centre - cap, whisker.high, centre + cap, whisker.high),
            ]
          : []),
      ],
    };
  };
