import type { ReactNode } from 'react';
import type { TTest } from '../../../../src/analysis/comparison/terms.ts';
import { contrastName } from '../../data/contrasts.ts';
import { count, decimal, percent, points, pValue } from '../../data/numbers.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { ComparedRow } from './rows.ts';

type TestsProps = {
  readonly rows: readonly ComparedRow[];
  readonly withRun: boolean;
  readonly resamples: number;
};

/** Every test of every row. */
export const Tests = ({ rows, withRun, resamples }: TestsProps): ReactNode => (
  <DataTable<ComparedRow>
    caption={`The unit of every test is the task. Interval: paired bootstrap, ${count(resamples)} resamples. d: Cohen's d, pooled (two groups) and paired (d_z). MDE: the smallest true difference that the paired test finds with 80 % power.`}
    items={rows}
    keyOf={({ contrast }) => JSON.stringify([contrast.arm, contrast.base])}
    stickyFirst
    columns={[
      {
        key: 'arm',
        head: 'Model, method',
        value: ({ contrast }) => contrastName(contrast, withRun),
        cell: ({ contrast }) => contrastName(contrast, withRun),
      },
      {
        key: 'change',
        head: 'Change',
        value: ({ metric }) => metric.difference,
        numeric: true,
        cell: ({ metric: { difference, ci, base, arm } }) => (
          <span title={`${percent(base)} to ${percent(arm)}`}>
            {points(difference)}
            <br />
            <span className="soft small nowrap">
              {points(ci[0])} to {points(ci[1])}
            </span>
          </span>
        ),
      },
      {
        key: 'n',
        head: 'n, unknown',
        numeric: true,
        value: ({ metric }) => metric.tasks,
        cell: ({ metric: { tasks, unknown, low, high } }) => (
          <span title={`between ${points(low)} and ${points(high)} were the unknowns known`}>
            {count(tasks)} tasks
            <br />
            <span className="soft small nowrap">
              {unknown.base} + {unknown.arm}
            </span>
          </span>
        ),
      },
      {
        key: 'holm',
        head: 'Holm p',
        numeric: true,
        value: ({ metric }) => metric.holm,
        cell: ({ metric: { holm, change } }) => (
          <>
            {holm === null ? '–' : pValue(holm)}
            <br />
            <span className={`change-${change} small`}>{change}</span>
          </>
        ),
      },
      {
        key: 'paired',
        head: 'Paired t',
        numeric: true,
        value: ({ metric }) => metric.paired?.p ?? null,
        cell: ({ metric }) => <T test={metric.paired} />,
      },
      {
        key: 'welch',
        head: 'Welch t',
        numeric: true,
        value: ({ metric }) => metric.welch?.p ?? null,
        cell: ({ metric }) => <T test={metric.welch} />,
      },
      {
        key: 'd',
        head: 'd, d_z',
        numeric: true,
        value: ({ metric }) => metric.d.paired,
        cell: ({ metric: { d } }) => (
          <>
            {decimal(d.pooled)}
            <br />
            {decimal(d.paired)}
          </>
        ),
      },
      {
        key: 'mcnemar',
        head: 'McNemar',
        numeric: true,
        value: ({ metric }) => metric.mcnemar?.p ?? null,
        cell: ({ metric: { mcnemar } }) =>
          mcnemar ? (
            <span
              title={`${mcnemar.onlyBase} samples by the base alone, ${mcnemar.onlyArm} by the method alone`}
            >
              p {pValue(mcnemar.p)}
              <br />
              <span className="soft small nowrap">
                {mcnemar.onlyBase} : {mcnemar.onlyArm}
              </span>
            </span>
          ) : (
            <span title="a sample may earn a part">–</span>
          ),
      },
      {
        key: 'mde',
        head: 'MDE',
        numeric: true,
        value: ({ metric }) => metric.minimumDetectable,
        cell: ({ metric: { minimumDetectable } }) =>
          minimumDetectable === null ? '–' : points(minimumDetectable).replace('+', ''),
      },
    ]}
  />
);

const T = ({ test }: { readonly test: TTest | null }): ReactNode =>
  test === null ? (
    <span title="too few tasks, or no spread">–</span>
  ) : (
    <>
      p {pValue(test.p)}
      <br />
      <span className="soft small nowrap">
        t({test.df.toFixed(test.df % 1 === 0 ? 0 : 1)}) = {decimal(test.t)}
      </span>
    </>
  );
