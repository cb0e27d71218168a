import { type ReactNode, useMemo } from 'react';
import type { ScannerReport } from '../../../../src/analysis/scanner-report.ts';
import type { PolicyScores, RowScores } from '../../../../src/analysis/sensitivity.ts';
import { type Bump, bumpChart, bumpHeight, rankSteps } from '../../../../src/reports/charts/bump.ts';
import { decimal, percent } from '../../data/numbers.ts';
import { Chart, useInk } from '../../parts/chart.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';

const nameOf = ({ model, method }: RowScores): string => `${model}, ${method}`;
const scoreOf = ({ safe, secure }: RowScores): number | null => (safe ?? secure)?.value ?? null;

/** Ranks under the run's policy, and with one scanner left out. */
const bumpOf = (policies: readonly PolicyScores[]): Bump => {
  const steps = policies.filter(({ kind }) => kind === 'own' || kind === 'without');
  const ranks = rankSteps(steps.map(({ rows }) => rows.map(scoreOf)));
  return {
    steps: steps.map(({ label }) => label.replace('union without', 'without')),
    lines: (steps[0]?.rows ?? []).map((row, line) => ({
      label: nameOf(row),
      ranks: ranks.map((ofStep) => ofStep[line] ?? null),
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
  return (
    <>
      <h2>Ranks</h2>
      {bump.steps.length > 1 && bump.lines.length > 1 && (
        <Chart
          option={option}
          height={bumpHeight(bump)}
          minWidth={110 * bump.steps.length + 200}
          caption={`Places by ${measure} under the policy of the run, and under the union of all scanners but one. Lines that cross change places; equal ones stand as before.`}
          table={table}
        />
      )}
      <h2>Under other policies</h2>
      {table}
    </>
  );
};

const PolicyTable = ({ policies }: { readonly policies: readonly PolicyScores[] }): ReactNode => (
  <DataTable<PolicyScores>
    caption="Secure@1 of each row under each policy; unknowns count as bad, after ≤ as good. Tau: how alike the ranking is to that of the run's own policy (Kendall; 1 is the same)."
    items={policies}
    keyOf={({ label }) => label}
    stickyFirst
    columns={[
      { key: 'label', head: 'Policy', cell: ({ label }) => label },
      {
        key: 'tau',
        head: 'Tau',
        numeric: true,
        value: ({ tau }) => tau.secure,
        cell: ({ tau }) => decimal(tau.secure),
      },
      ...(policies[0]?.rows ?? []).map(
        (row, place): Column<PolicyScores> => ({
          key: nameOf(row),
          head: (
            <span className="stacked">
              {row.model}
              <span className="soft">{row.method}</span>
            </span>
          ),
          numeric: true,
          value: ({ rows }) => rows[place]?.secure?.value ?? null,
          cell: ({ rows }) => {
            const secure = rows[place]?.secure;
            if (!secure) return '–';
            return (
              <span title={`n ${secure.samples}, ${secure.unknown} unknown`}>
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
