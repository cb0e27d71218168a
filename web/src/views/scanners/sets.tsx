import { type ReactNode, useMemo } from 'react';
import type { AccusedSet } from '../../../../src/analysis/agreement.ts';
import type { ScannerReport } from '../../../../src/analysis/scanner-report.ts';
import { type UpSet, upSetChart, upSetHeight } from '../../../../src/reports/charts/upset.ts';
import { count } from '../../data/numbers.ts';
import { Chart, useInk } from '../../parts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';

/** Which scanners accuse the same samples. */
export const Sets = ({ report }: { readonly report: ScannerReport }): ReactNode => {
  const ink = useInk();
  const data: UpSet = useMemo(
    () => ({ scanners: report.scanners.filter(({ role }) => role === 'security'), sets: report.sets }),
    [report],
  );
  const option = useMemo(() => upSetChart(data, ink), [data, ink]);
  if (data.scanners.length < 2) return null;
  return (
    <>
      <h2>Together</h2>
      <Chart
        option={option}
        height={upSetHeight(data)}
        minWidth={520}
        caption="Samples by the exact set of scanners that accuse them (UpSet). Pale: some other scanner could not judge them, so they may belong to a larger set."
        table={
          <DataTable<AccusedSet>
            caption="Samples by the exact set of scanners that accuse them"
            items={report.sets}
            keyOf={({ scanners }) => scanners.join()}
            columns={[
              {
                key: 'scanners',
                head: 'Accused by exactly',
                cell: ({ scanners }) => scanners.join(', ') || 'nobody',
              },
              {
                key: 'samples',
                head: 'Samples',
                numeric: true,
                value: ({ samples }) => samples,
                cell: ({ samples }) => count(samples),
              },
              {
                key: 'unsettled',
                head: 'Of them unsettled',
                numeric: true,
                value: ({ unsettled }) => unsettled,
                cell: ({ unsettled }) => count(unsettled),
              },
            ]}
          />
        }
      />
    </>
  );
};
