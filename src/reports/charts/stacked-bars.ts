import type { EChartsOption } from 'echarts';
import { frame, panelTitle, shortened, widthOf } from './frame.ts';
import type { SizedChart } from './grouped-bars.ts';
import { FONT, fillOf, type Ink, PRINT_INK } from './palette.ts';

/** `reach`: whether the series can count anything in this row at all; null: nobody knows. */
export type StackedCount = { readonly count: number; readonly reach: boolean | null };

export type StackedBars = {
  /** From top to bottom, each with a count for every series. */
  readonly rows: readonly { readonly label: string; readonly counts: readonly StackedCount[] }[];
  readonly series: readonly string[];
  /** What is counted. */
  readonly axis: string;
  /** Heads the marks beside the bars. */
  readonly marks: string;
  readonly footer: readonly string[];
};

const LABEL_CHARACTERS = 56;
const PLOT_WIDTH = 440;
const ROW = 20;
const MARK = 26;
const MARK_CHARACTERS = 16;

/**
 * Horizontal bars of counts, the series of a row one behind the other. Beside each row a grey square for each series
 * that cannot count there, and a question mark where nobody knows.
 */
export const stackedBars = (data: StackedBars, ink: Ink = PRINT_INK): SizedChart => {
  const labels = data.rows.map(({ label }) => shortened(label, LABEL_CHARACTERS));
  const left = 18 + Math.max(...labels.map(widthOf));
  const marksWidth = data.series.length * MARK;
  const width = Math.ceil(left + PLOT_WIDTH + 34 + marksWidth + 40);
  const around = frame(
    data.series.map((name) => ({ name })),
    data.footer,
    width,
    ink,
  );
  const plotHeight = data.rows.length * ROW;
  const names = data.series.map((name) => shortened(name, MARK_CHARACTERS));
  const top = around.top + Math.max(44, 34 + Math.sin(Math.PI / 3) * Math.max(...names.map(widthOf)));
  const marksLeft = left + PLOT_WIDTH + 34;
  const category = {
    type: 'category' as const,
    inverse: true,
    data: labels,
    axisTick: { show: false },
    axisLine: { show: false },
  };
  const chart: EChartsOption = {
    animation: false,
    backgroundColor: ink.ground,
    textStyle: { fontFamily: FONT },
    legend: around.legend,
    title: [panelTitle(data.marks, marksLeft, around.top + 4, ink), around.footer],
    grid: [
      { left, top, width: PLOT_WIDTH, height: plotHeight },
      { left: marksLeft, top, width: marksWidth, height: plotHeight },
    ],
    yAxis: [
      { ...category, gridIndex: 0, axisLabel: { interval: 0, color: ink.text, fontSize: 11 } },
      {
        ...category,
        gridIndex: 1,
        axisLabel: { show: false },
        splitLine: { show: true, interval: 0, lineStyle: { color: ink.line } },
      },
    ],
    xAxis: [
      {
        type: 'value',
        gridIndex: 0,
        position: 'top',
        minInterval: 1,
        name: data.axis,
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: ink.soft, fontSize: 11 },
        axisLabel: { color: ink.soft, fontSize: 10 },
        splitLine: { lineStyle: { color: ink.line } },
      },
      {
        type: 'category',
        gridIndex: 1,
        position: 'top',
        data: names,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { interval: 0, rotate: 60, color: ink.text, fontSize: 10 },
      },
    ],
    series: [
      ...data.series.map((name, series) => ({
        type: 'bar' as const,
        name,
        stack: 'all',
        xAxisIndex: 0,
        yAxisIndex: 0,
        barWidth: '68%',
        itemStyle: { ...fillOf(series), borderColor: ink.text, borderWidth: 0.5 },
        data: data.rows.map(({ counts }) => counts[series]?.count || '-'),
      })),
      {
        type: 'scatter' as const,
        xAxisIndex: 1,
        yAxisIndex: 1,
        silent: true,
        symbol: 'rect',
        symbolSize: 11,
        data: marksOf(data, ink),
      },
    ],
  };
  return { width, height: Math.ceil(top + plotHeight + 8 + around.bottom), chart };
};

const marksOf = ({ rows }: StackedBars, ink: Ink) =>
  rows.flatMap(({ counts }, row) =>
    counts.flatMap(({ reach }, series) => {
      const value = [series, row];
      if (reach === false) return [{ value, itemStyle: { color: ink.nothing } }];
      if (reach === true) return [];
      return [
        {
          value,
          itemStyle: { color: 'transparent' },
          label: { show: true, formatter: '?', color: ink.soft, fontSize: 11 },
        },
      ];
    }),
  );
