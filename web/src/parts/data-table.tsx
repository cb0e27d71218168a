import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { Scroll } from './scroll.tsx';
import './data-table.css';

export type Column<Item> = {
  readonly key: string;
  readonly head: ReactNode;
  /** Numbers stand on the right. */
  readonly numeric?: boolean;
  readonly cell: (item: Item) => ReactNode;
  /** What rows are ordered by; absent: the column cannot be sorted. Null comes last. */
  readonly value?: (item: Item) => number | string | null;
};

type Sort = { readonly key: string; readonly down: boolean };

type DataTableProps<Item> = {
  readonly caption: ReactNode;
  /** The first column names the row. */
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly sort?: Sort;
  readonly stickyFirst?: boolean;
};

const compare = (a: number | string | null, b: number | string | null, down: boolean): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
  return down ? -order : order;
};

/** Rows from which a table scrolls below its head. */
const LONG = 25;

/** A table with a caption; the columns that have a value are sorted by a click on their head. */
export const DataTable = <Item,>({
  caption,
  columns,
  items,
  keyOf,
  sort: initial,
  stickyFirst = false,
}: DataTableProps<Item>): ReactNode => {
  const [sort, setSort] = useState<Sort | undefined>(initial);
  const sorted = useMemo(() => {
    const value = columns.find(({ key }) => key === sort?.key)?.value;
    return value && sort ? items.toSorted((a, b) => compare(value(a), value(b), sort.down)) : items;
  }, [columns, items, sort]);
  return (
    <Scroll label="table" className={items.length > LONG ? 'scroll long' : 'scroll'}>
      <table className={stickyFirst ? 'data sticky' : 'data'}>
        <caption>
          <div>{caption}</div>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map(({ key, cell, numeric }, place) =>
                place === 0 ? (
                  <th key={key} scope="row">
                    {cell(item)}
                  </th>
                ) : (
                  <td key={key} className={numeric ? 'numeric' : undefined}>
                    {cell(item)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

const Head = <Item,>({
  column: { key, head, numeric, value },
  sort,
  onSort,
}: {
  readonly column: Column<Item>;
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort) => void;
}): ReactNode => {
  const isSorted = sort?.key === key;
  const className = numeric ? 'numeric' : undefined;
  if (!value) {
    return (
      <th scope="col" className={className}>
        {head}
      </th>
    );
  }
  const turn = { key, down: isSorted ? !sort.down : numeric === true };
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (sort.down ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton className="sort" onClick={() => onSort(turn)}>
        {head}
        <span className="sort-sign" aria-hidden="true">
          {isSorted ? (sort.down ? '↓' : '↑') : ''}
        </span>
      </UnstyledButton>
    </th>
  );
};
