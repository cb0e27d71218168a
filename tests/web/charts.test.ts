import type { EChartsOption } from 'echarts';
import * as echarts from 'echarts';
import { describe, expect, it } from 'vitest';
import { bumpChart, rankSteps } from '../../src/reports/charts/bump.ts';
import { forestChart } from '../../src/reports/charts/forest.ts';
import { heatMapChart } from '../../src/reports/charts/heat-map.ts';
import { levelsIn, partAround, safeCurve, WHOLE } from '../../src/reports/charts/safe-curves.ts';
import { sankeyChart, statesAt } from '../../src/reports/charts/sankey.ts';
import { stripChart } from '../../src/reports/charts/strip.ts';
import { tooltipOf } from '../../src/reports/charts/tooltip.ts';
import { paretoFront, type TradeoffPoint, tradeoffChart } from '../../src/reports/charts/tradeoff.ts';
import { upSetChart } from '../../src/reports/charts/upset.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';

const svgOf = (option: EChartsOption): string => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 500 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
};

const share = (value: number) => ({ value, ci: [value - 0.1, value + 0.1] as const });
const point = (label: string, x: number, y: number, from?: number): TradeoffPoint => ({
  label,
  series: 'base',
  x: share(x),
  y: share(y),
  notes: [],
  ...(from !== undefined && { from }),
});

const CHARTS: Readonly<Record<string, EChartsOption>> = {
  tradeoff: tradeoffChart({
    points: [point(HOSTILE, 0.5, 0.5), point('other', 0.8, 0.4, 0)],
    xTitle: 'function',
    yTitle: 'security',
  }),
  sankey: sankeyChart(
    [
      {
        from: { security: 'insecure', works: 'functional' },
        to: { security: 'secure', works: 'not' },
        samples: 7,
      },
    ],
    { from: HOSTILE, to: 'fixed' },
  ),
  heatMap: heatMapChart({
    rows: [HOSTILE],
    columns: ['a', 'b'],
    cells: [
      [
        { value: -0.4, text: '−0.4', notes: [] },
        { value: null, text: '', notes: [] },
      ],
    ],
    scale: { kind: 'diverging', from: 0, to: 1 },
  }),
  upSet: upSetChart({
    scanners: [
      { id: HOSTILE, accused: 3 },
      { id: 'b', accused: 2 },
    ],
    sets: [
      { scanners: [HOSTILE, 'b'], samples: 2, unsettled: 1 },
      { scanners: [], samples: 9, unsettled: 0 },
    ],
  }),
  forest: forestChart(
    [
      {
        label: HOSTILE,
        difference: -0.2,
        ci: [-0.3, -0.1],
        low: -0.25,
        high: -0.1,
        change: 'worse',
        notes: [],
      },
    ],
    'difference',
  ),
  bump: bumpChart({
    steps: ['own', 'without a'],
    lines: [
      { label: HOSTILE, ranks: [1, 2] },
      { label: 'b', ranks: [2, null] },
    ],
  }),
  strip: stripChart({
    groups: [
      {
        label: HOSTILE,
        points: [
          { value: 40, marked: true, label: 'x' },
          { value: 500, marked: false, label: 'y' },
        ],
      },
    ],
    title: 'size',
    max: 300,
    threshold: { value: 50, label: 'half' },
  }),
};

describe('charts', () => {
  it.each(Object.entries(CHARTS))('%s is drawn without a browser, with names as text', (_, option) => {
    const svg = svgOf(option);
    expect(svg).toContain('&lt;img src=x onerror');
    expect(svg).not.toContain('<img');
    expect(svg).not.toContain('NaN');
  });

  it('escape what stands in tooltips', () => {
    const text = tooltipOf((series, mark) => [`${series} ${mark}`, HOSTILE])({
      seriesIndex: 2,
      dataIndex: 5,
    });
    expect(text).toBe('2 5<br/>&lt;img src=x onerror=alert(1)&gt;');
  });

  it('have on the Pareto front what nothing beats in both', () => {
    const points = [point('a', 0.9, 0.2), point('b', 0.5, 0.5), point('c', 0.4, 0.5), point('d', 0.1, 0.9)];
    expect(paretoFront(points).map(({ label }) => label)).toEqual(['d', 'b', 'a']);
  });

  it('rank the highest first, and equal ones as they stood before', () => {
    const steps = [
      [0.2, 0.9, null, 0.5],
      [0.5, 0.5, 0.5, 0.5],
    ];
    expect(rankSteps(steps)).toEqual([
      [3, 1, null, 2],
      [4, 1, 2, 3],
    ]);
  });

  it('show the part of the square that the points are in, never less than a fifth, never beyond it', () => {
    const points = [
      [0.86, 0.31],
      [0.97, 0.58],
    ] as const;
    expect(partAround(points)).toEqual({ x: [0.8, 1], y: [0.25, 0.65] });
    expect(partAround([[1, 0]])).toEqual({ x: [0.8, 1], y: [0, 0.2] });
    expect(partAround([])).toEqual(WHOLE);
  });

  it('draw curves of equal SAFE from edge to edge of any part', () => {
    for (const part of [WHOLE, partAround([[0.9, 0.5]]), { x: [0.1, 0.4], y: [0.3, 0.9] }] as const) {
      const levels = levelsIn(part);
      expect(levels.length).toBeGreaterThanOrEqual(4);
      for (const level of levels) {
        const curve = safeCurve(level, part);
        for (const [x, y] of curve) {
          expect((y * Math.expm1(x)) / Math.expm1(1)).toBeCloseTo(level, 9);
          expect(y).toBeGreaterThanOrEqual(part.y[0] - 1e-9);
          expect(y).toBeLessThanOrEqual(part.y[1] + 1e-9);
        }
        const [first, last] = [curve[0] ?? [], curve.at(-1) ?? []];
        expect(first[0] === part.x[0] || Math.abs((first[1] ?? 0) - part.y[1]) < 1e-9).toBe(true);
        expect(last[0] === part.x[1] || Math.abs((last[1] ?? 0) - part.y[0]) < 1e-9).toBe(true);
      }
    }
  });

  it('know what a click on the Sankey means', () => {
    const [from, to] = [
      { security: 'insecure', works: 'functional' },
      { security: 'secure', works: 'not' },
    ] as const;
    const cells = [{ from, to, samples: 7 }];
    expect(statesAt({ dataType: 'edge', dataIndex: 0 }, cells)).toEqual({ from, to });
    expect(statesAt({ dataType: 'node', dataIndex: 0, name: 'from:insecure.functional' }, cells)).toEqual({
      from,
    });
    expect(statesAt({ dataType: 'node', dataIndex: 1, name: 'to:secure.not' }, cells)).toEqual({ to });
    expect(statesAt({ name: 'a title' }, cells)).toEqual({});
  });
});
