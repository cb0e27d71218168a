/**
 * Colours of charts. Okabe and Ito's eight (Color Universal Design, 2008) can be told apart with any colour vision;
 * what colour alone would say is said by a pattern or a shape, too, so that a print in grey says it as well.
 */

/** What is no data: texts, axes, ground. */
export type Ink = {
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  /** Every second row. */
  readonly band: string;
  readonly ground: string;
  /** There is nothing to show, e.g. a scanner has no rule. */
  readonly nothing: string;
};

export const PRINT_INK: Ink = {
  text: '#1f2328',
  soft: '#59636e',
  line: '#d1d9e0',
  band: '#f3f5f8',
  ground: '#ffffff',
  nothing: '#9aa1a9',
};

/** A generic family alone: files name no font that a reader might not have. */
export const FONT = 'sans-serif';

/** Colours of the first series, the second and so on: dark and light take turns. */
export const COLORS = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#F0E442',
  '#D55E00',
  '#56B4E9',
  '#CC79A7',
  '#6B6B6B',
] as const;

/** Shapes of points. */
export const SHAPES = ['circle', 'diamond', 'triangle', 'rect'] as const;
export type Shape = (typeof SHAPES)[number];

export const colorOf = (series: number): string => COLORS[series % COLORS.length] ?? COLORS[0];
export const shapeOf = (series: number): Shape => SHAPES[series % SHAPES.length] ?? SHAPES[0];

type Pattern = {
  readonly symbol: 'rect' | 'circle';
  readonly dashArrayX: number[] | number[][];
  readonly dashArrayY: number[];
  readonly rotation?: number;
  readonly symbolSize?: number;
};

const lines = (rotation: number, gap = 5): Pattern => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [1.5, gap],
  rotation,
});

/** The first series has none, so that the baseline is plain. */
const PATTERNS: readonly (Pattern | undefined)[] = [
  undefined,
  lines(Math.PI / 4),
  {
    symbol: 'circle',
    dashArrayX: [
      [5, 5],
      [0, 5, 5, 0],
    ],
    dashArrayY: [5, 0],
    symbolSize: 0.55,
  },
  lines(-Math.PI / 4),
  lines(0, 4),
  lines(Math.PI / 2, 4),
];

/** How the areas of a series are filled: a colour, and a pattern over it. */
export const fillOf = (
  series: number,
): { readonly color: string; readonly decal?: Pattern & { color: string } } => {
  const pattern = PATTERNS[series % PATTERNS.length];
  const color = colorOf(series);
  return pattern ? { color, decal: { ...pattern, color: 'rgba(0, 0, 0, 0.45)' } } : { color };
};
