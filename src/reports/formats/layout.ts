import type { Cell, Column, NumberCell, Table } from '../exhibits/exhibit.ts';
import { wholeText } from './numbers.ts';

/** A cell as a page shows it. `withN`: its n stands nowhere else. */
export type LaidCell = { readonly cell: Cell; readonly withN: boolean };

export type LaidTable = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly LaidCell[])[];
  readonly notes: readonly string[];
};

/** Columns from `start` up to `end` (not among them), which share an n. */
type Block = { readonly over: string | undefined; readonly start: number; readonly end: number };

/**
 * Says the n of every number once: in a note, where all numbers under a head rest on as many; else in a column of its own
 * behind them, and in the cells that differ from that.
 */
export const withN = (table: Table): LaidTable => {
  const blocks = blocksOf(table.columns).map((block) => ({ ...block, ...nOf(block, table.rows) }));
  return {
    columns: blocks.flatMap(({ over, start, end, byRow }) => [
      ...table.columns.slice(start, end),
      ...(byRow ? [{ title: 'n', ...(over !== undefined && { over }) }] : []),
    ]),
    rows: table.rows.map((row, at) =>
      blocks.flatMap(({ start, end, byRow, common }) => {
        const n = byRow?.[at] ?? common;
        return [
          ...row.slice(start, end).map((cell) => ({ cell, withN: nOfCell(cell) !== n })),
          ...(byRow ? [{ cell: n === undefined ? null : countOf(n), withN: false }] : []),
        ];
      }),
    ),
    notes: [
      ...blocks.flatMap(({ over, common }) =>
        common === undefined ? [] : [`n${over === undefined ? '' : ` (${over})`} = ${wholeText(common)}.`],
      ),
      ...table.notes,
    ],
  };
};

/** Whether a column holds numbers, which stand to the right. */
export const isNumeric = ({ rows }: LaidTable, column: number): boolean =>
  rows.some((row) => {
    const cell = row[column]?.cell;
    return cell !== null && typeof cell === 'object';
  });

const countOf = (value: number): NumberCell => ({ value, as: 'count' });

const nOfCell = (cell: Cell): number | undefined =>
  cell !== null && typeof cell === 'object' ? cell.n : undefined;

const blocksOf = (columns: readonly Column[]): Block[] => {
  const starts = columns.flatMap(({ over }, at) => (at === 0 || columns[at - 1]?.over !== over ? [at] : []));
  return starts.map((start, at) => ({
    over: columns[start]?.over,
    start,
    end: starts[at + 1] ?? columns.length,
  }));
};

/** `common`: all numbers of the block rest on so many; else `byRow`: most numbers of each row do. */
const nOf = (
  { start, end }: Block,
  rows: Table['rows'],
): { readonly common?: number; readonly byRow?: readonly (number | undefined)[] } => {
  const found = rows.map((row) => row.slice(start, end).flatMap((cell) => nOfCell(cell) ?? []));
  const [first, ...others] = new Set(found.flat());
  if (first === undefined) return {};
  return others.length === 0 ? { common: first } : { byRow: found.map(mostFrequent) };
};

const mostFrequent = (values: readonly number[]): number | undefined =>
  [...Map.groupBy(values, (value) => value).values()].toSorted((a, b) => b.length - a.length)[0]?.[0];
