import type { EChartsOption, SeriesOption } from 'echarts';
import { colorOf, FONT, type Ink, PRINT_INK, shapeOf } from './palette.ts';
import { levelsIn, type Part, partAround, safeCurve, WHOLE } from './safe-curves.ts';
import { tooltipOf } from './tooltip.ts';

/** A share with its 95 % interval. */
export type Share = { readonly value: number; readonly ci: readonly [low: number, high: number] };

export type TradeoffPoint = {
  readonly label: string;
  /** Points of one series have one colour and shape. */
  readonly series: string;
  /** How well it works. */
  readonly x: Share;
  /** How secure it is. */
  readonly y: Share;
  /** Number of the point that an arrow leads from. */
  readonly from?: number;
  /** More lines for its tooltip. */
  readonly notes: readonly string[];
  /** Stands behind the others, pale and without a name. */
  readonly pale?: boolean;
};

export type Tradeoff = {
  readonly points: readonly TradeoffPoint[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** Whether the axes go from 0 to 1; else they fit the points. */
  readonly whole?: boolean;
};

/** With more points than this, intervals are drawn faintly. */
const MANY = 20;

/**
 * Function against security: the points of each series with their intervals, arrows from what they are held against,
 * curves of equal SAFE (`y * (e^x - 1) / (e - 1)`, as if security and function were independent), and the front of
 * points that no other one beats in both.
 */
export const tradeoffChart = (
  { points, xTitle, yTitle, whole = false }: Tradeoff,
  ink: Ink = PRINT_INK,
): EChartsOption => {
  const part = whole ? WHOLE : partAround(points.map(({ x, y }) => [x.value, y.value]));
  const [left, right] = part.x;
  const led = new Set(
    points.flatMap(({ from, label }) =>
      points.filter((base, place) => place === from && base.label === label),
    ),
  );
  const names = [...new Set(points.map(({ series }) => series))];
  const marks = names.map((name) => points.filter(({ series }) => series === name));
  const front = paretoFront(points);
  const percent = (value: number): string => `${Math.round(value * 100)}%`;
  const axis = {
    type: 'value' as const,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: ink.text, fontFamily: FONT },
    axisLabel: { formatter: percent, color: ink.soft, fontFamily: FONT },
    axisLine: { show: true, lineStyle: { color: ink.line } },
    splitLine: { lineStyle: { color: ink.band } },
  };
  return {
    animation: false,
    legend: { data: names, top: 0, textStyle: { color: ink.text, fontFamily: FONT } },
    grid: { left: 56, right: 64, top: 36, bottom: 52 },
    xAxis: { ...axis, min: left, max: right, name: xTitle, nameGap: 30 },
    yAxis: { ...axis, min: part.y[0], max: part.y[1], name: yTitle, nameGap: 40 },
    tooltip: { trigger: 'item', confine: true },
    series: [
      ...marks.map(
        (ofSeries, number): SeriesOption => ({
          type: 'scatter',
          name: names[number] ?? '',
          symbol: shapeOf(number),
          symbolSize: points.length > MANY ? 9 : 13,
          z: 5,
          itemStyle: { color: colorOf(number), borderColor: ink.ground, borderWidth: 1 },
          label: {
            show: true,
            position: 'right',
            color: ink.text,
            textBorderColor: ink.ground,
            textBorderWidth: 2,
            fontFamily: FONT,
            fontSize: 11,
            minMargin: 5,
            formatter: ({ dataIndex }) => ofSeries[dataIndex]?.label ?? '',
          },
          labelLayout: { hideOverlap: true },
          data: ofSeries.map((point) => ({
            value: [point.x.value, point.y.value],
            itemStyle: { opacity: point.pale ? 0.25 : 1 },
            label: {
              // The arrow's end has the same name.
              show: !point.pale && !led.has(point),
              position: point.x.value > (left + 3 * right) / 4 ? ('left' as const) : ('right' as const),
            },
          })),
          tooltip: {
            formatter: tooltipOf((_, mark) => {
              const point = ofSeries[mark];
              return point ? [`${point.label}, ${point.series}`, ...point.notes] : [];
            }),
          },
        }),
      ),
      ...marks.map(
        (ofSeries, number): SeriesOption =>
          intervals(
            ofSeries.filter(({ pale }) => !pale),
            colorOf(number),
            points.filter(({ pale }) => !pale).length > MANY ? 0.25 : 0.6,
          ),
      ),
      arrows(points, ink),
      {
        type: 'line',
        name: 'Pareto front',
        step: 'start',
        symbol: 'none',
        silent: true,
        z: 3,
        lineStyle: { color: ink.text, width: 1.5, type: [6, 4] },
        data: front.map(({ x, y }) => [x.value, y.value]),
      },
      ...levelsIn(part).map((level): SeriesOption => curve(level, part, ink)),
    ],
  };
};

/** The points that no other one beats in both, from left to right. */
export const paretoFront = (points: readonly TradeoffPoint[]): readonly TradeoffPoint[] =>
  points
    .filter(
      (point) =>
        !points.some(
          ({ x, y }) =>
            x.value >= point.x.value &&
            y.value >= point.y.value &&
            (x.value > point.x.value || y.value > point.y.value),
        ),
    )
    .toSorted((a, b) => a.x.value - b.x.value);

const curve = (level: number, part: Part, ink: Ink): SeriesOption => {
  const points = safeCurve(level, part);
  const endsBelow = (points.at(-1)?.[0] ?? 1) < part.x[1];
  return {
    type: 'line',
    name: `SAFE ${level}`,
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { color: ink.nothing, width: 1, type: 'dotted' },
    endLabel: {
      show: true,
      formatter: `SAFE ${level}`,
      color: ink.soft,
      fontFamily: FONT,
      fontSize: 10,
      offset: endsBelow ? [0, -10] : [0, 0],
    },
    data: points.map(([x, y]) => [x, y]),
  };
};

const arrows = (points: readonly TradeoffPoint[], ink: Ink): SeriesOption => ({
  type: 'lines',
  coordinateSystem: 'cartesian2d',
  silent: true,
  z: 4,
  symbol: ['none', 'arrow'],
  symbolSize: 8,
  lineStyle: { color: ink.soft, width: 1 },
  data: points.flatMap(({ x, y, from, pale }) => {
    const start = from === undefined ? undefined : points[from];
    return start
      ? [
          {
            coords: [
              [start.x.value, start.y.value],
              [x.value, y.value],
            ],
            lineStyle: { opacity: pale ? 0.2 : 0.8 },
          },
        ]
      : [];
  }),
});

/** A cross through each point, as wide and as high as its intervals; cut off at the edge. */
const intervals = (points: readonly TradeoffPoint[], color: string, opacity: number): SeriesOption => ({
  type: 'custom',
  silent: true,
  clip: true,
  z: 2,
  data: points.map(({ x, y }) => [x.value, y.value, ...x.ci, ...y.ci]),
  renderItem: (_, api) => {
    const [x, y, left, right, low, high] = [0, 1, 2, 3, 4, 5].map((place) => Number(api.value(place)));
    const line = (from: number[], to: number[]) => {
      const [[x1, y1], [x2, y2]] = [api.coord(from), api.coord(to)] as [[number, number], [number, number]];
      return {
        type: 'line' as const,
        shape: { x1, y1, x2, y2 },
        style: { stroke: color, lineWidth: 1, opacity },
      };
    };
    return {
      type: 'group',
      children: [
        line([left ?? 0, y ?? 0], [right ?? 0, y ?? 0]),
        line([x ?? 0, low ?? 0], [x ?? 0, high ?? 0]),
      ],
    };
  },
});
