import { type ReactNode, useMemo } from 'react';
import type { PairAgreement } from '../../../../src/analysis/agreement.ts';
import type { ScannerReport } from '../../../../src/analysis/scanner-report.ts';
import { heatMapChart, heatMapHeight } from '../../../../src/reports/charts/heat-map.ts';
import { count, decimal } from '../../data/numbers.ts';
import { Chart, useInk } from '../../parts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { kappaMap } from './agreement.ts';

/** How far every two raters agree beyond chance. */
export const Agreement = ({ report }: { readonly report: ScannerReport }): ReactNode => {
  const ink = useInk();
  const map = useMemo(() => kappaMap(report.pairs), [report]);
  const option = useMemo(() => heatMapChart(map, ink), [map, ink]);
  if (report.pairs.length === 0) return null;
  return (
    <>
      <h2>Agreement</h2>
      <Chart
        option={option}
        height={heatMapHeight(map)}
        minWidth={90 * map.columns.length + 120}
        caption="Cohen's kappa of every two: 1 is agreement, 0 is chance, below 0 is contradiction. Over the samples that both could judge; grey where there are none, or both say the same of all."
        table={<PairTable pairs={report.pairs} />}
      />
    </>
  );
};

const PairTable = ({ pairs }: { readonly pairs: readonly PairAgreement[] }): ReactNode => (
  <DataTable<PairAgreement>
    caption="Every two raters"
    items={pairs}
    keyOf={({ raters }) => raters.join()}
    columns={[
      {
        key: 'raters',
        head: 'Raters',
        value: ({ raters }) => raters.join(),
        cell: ({ raters }) => raters.join(', '),
      },
      {
        key: 'n',
        head: 'n',
        numeric: true,
        value: ({ samples }) => samples,
        cell: ({ samples }) => count(samples),
      },
      {
        key: 'kappa',
        head: 'Kappa',
        numeric: true,
        value: ({ kappa }) => kappa?.value ?? null,
        cell: ({ kappa }) =>
          kappa ? `${decimal(kappa.value)} (${kappa.ci.map((one) => decimal(one)).join(' to ')})` : '–',
      },
      {
        key: 'observed',
        head: 'Same verdict',
        numeric: true,
        value: ({ observed }) => observed,
        cell: ({ observed }) => decimal(observed),
      },
      {
        key: 'jaccard',
        head: 'Jaccard',
        numeric: true,
        value: ({ jaccard }) => jaccard,
        cell: ({ jaccard }) => decimal(jaccard),
      },
    ]}
  />
);
