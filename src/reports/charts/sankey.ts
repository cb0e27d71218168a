import type { EChartsOption } from 'echarts';
import { isSame, JOINTS, type Joint } from '../../analysis/joint.ts';
import type { Cell } from '../../analysis/transitions.ts';
import { FONT, type Ink, PRINT_INK } from './palette.ts';
import { tooltipOf } from './tooltip.ts';
import { jointText, SECURITY_COLORS } from './verdict-colors.ts';

/** What samples were by the base, on the left, and what they are by the method, on the right. */
export const sankeyChart = (
  cells: readonly Cell[],
  titles: { readonly from: string; readonly to: string },
  ink: Ink = PRINT_INK,
): EChartsOption => {
  const sum = (side: 'from' | 'to', joint: Joint): number =>
    cells.filter((cell) => isSame(cell[side], joint)).reduce((all, { samples }) => all + samples, 0);
  const nodesOf = (side: 'from' | 'to') =>
    JOINTS.flatMap((joint) => {
      const samples = sum(side, joint);
      return samples === 0
        ? []
        : [
            {
              name: nameOf(side, joint),
              depth: side === 'from' ? 0 : 1,
              itemStyle: {
                color: SECURITY_COLORS[joint.security],
                opacity: joint.works === 'functional' ? 1 : 0.55,
              },
              label: {
                formatter: `${jointText(joint)}: ${samples}`,
                position: side === 'from' ? ('left' as const) : ('right' as const),
              },
            },
          ];
    });
  return {
    animation: false,
    title: [
      { text: titles.from, left: 8, top: 0, textStyle: { color: ink.soft, fontSize: 12, fontFamily: FONT } },
      { text: titles.to, right: 8, top: 0, textStyle: { color: ink.soft, fontSize: 12, fontFamily: FONT } },
    ],
    tooltip: { trigger: 'item', confine: true },
    series: [
      {
        type: 'sankey',
        left: 208,
        right: 208,
        top: 28,
        bottom: 8,
        nodeWidth: 14,
        nodeGap: 10,
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: { color: ink.text, fontFamily: FONT, fontSize: 12 },
        data: [...nodesOf('from'), ...nodesOf('to')],
        links: cells.map(({ from, to, samples }) => ({
          source: nameOf('from', from),
          target: nameOf('to', to),
          value: samples,
          lineStyle: { color: SECURITY_COLORS[to.security], opacity: 0.4 },
        })),
        tooltip: {
          formatter: (given) => tooltipOf(() => linesOf(given, cells))(given),
        },
      },
    ],
  };
};

const nameOf = (side: 'from' | 'to', { security, works }: Joint): string => `${side}:${security}.${works}`;

const linesOf = (given: unknown, cells: readonly Cell[]): readonly string[] => {
  const { from, to } = statesAt(given, cells);
  const samples = cells
    .filter((cell) => (!from || isSame(cell.from, from)) && (!to || isSame(cell.to, to)))
    .reduce((all, cell) => all + cell.samples, 0);
  const states = [from, to].flatMap((joint) => (joint ? [jointText(joint)] : []));
  return states.length > 0 ? [states.join(' → '), `${samples} samples`] : [];
};

/** What a click on the chart means: the two ends of a band, or the state of a node; nothing: neither. */
export const statesAt = (
  given: unknown,
  cells: readonly Cell[],
): { readonly from?: Joint; readonly to?: Joint } => {
  const { dataType, dataIndex, name } = given as { dataType?: string; dataIndex?: number; name?: string };
  const cell = dataType === 'edge' && dataIndex !== undefined ? cells[dataIndex] : undefined;
  if (cell) return { from: cell.from, to: cell.to };
  const sideOf = (side: 'from' | 'to'): Joint | undefined =>
    dataType === 'node' ? JOINTS.find((joint) => nameOf(side, joint) === name) : undefined;
  const [from, to] = [sideOf('from'), sideOf('to')];
  return { ...(from && { from }), ...(to && { to }) };
};
