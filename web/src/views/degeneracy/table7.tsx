import type { ReactNode } from 'react';
import type { Category } from '../../../../src/analysis/degeneracy/suspect.ts';
import type { FailureReport, FailureRow } from '../../../../src/analysis/failures/report.ts';
import { wilson } from '../../../../src/stats/proportion.ts';
import { count, counted, percent, range } from '../../data/numbers.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';

const SHIFTS = { securedAndBroken: 'was insecure', broken: 'was secure' } as const;

/** Table 7 of paper A, with our categories. */
export const Table7 = ({ report }: { readonly report: FailureReport }): ReactNode => {
  const rows = report.rows.filter(({ cases, share }) => cases > 0 || share.possible > 0);
  const without = report.rows.length - rows.length;
  return rows.length === 0 ? (
    <p className="soft">None of {counted(report.rows.length, 'row')} has a case.</p>
  ) : (
    <DataTable<FailureRow>
      caption={`n✓ were decided by people, the others only suggested by a program. ?: it cannot tell. Below the cases: their share of the samples that could become one, with Wilson's 95 % interval. Disputed: people differ.${without > 0 ? ` ${counted(without, 'row')} without any case not shown.` : ''}`}
      items={rows}
      keyOf={({ model, method, shift }) => JSON.stringify([model, method, shift])}
      stickyFirst
      columns={[
        {
          key: 'name',
          head: 'Model, method',
          value: ({ model, method, shift }) => `${model} ${method} ${shift}`,
          cell: ({ model, method, shift }) => (
            <>
              {model}, {method}
              <br />
              <span className="soft small">base {SHIFTS[shift]}</span>
            </>
          ),
        },
        {
          key: 'cases',
          head: 'Cases',
          numeric: true,
          value: ({ cases }) => cases,
          cell: ({ cases, share }) => (
            <span title={`${share.unknownBase} more samples of the base may have worked, and are unknown`}>
              {count(cases)}
              <br />
              <span className="soft small">
                {share.of === 0
                  ? 'of 0'
                  : `${percent(cases / share.of, 0)} of ${count(share.of)}, ${range(wilson(cases, share.of))}`}
                {share.possible > cases && `, ≤${count(share.possible)}`}
              </span>
            </span>
          ),
        },
        ...(Object.keys(report.rows[0]?.categories ?? {}) as Category[]).map(
          (category): Column<FailureRow> => ({
            key: category,
            head: category,
            numeric: true,
            value: ({ categories }) => categories[category].decided + categories[category].suggested,
            cell: ({ categories }) => {
              const { decided, suggested } = categories[category];
              return (
                [decided > 0 ? `${decided}✓` : '', suggested > 0 ? String(suggested) : '']
                  .filter(Boolean)
                  .join(' + ') || '0'
              );
            },
          }),
        ),
        {
          key: 'unknown',
          head: '?',
          numeric: true,
          value: ({ unknown }) => unknown,
          cell: ({ unknown }) => unknown,
        },
        {
          key: 'disputed',
          head: 'disputed',
          numeric: true,
          value: ({ disputed }) => disputed,
          cell: ({ disputed }) => disputed,
        },
      ]}
    />
  );
};
