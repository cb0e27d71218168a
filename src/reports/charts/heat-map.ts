import type { EChartsOption } from 'echarts';
import { shortened } from './frame.ts';
import { COLORS, FONT, type Ink, PRINT_INK } from './palette.ts';
import { tooltipOf } from './tooltip.ts';

export type HeatCell = {
  /** Null: there is nothing to say it from; drawn grey. */
  readonly value: number | null;
  /** What stands in it. */
  readonly text: string;
  readonly notes: readonly string[];
};

export type HeatMap = {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column. */
  readonly cells: readonly (readonly HeatCell[])[];
  /**
   * `from`, `to`: values of the palest and of the strongest colour. `diverging`: zero is pale, `to` and `-to` strong. What
   * is above zero is blue, what is below vermilion; the other way round where low is good.
   */
  readonly scale: {
    readonly kind: 'sequential' | 'diverging';
    readonly from: number;
    readonly to: number;
    readonly lowIsGood?: boolean;
  };
};

const ROW = 30;
/** Characters of all column heads together, of each its longest line, that have room side by side. */
const MAX_TEXT = 90;

/** Height in pixels that keeps the cells readable. */
export const heatMapHeight = ({ rows }: Pick<HeatMap, 'rows'>): number => rows.length * ROW + 130;

/** A matrix of coloured cells with their numbers in them. */
export const heatMapChart = (
  { rows, columns, cells, scale }: HeatMap,
  ink: Ink = PRINT_INK,
): EChartsOption => {
  const all = rows.flatMap((_, row) =>
    columns.flatMap((_, column) => {
      const cell = cells[row]?.[column];
      return cell ? [{ row, column, cell }] : [];
    }),
  );
  const isCrowded =
    columns.reduce((sum, head) => sum + Math.max(...head.split('\n').map((line) => line.length)), 0) >
    MAX_TEXT;
  const label = { color: ink.text, fontFamily: FONT, fontSize: 11 };
  return {
    animation: false,
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      position: 'top',
      data: columns.map((head) => (isCrowded ? onOneLine(head) : head)),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        ...label,
        interval: 0,
        rotate: isCrowded ? 40 : 0,
        width: isCrowded ? 190 : 110,
        overflow: 'truncate',
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...rows],
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...label, interval: 0, width: 260, overflow: 'truncate' },
    },
    tooltip: {
      trigger: 'item',
      confine: true,
      formatter: tooltipOf((_, mark) => {
        const found = all[mark];
        return found
          ? [
              `${rows[found.row] ?? ''} × ${columns[found.column] ?? ''}`,
              found.cell.text,
              ...found.cell.notes,
            ]
          : [];
      }),
    },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: ink.ground, borderWidth: 2 },
        label: {
          show: true,
          fontFamily: FONT,
          fontSize: 11,
          formatter: ({ dataIndex }) => all[dataIndex]?.cell.text ?? '',
        },
        data: all.map(({ row, column, cell }) => {
          const strength = strengthOf(cell.value, scale);
          return {
            value: [column, row, cell.value ?? 0],
            itemStyle: { color: colorOf(cell.value, strength, scale, ink) },
            label: { color: strength > 0.55 ? '#ffffff' : ink.text },
          };
        }),
      },
    ],
    visualMap: {
      show: false,
      type: 'piecewise',
      // Each cell brings its own colour; ECharts draws no heat map without this.
      pieces: [{ min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }],
      inRange: { opacity: 1 },
    },
  };
};

/** Aslant there is no room for two lines: the first one gives way, so that both are seen. */
const onOneLine = (head: string): string => {
  const [first = '', ...others] = head.split('\n');
  return others.length === 0 ? head : [shortened(first, 20), ...others].join(' ');
};

const strengthOf = (value: number | null, { kind, from, to }: HeatMap['scale']): number => {
  if (value === null) return 0;
  const share = kind === 'diverging' ? Math.abs(value) / to : (value - from) / (to - from);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
};

const colorOf = (
  value: number | null,
  strength: number,
  { lowIsGood = false }: HeatMap['scale'],
  ink: Ink,
): string => {
  if (value === null) return mixed(ink.ground, ink.nothing, 0.45);
  return mixed(ink.band, value < 0 === lowIsGood ? COLORS[0] : COLORS[4], strength);
};

/** A colour between two, both as `#rrggbb`. */
const mixed = (from: string, to: string, share: number): string => {
  const part = (color: string, place: number): number =>
    Number.parseInt(color.slice(1 + 2 * place, 3 + 2 * place), 16);
  const parts = [0, 1, 2].map((place) =>
    Math.round(part(from, place) * (1 - share) + part(to, place) * share),
  );
  return `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
};
