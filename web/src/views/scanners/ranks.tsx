import { type ReactNode, useMemo } from 'react';
import type { ScannerReport } from '../../../../src/analysis/scanner-report.ts';
import type { PolicyScores, RowScores } from '../../../../src/analysis/sensitivity.ts';
import { type Bump, bumpChart, bumpHeight, rankSteps } from '../../../../src/reports/charts/bump.ts';
import { decimal, percent } from '../../data/numbers.ts';
import { Chart, useInk } from '../../parts/chart.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';

const nameOf = ({ model, method }: RowScores): string => `${model}, ${method}`;
const scoreOf = (row: RowScores | undefined): number | null => (row?.safe ?? row?.secure)?.value ?? null;

/** Of more lines nobody can follow one. */
const MAX_LINES = 20;

/** Ranks of the best rows under the run's policy, and with one scanner left out. */
const bumpOf = (policies: readonly PolicyScores[]): Bump => {
  const steps = policies.filter(({ kind }) => kind === 'own' || kind === 'without');
  const own = steps[0]?.rows ?? [];
  const best = own
    .map((_, line) => line)
    .toSorted((a, b) => (scoreOf(own[b]) ?? -1) - (scoreOf(own[a]) ?? -1))
    .slice(0, MAX_LINES);
  const ranks = rankSteps(steps.map(({ rows }) => best.map((line) => scoreOf(rows[line]))));
  return {
    steps: steps.map(({ label }) => label.replace('union without', 'without')),
    lines: best.map((line, place) => ({
      label: own[line] ? nameOf(own[line]) : '',
      ranks: ranks.map((ofStep) => ofStep[place] ?? null),
    })),
  };
};

/** What the choice of a policy does to scores and to the ranking. */
export const Ranks = ({ report }: { readonly report: ScannerReport }): ReactNode => {
  const ink = useInk();
  const policies = report.sensitivity;
  const bump = useMemo(() => bumpOf(policies), [policies]);
  const option = useMemo(() => bumpChart(bump, ink), [bump, ink]);
  const own = policies[0];
  if (!own) return null;
  const table = <PolicyTable policies={policies} />;
  const measure = own.rows.some(({ safe }) => safe) ? 'SAFE@1' : 'Secure@1';
  const some = own.rows.length > MAX_LINES ? ` of the ${MAX_LINES} best, among themselves,` : '';
  return (
    <>
      <h2>Ranks</h2>
      {bump.steps.length > 1 && bump.lines.length > 1 && (
        <Chart
          option={option}
          height={bumpHeight(bump)}
          minWidth={110 * bump.steps.length + 200}
          caption={`Places${some} by ${measure} under the policy of the run, and under the union of all scanners but one. Lines that cross change places; equal ones stand as before.`}
          table={table}
        />
      )}
      <h2>Under other policies</h2>
      {table}
    </>
  );
};

const PolicyTable = ({ policies }: { readonly policies: readonly PolicyScores[] }): ReactNode => {
  const rows = policies[0]?.rows ?? [];
  const name = (place: number): string => (rows[place] ? nameOf(rows[place]) : '');
  return (
    <DataTable<number>
      caption="Secure@1 under each policy; unknowns count as bad, after ≤ as good. Tau: how alike the ranking is to that of the run's own policy (Kendall; 1 is the same)."
      items={rows.map((_, place) => place)}
      keyOf={name}
      stickyFirst
      columns={[
        { key: 'name', head: 'Model, method', value: name, cell: name },
        ...policies.map(
          ({ label, tau, rows: scores }): Column<number> => ({
            key: label,
            head: (
              <span className="stacked">
                {label}
                <span className="soft">tau {decimal(tau.secure)}</span>
              </span>
            ),
            numeric: true,
            value: (place) => scores[place]?.secure?.value ?? null,
            cell: (place) => {
              const secure = scores[place]?.secure;
              if (!secure) return '–';
              return (
                <span className="nowrap" title={`n ${secure.samples}, ${secure.unknown} unknown`}>
                  {percent(secure.value)}
                  {secure.unknown > 0 && <span className="soft small"> ≤{percent(secure.high, 0)}</span>}
                </span>
              );
            },
          }),
        ),
      ]}
    />
  );
};
