import type { EChartsOption } from 'echarts';
import { COLORS, FONT, type Ink, PRINT_INK } from './palette.ts';
import { tooltipOf } from './tooltip.ts';

export type StripPoint = { readonly value: number; readonly marked: boolean; readonly label: string };

export type Strip = {
  readonly groups: readonly { readonly label: string; readonly points: readonly StripPoint[] }[];
  readonly title: string;
  /** Values beyond are drawn at the edge. */
  readonly max: number;
  /** A line across all groups. */
  readonly threshold: { readonly value: number; readonly label: string };
};

const ROW = 44;
const SPREAD = 0.32;
/** The golden ratio's fraction: successive multiples fill an interval evenly. */
const STEP = 0.618_033_988_75;

export const stripHeight = ({ groups }: Strip): number => groups.length * ROW + 80;

/** One dot for each value, a strip for each group; marked ones stand out in colour and shape. */
export const stripChart = ({ groups, title, max, threshold }: Strip, ink: Ink = PRINT_INK): EChartsOption => {
  const all = groups.flatMap(({ points }, group) =>
    points.map((point, number) => ({
      point,
      group,
      jitter: (((number + 1) * STEP) % 1) * 2 * SPREAD - SPREAD,
    })),
  );
  const of = (marked: boolean) => all.filter(({ point }) => point.marked === marked);
  const seriesOf = (marked: boolean) => ({
    type: 'scatter' as const,
    name: marked ? 'degenerate' : 'other',
    symbol: marked ? 'diamond' : 'circle',
    symbolSize: marked ? 11 : 6,
    itemStyle: { color: marked ? COLORS[4] : COLORS[0], opacity: marked ? 1 : 0.7 },
    data: of(marked).map(({ point, group, jitter }) => [Math.min(point.value, max), group + jitter]),
    tooltip: {
      formatter: tooltipOf((_, mark) => {
        const found = of(marked)[mark];
        return found ? [found.point.label, `${Math.round(found.point.value)} % of the base's size`] : [];
      }),
    },
  });
  return {
    animation: false,
    grid: { left: 8, right: 20, top: 24, bottom: 44, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      max,
      name: title,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: ink.text, fontFamily: FONT },
      axisLine: { onZero: false, lineStyle: { color: ink.line } },
      axisLabel: { color: ink.soft, fontFamily: FONT },
      splitLine: { lineStyle: { color: ink.band } },
    },
    yAxis: {
      type: 'value',
      inverse: true,
      min: -0.5,
      max: groups.length - 0.5,
      axisLabel: {
        customValues: groups.map((_, place) => place),
        color: ink.text,
        fontFamily: FONT,
        fontSize: 11,
        formatter: (place: number) => groups[Math.round(place)]?.label ?? '',
      },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    tooltip: { trigger: 'item', confine: true },
    series: [
      seriesOf(false),
      {
        ...seriesOf(true),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { formatter: threshold.label, color: ink.soft, fontFamily: FONT, position: 'start' },
          lineStyle: { color: ink.soft, type: 'dashed' },
          data: [{ xAxis: threshold.value }],
        },
      },
    ],
  };
};
