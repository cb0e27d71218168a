import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ScannerCount } from '../../../../src/reports/cwe-counts.ts';
import { formatFilter } from '../../data/filter.ts';
import { count } from '../../data/numbers.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import type { Group } from './groups.ts';
import './cwes.css';

/** Findings by kind and scanner; grey where a scanner has no rule. */
export const ByScanner = ({
  title,
  groups,
  run,
}: {
  /** What they are groups of. */
  readonly title: string;
  readonly groups: readonly Group[];
  readonly run: string;
}): ReactNode => (
  <DataTable<Group>
    caption="Findings, and in how many samples. In the first column each weakness counts once, by the most exact of its names. Grey: none of the scanner’s rules is for this very kind, so that its silence says nothing; a question mark: it does not list its rules."
    items={groups}
    keyOf={({ group }) => group}
    stickyFirst
    columns={[
      {
        key: 'title',
        head: title,
        value: ({ group }) => group,
        cell: ({ group, title }) => {
          const cwe = /^CWE-(\d+)$/.exec(group)?.[1];
          return cwe ? <Link href={`/samples${formatFilter({ run, cwe })}`}>{title}</Link> : title;
        },
      },
      {
        key: 'merged',
        head: 'All that count',
        numeric: true,
        value: ({ merged }) => merged.findings,
        cell: ({ merged, elsewhere }) =>
          elsewhere ? (
            <span className="soft small">0: each counts under a more exact one</span>
          ) : (
            <TallyCell {...merged} />
          ),
      },
      ...(groups[0]?.scanners ?? []).map(
        ({ scanner }, place): Column<Group> => ({
          key: scanner,
          head: scanner,
          numeric: true,
          value: ({ scanners }) => scanners[place]?.findings ?? null,
          cell: ({ scanners }) => {
            const counted = scanners[place];
            return counted ? <ScannerCell {...counted} /> : '–';
          },
        }),
      ),
    ]}
    sort={{ key: 'merged', down: true }}
  />
);

const TallyCell = ({
  findings,
  samples,
}: {
  readonly findings: number;
  readonly samples: number;
}): ReactNode => (
  <>
    {count(findings)}
    <br />
    <span className="soft small nowrap">in {count(samples)}</span>
  </>
);

const ScannerCell = ({ findings, samples, reach, scanner }: ScannerCount): ReactNode => {
  if (findings > 0) return <TallyCell findings={findings} samples={samples} />;
  if (reach === false) {
    return (
      <span className="no-rule" title={`${scanner} has no rule for this`}>
        no rule
      </span>
    );
  }
  return reach === null ? <span title={`${scanner} does not list its rules`}>0 ?</span> : '0';
};
