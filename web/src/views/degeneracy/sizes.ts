import { THRESHOLDS } from '../../../../src/analysis/degeneracy/thresholds.ts';
import type { StripPoint } from '../../../../src/reports/charts/strip.ts';
import { at, hasFlag, rowAt, type SampleTable } from '../../data/sample-table.ts';

/** Of one model and method the sizes of its samples in per cent of their bases'. */
export type SizeGroup = {
  readonly label: string;
  readonly points: readonly StripPoint[];
  readonly samples: number;
  readonly median: number;
  /** Samples below half. */
  readonly small: number;
  readonly suspects: number;
};

const MAX_POINTS = 1500;

/** @param run of which the groups are */
export const sizeGroups = (table: SampleTable, run: string): readonly SizeGroup[] => {
  const { columns, runs } = table;
  const rowsOfArm: number[][] = columns.arms.map(() => []);
  for (let row = 0; row < table.size; row++) {
    if (at(columns.rows.sizeLeft, row) >= 0) rowsOfArm[at(columns.rows.arm, row)]?.push(row);
  }
  return columns.arms.flatMap((arm, number) => {
    const rows = rowsOfArm[number] ?? [];
    if (runs[arm.run] !== run || rows.length === 0) return [];
    return [groupOf(`${arm.model}, ${arm.method}`, rows, table)];
  });
};

const groupOf = (label: string, rows: readonly number[], table: SampleTable): SizeGroup => {
  const sizes = rows.map((row) => at(table.columns.rows.sizeLeft, row)).toSorted((a, b) => a - b);
  const isSuspect = (row: number): boolean => hasFlag(table, row, 'degenerate');
  const step = Math.ceil(rows.length / MAX_POINTS);
  const drawn = rows.filter((row, place) => place % step === 0 || isSuspect(row));
  return {
    label,
    samples: rows.length,
    median: at(sizes, Math.floor(sizes.length / 2)),
    small: sizes.filter((size) => size < THRESHOLDS.size * 100).length,
    suspects: rows.filter(isSuspect).length,
    points: drawn.map((row) => ({
      value: at(table.columns.rows.sizeLeft, row),
      marked: isSuspect(row),
      label: `${rowAt(table, row).task}, ${label}`,
    })),
  };
};
