import type { ReactNode } from 'react';
import { count, percent } from '../../data/numbers.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Visible } from '../../parts/visible.tsx';
import './health.css';

type Row = readonly [what: string, count: number];

type CountTableProps = {
  readonly caption: string;
  readonly what: string;
  readonly unit: string;
  readonly rows: readonly Row[];
  /** Shown where nothing is counted; absent: nothing is. */
  readonly empty?: string;
};

/** Counts with bars; what does not occur is left out. */
export const CountTable = ({ caption, what, unit, rows, empty }: CountTableProps): ReactNode => {
  const shown = rows.filter(([, number]) => number > 0);
  const most = Math.max(1, ...shown.map(([, number]) => number));
  const total = shown.reduce((sum, [, number]) => sum + number, 0);
  if (shown.length === 0) return empty ? <p className="soft">{empty}</p> : null;
  return (
    <DataTable<Row>
      caption={caption}
      items={shown}
      keyOf={([name]) => name}
      columns={[
        { key: 'what', head: what, value: ([name]) => name, cell: ([name]) => <Visible text={name} /> },
        {
          key: 'count',
          head: unit,
          numeric: true,
          value: ([, number]) => number,
          cell: ([, number]) => <span title={percent(number / total)}>{count(number)}</span>,
        },
        {
          key: 'bar',
          head: <span className="soft">share of the largest</span>,
          cell: ([, number]) => (
            <span className="count-bar" aria-hidden="true">
              <span style={{ width: `${(100 * number) / most}%` }} />
            </span>
          ),
        },
      ]}
      sort={{ key: 'count', down: true }}
    />
  );
};
