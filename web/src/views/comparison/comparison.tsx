import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { forestChart, forestHeight } from '../../../../src/reports/charts/forest.ts';
import { metricTitle } from '../../data/metrics.ts';
import { useSite } from '../../data/site.tsx';
import { Chart, useInk } from '../../parts/chart.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useQuery } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { AnovaTables } from './anova.tsx';
import { comparedRows, forestRow } from './rows.ts';
import { Tests } from './tests.tsx';
import './comparison.css';

/** What methods changed, and whether that can be told from chance. */
export const Comparison = (): ReactNode => {
  const { index } = useSite();
  const { contrasts, anova, warnings, bootstrap } = index.comparison;
  const [query, change] = useQuery();
  const ink = useInk();
  const keys = [...new Set(contrasts.flatMap(({ metrics }) => metrics.map(({ metric }) => metric)))];
  const metric = query.get('metric') ?? (keys.includes('safe@1') ? 'safe@1' : (keys[0] ?? ''));
  const rows = useMemo(() => comparedRows(contrasts, metric), [contrasts, metric]);
  const withRun = index.runs.length > 1;
  const forest = useMemo(() => rows.map((row) => forestRow(row, withRun)), [rows, withRun]);
  const option = useMemo(
    () => forestChart(forest, `${metricTitle(metric)}: difference in points`, ink),
    [forest, metric, ink],
  );
  return (
    <View
      title="Comparison"
      lede="Each method against its base, over the tasks that both have. Regressions stand first; what cannot be told from chance is a tie."
    >
      {warnings.length > 0 && (
        <aside className="warnings" aria-label="take care">
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </aside>
      )}
      {rows.length === 0 ? (
        <Empty what="There is nothing to hold against each other.">
          <p>
            Run <code>bifocal run --method base,guarded</code>, or give two runs:{' '}
            <code>bifocal report A B</code>.
          </p>
        </Empty>
      ) : (
        <>
          <div className="controls">
            <NativeSelect
              label="Metric"
              size="xs"
              value={metric}
              data={keys.map((key) => ({ value: key, label: metricTitle(key) }))}
              onChange={(event) => change('metric', event.currentTarget.value)}
            />
          </div>
          <Chart
            option={option}
            height={forestHeight(forest)}
            minWidth={440}
            caption="Diamonds are worse, triangles better, circles ties. Lines: 95 % intervals by a paired bootstrap over tasks. Pale: how far unknowns could move the difference."
            table={<p className="soft">The table below has the same numbers.</p>}
          />
          <h2>Tests</h2>
          <Tests rows={rows} withRun={withRun} resamples={bootstrap.resamples} />
          <AnovaTables anova={anova.filter((one) => one.metric === metric)} />
        </>
      )}
    </View>
  );
};
