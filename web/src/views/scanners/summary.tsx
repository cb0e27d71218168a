import type { ReactNode } from 'react';
import type { ScannerReport, ScannerSummary } from '../../../../src/analysis/scanner-report.ts';
import { wilson } from '../../../../src/stats/proportion.ts';
import { count, percent, range } from '../../data/numbers.ts';
import { DataTable } from '../../parts/data-table.tsx';

/** What each scanner saw. */
export const Summary = ({ report }: { readonly report: ScannerReport }): ReactNode => (
  <DataTable<ScannerSummary>
    caption="Of the samples in languages that a scanner reads. Intervals are Wilson's, 95 %."
    items={report.scanners}
    keyOf={({ id }) => id}
    columns={[
      { key: 'id', head: 'Scanner', value: ({ id }) => id, cell: ({ id }) => id },
      { key: 'role', head: 'Looks for', value: ({ role }) => role, cell: ({ role }) => ROLES[role] },
      {
        key: 'samples',
        head: 'n',
        numeric: true,
        value: ({ samples }) => samples,
        cell: ({ samples }) => count(samples),
      },
      {
        key: 'accused',
        head: 'Accused',
        numeric: true,
        value: ({ accused }) => accused,
        cell: ({ accused, samples, unknown }) => {
          const judged = samples - unknown;
          return judged === 0 ? (
            '–'
          ) : (
            <span title={`${accused} of ${judged} that it could judge`}>
              {percent(accused / judged)}
              <br />
              <span className="soft small nowrap">
                {count(accused)}, {range(wilson(accused, judged))}
              </span>
            </span>
          );
        },
      },
      {
        key: 'alone',
        head: 'Nobody else',
        numeric: true,
        value: ({ alone }) => alone,
        cell: ({ alone }) => count(alone),
      },
      {
        key: 'unknown',
        head: 'Could not judge',
        value: ({ unknown }) => unknown,
        cell: ({ unknown, unknownBecause }) =>
          unknown === 0 ? (
            '0'
          ) : (
            <>
              {count(unknown)}
              {unknownBecause.map(({ reason, samples }) => (
                <div key={reason} className="soft small">
                  {count(samples)} × {reason}
                </div>
              ))}
              <NoScan samples={unknown - unknownBecause.reduce((sum, { samples }) => sum + samples, 0)} />
            </>
          ),
      },
      {
        key: 'rules',
        head: 'Rules',
        numeric: true,
        value: ({ rules }) => rules,
        cell: ({ rules, rulesWithoutCwe }) =>
          rules === null ? (
            <span className="soft">not listed</span>
          ) : (
            <span title={`${rulesWithoutCwe.length} without a CWE`}>{count(rules)}</span>
          ),
      },
    ]}
    sort={{ key: 'accused', down: true }}
  />
);

/** Samples of which there is no scan at all, e.g. because there is no code. */
const NoScan = ({ samples }: { readonly samples: number }): ReactNode =>
  samples > 0 && <div className="soft small">{count(samples)} × it was given no code</div>;

const ROLES = {
  security: 'vulnerabilities',
  defects: 'defects',
  judge: 'vulnerabilities (a model’s opinion)',
} as const;
