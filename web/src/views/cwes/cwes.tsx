import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { GROUPINGS } from '../../../../src/cwe/index.ts';
import { type HeatMap, heatMapChart, heatMapHeight } from '../../../../src/reports/charts/heat-map.ts';
import { stackedBars } from '../../../../src/reports/charts/stacked-bars.ts';
import { useSite } from '../../data/site.tsx';
import { Chart, useInk } from '../../parts/chart.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { RunPicker, useQuery, useRun } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { ByScanner } from './by-scanner.tsx';
import { changeMap } from './change.ts';
import { type Group, type GroupingKey, groupsOf } from './groups.ts';

const isGrouping = (key: string | null): key is GroupingKey => key !== null && Object.hasOwn(GROUPINGS, key);
const MAX_BARS = 20;

/** Kinds of weaknesses. */
export const Cwes = (): ReactNode => {
  const run = useRun();
  const [query, change] = useQuery();
  const asked = query.get('by');
  const key = isGrouping(asked) ? asked : 'reported';
  const table = run?.scanners.cwes[key];
  const groups = useMemo(() => (run ? groupsOf(run, key) : []), [run, key]);
  return (
    <View
      title="Weaknesses"
      lede="Which kinds of weaknesses were found, by whom, and what methods changed about them."
      {...(run && { runs: [run.name] })}
    >
      <div className="controls">
        <RunPicker />
        <NativeSelect
          label="Grouped by"
          size="xs"
          value={key}
          data={Object.entries(GROUPINGS).map(([value, { title }]) => ({ value, label: title }))}
          onChange={(event) => change('by', event.currentTarget.value)}
        />
      </div>
      {!run || !table || groups.length === 0 ? (
        <Empty what="No scanner found anything.">
          <p>
            That may be good news, or scanners that were not there: see <a href="#/scanners">Scanners</a> and{' '}
            <a href="#/health">Run health</a>.
          </p>
        </Empty>
      ) : (
        <>
          <h2>By scanner</h2>
          <Bars groups={groups} title={table.title} />
          <ByScanner title={table.title} groups={groups} run={run.name} />
          <Change groups={groups} grouping={key} />
        </>
      )}
    </View>
  );
};

const Bars = ({
  groups,
  title,
}: {
  readonly groups: readonly Group[];
  readonly title: string;
}): ReactNode => {
  const ink = useInk();
  const shown = groups.slice(0, MAX_BARS);
  const { chart, width, height } = useMemo(
    () =>
      stackedBars(
        {
          rows: shown.map(({ label, scanners }) => ({
            label,
            counts: scanners.map(({ findings, reach }) => ({ count: findings, reach })),
          })),
          series: shown[0]?.scanners.map(({ scanner }) => scanner) ?? [],
          axis: 'findings',
          marks: 'no rule',
          footer: [],
        },
        ink,
      ),
    [shown, ink],
  );
  return (
    <Chart
      option={chart}
      height={height}
      width={width}
      caption={`Findings of each scanner by ${title}${groups.length > MAX_BARS ? `, the ${MAX_BARS} most frequent` : ''}; a weakness that several report is in the bar several times. Grey squares: no rule for this very kind; ?: rules are not listed.`}
      table={<p className="soft">The table below has the same numbers.</p>}
    />
  );
};

const Change = ({
  groups,
  grouping,
}: {
  readonly groups: readonly Group[];
  readonly grouping: GroupingKey;
}): ReactNode => {
  const { index, table } = useSite();
  const ink = useInk();
  const map = useMemo(
    () => changeMap(table, index, (cwe) => GROUPINGS[grouping].groupOf(cwe), groups.slice(0, MAX_BARS)),
    [table, index, groups, grouping],
  );
  const option = useMemo(() => heatMapChart(map, ink), [map, ink]);
  return (
    <>
      <h2>Change by method</h2>
      {map.columns.length === 0 ? (
        <Empty what="No method has a base beside it.">
          <p>
            With <code>--method base,guarded</code> this shows which kinds a method removes, and which it
            adds.
          </p>
        </Empty>
      ) : (
        <Chart
          option={option}
          height={heatMapHeight(map)}
          minWidth={52 * map.columns.length + 240}
          caption="Share of samples with such a weakness, against the same samples of the base, in points. Blue: fewer than in the base; vermilion: more; grey: nobody has a rule for it."
          table={<ChangeTable map={map} />}
        />
      )}
    </>
  );
};

const ChangeTable = ({ map }: { readonly map: HeatMap }): ReactNode => (
  <DataTable<number>
    caption="Change of the share of samples with such a weakness, in points"
    items={map.rows.map((_, row) => row)}
    keyOf={(row) => map.rows[row] ?? ''}
    stickyFirst
    columns={[
      { key: 'kind', head: 'Kind', cell: (row) => map.rows[row] },
      ...map.columns.map(
        (name, column): Column<number> => ({
          key: name,
          head: name,
          numeric: true,
          value: (row) => map.cells[row]?.[column]?.value ?? null,
          cell: (row) => {
            const cell = map.cells[row]?.[column];
            return <span title={cell?.notes.join('; ')}>{cell?.text || 'no rule'}</span>;
          },
        }),
      ),
    ]}
  />
);
