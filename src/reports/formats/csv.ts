import { stringify } from 'csv-stringify/sync';
import type { Cell, Column, Table } from '../exhibits/exhibit.ts';
import type { Format } from './format.ts';

/** What stands behind the columns that name the row. */
const FIELDS = [
  'over',
  'group',
  'column',
  'value',
  'unit',
  'n',
  'ci_low',
  'ci_high',
  'bound_low',
  'bound_high',
  'unknown',
  'policy',
];

/**
 * Tidy data: a line for each number, unrounded, with all that belongs to it; texts, which have none of that, too. In front
 * the columns that name the row. Shares stay shares where a page shows per cent. A cell that holds nothing has no line.
 */
export const csv: Format = {
  write: (_, exhibit) => {
    const { columns, rows } = exhibit.kind === 'figure' ? exhibit.table : exhibit;
    const names = columns.flatMap((column, at) => (column.names ? [at] : []));
    return stringify(
      [
        [...names.map((at) => flat(columns[at]?.title ?? '')), ...FIELDS],
        ...rows.flatMap((row) => linesOf(row, columns, names)),
      ],
      { escape_formulas: true },
    );
  },
};

const linesOf = (row: Table['rows'][number], columns: readonly Column[], names: readonly number[]) => {
  const name = names.map((at) => textOf(row[at] ?? null));
  return columns.flatMap(({ over = '', group = '', title }, at) => {
    const cell = row[at] ?? null;
    return names.includes(at) || cell === null
      ? []
      : [[...name, over, flat(group), flat(title), ...valuesOf(cell)]];
  });
};

const flat = (text: string): string => text.replaceAll('\n', ' ');

const textOf = (cell: Cell): string =>
  cell !== null && typeof cell === 'object' ? String(cell.value) : (cell ?? '');

const valuesOf = (cell: Exclude<Cell, null>): readonly (string | number)[] => {
  if (typeof cell === 'string') return [flat(cell), 'text', ...Array<string>(FIELDS.length - 5).fill('')];
  const none = ['', ''] as const;
  const { value, as, n = '', ci = none, bounds = none, unknown = '', policy = '' } = cell;
  return [value, as === 'percent' ? 'share' : as, n, ...ci, ...bounds, unknown, policy];
};
