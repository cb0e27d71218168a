import type { EChartsOption } from 'echarts';
import type { AccusedSet } from '../../analysis/agreement.ts';
import { COLORS, FONT, type Ink, PRINT_INK } from './palette.ts';
import { tooltipOf } from './tooltip.ts';

export type UpSet = {
  /** By how many samples they accuse. */
  readonly scanners: readonly { readonly id: string; readonly accused: number }[];
  /** The largest first. */
  readonly sets: readonly AccusedSet[];
};

const MAX_SETS = 20;
const ROW = 24;
const BARS = 170;
/** The first colour, paler. */
const PALE = 'rgba(0, 114, 178, 0.4)';

export const upSetHeight = ({ scanners }: UpSet): number => BARS + scanners.length * ROW + 40;

/**
 * Which scanners accuse the same samples (Lex et al., UpSet, 2014): a column for each set that occurs, its size above,
 * its members below. Sets beyond the twenty largest are left out; the pale part of a bar are samples that some other
 * scanner could not judge.
 */
export const upSetChart = (data: UpSet, ink: Ink = PRINT_INK): EChartsOption => {
  const scanners = data.scanners.toSorted((a, b) => b.accused - a.accused);
  const sets = data.sets.slice(0, MAX_SETS);
  const columns = sets.map((_, number) => String(number));
  const placeOf = new Map(scanners.map(({ id }, place) => [id, place]));
  const placesOf = ({ scanners: members }: AccusedSet): number[] =>
    members.flatMap((id) => placeOf.get(id) ?? []).toSorted((a, b) => a - b);
  const text = { color: ink.soft, fontFamily: FONT, fontSize: 11 };
  const dots = (inside: boolean) =>
    sets.flatMap((set, column) =>
      scanners.flatMap(({ id }, row) => (set.scanners.includes(id) === inside ? [[column, row]] : [])),
    );
  const size = (number: number, key: 'samples' | 'unsettled'): number => sets[number]?.[key] ?? 0;
  const hidden = { axisTick: { show: false }, axisLine: { show: false }, axisLabel: { show: false } };
  const dot = { type: 'scatter' as const, xAxisIndex: 1, yAxisIndex: 1, symbolSize: 10, silent: true };
  const bar = { type: 'bar' as const, stack: 'samples', barMaxWidth: 26 };
  return {
    animation: false,
    grid: [
      { left: 130, right: 12, top: 24, height: BARS - 30 },
      { left: 130, right: 12, top: BARS, height: scanners.length * ROW },
    ],
    xAxis: [
      { type: 'category', gridIndex: 0, data: columns, ...hidden },
      { type: 'category', gridIndex: 1, data: columns, ...hidden },
    ],
    yAxis: [
      {
        type: 'value',
        gridIndex: 0,
        name: 'samples',
        nameTextStyle: text,
        axisLabel: text,
        splitLine: { lineStyle: { color: ink.band } },
      },
      {
        type: 'category',
        gridIndex: 1,
        inverse: true,
        data: scanners.map(({ id, accused }) => `${id} (${accused})`),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...text, color: ink.text, width: 120, overflow: 'truncate' },
      },
    ],
    tooltip: {
      trigger: 'item',
      confine: true,
      formatter: tooltipOf((_, mark) => {
        const set = sets[mark];
        if (!set) return [];
        const who =
          set.scanners.length === 0 ? 'accused by nobody' : `accused by exactly ${set.scanners.join(', ')}`;
        return [who, `${set.samples} samples`, `${set.unsettled} of them another scanner could not judge`];
      }),
    },
    series: [
      {
        ...bar,
        itemStyle: { color: COLORS[0] },
        data: sets.map((_, number) => size(number, 'samples') - size(number, 'unsettled')),
      },
      {
        ...bar,
        itemStyle: { color: PALE },
        label: {
          show: true,
          position: 'top',
          color: ink.text,
          fontFamily: FONT,
          fontSize: 11,
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => String(size(dataIndex, 'samples')),
        },
        data: sets.map((_, number) => size(number, 'unsettled')),
      },
      { ...dot, itemStyle: { color: ink.line }, data: dots(false) },
      { ...dot, itemStyle: { color: COLORS[0] }, data: dots(true) },
      {
        type: 'lines',
        coordinateSystem: 'cartesian2d',
        xAxisIndex: 1,
        yAxisIndex: 1,
        silent: true,
        lineStyle: { color: COLORS[0], width: 2, opacity: 1 },
        data: sets.flatMap((set, column) => {
          const places = placesOf(set);
          const [first, last] = [places[0], places.at(-1)];
          return first === undefined || last === undefined || first === last
            ? []
            : [
                {
                  coords: [
                    [column, first],
                    [column, last],
                  ],
                },
              ];
        }),
      },
    ],
  };
};
