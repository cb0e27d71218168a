import { type ReactNode, useMemo } from 'react';
import { THRESHOLDS } from '../../../../src/analysis/degeneracy/thresholds.ts';
import { type Strip, stripChart, stripHeight } from '../../../../src/reports/charts/strip.ts';
import { count } from '../../data/numbers.ts';
import { useSite } from '../../data/site.tsx';
import { Chart, useInk } from '../../parts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { RunPicker, useRun } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { FailureCases } from './cases.tsx';
import { type SizeGroup, sizeGroups } from './sizes.ts';
import { Table7 } from './table7.tsx';

/** Widest size shown, in per cent of the base's; larger ones stand at the edge. */
const MAX = 300;

/** Code that methods made secure and useless. */
export const Degeneracy = (): ReactNode => {
  const run = useRun();
  return (
    <View
      title="Degeneracy"
      lede="Code that worked, and that a method made secure and broken. A program suggests what became of it; people decide."
      {...(run && { runs: [run.name] })}
    >
      <div className="controls">
        <RunPicker />
      </div>
      {!run?.failures ? (
        <Empty what="No method has a base beside it.">
          <p>
            With <code>--method base,guarded</code> this shows what methods broke, and how.
          </p>
        </Empty>
      ) : (
        <>
          <h2>What broken code is</h2>
          <Table7 report={run.failures} />
          <Sizes run={run.name} />
          <h2>Cases</h2>
          <FailureCases report={run.failures} run={run.name} />
        </>
      )}
    </View>
  );
};

const Sizes = ({ run }: { readonly run: string }): ReactNode => {
  const { table } = useSite();
  const ink = useInk();
  const groups = useMemo(() => sizeGroups(table, run), [table, run]);
  const strip: Strip = useMemo(
    () => ({
      groups,
      title: "size in % of the base's code",
      max: MAX,
      threshold: { value: THRESHOLDS.size * 100, label: 'half' },
    }),
    [groups],
  );
  const option = useMemo(() => stripChart(strip, ink), [strip, ink]);
  if (groups.length === 0) return null;
  const thinned = groups.some(({ points, samples }) => points.length < samples);
  return (
    <>
      <h2>How much is left</h2>
      <Chart
        option={option}
        height={stripHeight(strip)}
        minWidth={480}
        many
        caption={`Size of each sample's code against that of its base. Diamonds are suspected of being degenerate. Sizes over ${MAX} % stand at the edge${thinned ? '; of large groups a part is drawn, with all suspects' : ''}.`}
        table={
          <DataTable<SizeGroup>
            caption="Sizes in per cent of the base's code"
            items={groups}
            keyOf={({ label }) => label}
            columns={[
              {
                key: 'label',
                head: 'Model, method',
                value: ({ label }) => label,
                cell: ({ label }) => label,
              },
              {
                key: 'n',
                head: 'n',
                numeric: true,
                value: ({ samples }) => samples,
                cell: ({ samples }) => count(samples),
              },
              {
                key: 'median',
                head: 'Median',
                numeric: true,
                value: ({ median }) => median,
                cell: ({ median }) => `${median}%`,
              },
              {
                key: 'below',
                head: 'Under half',
                numeric: true,
                value: ({ small }) => small,
                cell: ({ small }) => count(small),
              },
              {
                key: 'suspects',
                head: 'Suspected',
                numeric: true,
                value: ({ suspects }) => suspects,
                cell: ({ suspects }) => count(suspects),
              },
            ]}
          />
        }
      />
    </>
  );
};
