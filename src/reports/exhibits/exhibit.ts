import type { EChartsOption } from 'echarts';
import type { Study } from '../../engine/study.ts';

/** A number with all that belongs to it; formats decide how much of it they can show. */
export type NumberCell = {
  readonly value: number;
  /**
   * How it is written: a share with so many digits, a share in per cent (the value is still the share), a whole number,
   * a p-value, any other number.
   */
  readonly as: 'share' | 'percent' | 'count' | 'p' | 'number';
  readonly digits?: number;
  /** Samples or tasks that it rests on; the notes say which. */
  readonly n?: number;
  /** 95 %. */
  readonly ci?: readonly [low: number, high: number];
  /** The least and the most that it can be, whatever the samples are that could not be judged. */
  readonly bounds?: readonly [low: number, high: number];
  /** Samples that could not be judged. */
  readonly unknown?: number;
  /** By which policy, in words. Absent: none has a part in it. */
  readonly policy?: string;
  /** A sign behind the number that a note explains. */
  readonly mark?: string;
};

/** null: there is nothing to say it from. */
export type Cell = string | NumberCell | null;

export type Column = {
  /** May have several lines. */
  readonly title: string;
  /** Columns in a row of the same group share a head. */
  readonly group?: string;
  /** Groups in a row that share a head above theirs, e.g. a data set. */
  readonly over?: string;
  /** Whether its cells name the row; such columns come first. */
  readonly names?: boolean;
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
  /** In pixels, as everything in the chart. */
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
