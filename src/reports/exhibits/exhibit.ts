import type { EChartsOption } from 'echarts';
import type { Study } from '../../engine/study.ts';

/** A number with all that belongs to it; formats decide how much of it they can show. */
export type NumberCell = {
  readonly value: number;
  /** How it is written: a share with so many digits, a share in per cent, a whole number, a p-value. */
  readonly as: 'share' | 'percent' | 'count' | 'p' | 'number';
  readonly digits?: number;
  /** Samples or tasks that it rests on. */
  readonly n?: number;
  readonly ci?: readonly [low: number, high: number];
  /** What it were with all unknowns good (or bad, where the number is a share of bad ones). */
  readonly bound?: number;
  /** Samples that could not be judged. */
  readonly unknown?: number;
};

/** null: there is nothing to say it from. */
export type Cell = string | NumberCell | null;

export type Column = {
  readonly title: string /** Columns in a row of the same group share a head. */;
  readonly group?: string;
};

export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly string[];
};

export type Figure = {
  readonly kind: 'figure';
  readonly caption: string;
  readonly width: number;
  readonly height: number;
  readonly chart: EChartsOption;
  /** The figure's numbers: what CSV, Markdown and LaTeX show of it. */
  readonly table: Table;
  readonly notes: readonly string[];
};

/** Why an exhibit cannot be made of these runs, and what would help. */
export type Absent = { readonly kind: 'absent'; readonly reason: string; readonly hint: string };

/** One table or figure of the papers: one file in this folder, one line in the registry. */
export type Exhibit = {
  /** `table4`, `figure5` of paper A; `b-table1` of paper B. */
  readonly id: string;
  readonly title: string;
  /** Paper, section and number that it is shaped as. */
  readonly source: string;
  make(study: Study): Table | Figure | Absent;
};
