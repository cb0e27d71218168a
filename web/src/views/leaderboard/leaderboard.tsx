import { Switch } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { HEARD, TOLD } from '../../../../src/reports/marks.ts';
import { formatFilter } from '../../data/filter.ts';
import { allMetrics, headlineMetrics, metricName } from '../../data/metrics.ts';
import { count, dollars } from '../../data/numbers.ts';
import type { SampleTable } from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Measure } from '../../parts/measure.tsx';
import { useQuery } from '../../parts/run-picker.tsx';
import { UnlikeRuns } from '../../parts/unlike-runs.tsx';
import { View } from '../../parts/view.tsx';
import { Notes } from './notes.tsx';
import {
  type BoardRow,
  boardRows,
  dollarsPerSample,
  type Leaders,
  leadersOf,
  tokensPerSample,
} from './rows.ts';

/** Models and methods with all that they are measured by. */
export const Leaderboard = (): ReactNode => {
  const { index, table } = useSite();
  const [query, change] = useQuery();
  const scores = index.runs.map((run) => run.scores);
  const all = query.get('all') === '1';
  const metrics = all ? allMetrics(scores) : headlineMetrics(scores);
  const rows = useMemo(() => boardRows(index), [index]);
  const leaders = useLeaders(table, rows);
  const lessons = index.runs.flatMap(({ lesson }) => lesson ?? []);
  return (
    <View
      title="Leaderboard"
      lede="How secure the code is, whether it works, and both at once. Code that is safe because it does nothing does not win here."
    >
      {lessons.map((lesson) => (
        <p key={lesson} className="lesson">
          {lesson}
        </p>
      ))}
      {rows.length === 0 ? (
        <Empty what="No sample has been judged yet.">
          <p>Samples appear here as soon as they are scanned or tested.</p>
        </Empty>
      ) : (
        <>
          <div className="controls">
            <Switch
              checked={all}
              label="Every scanner and every k"
              onChange={(event) => change('all', event.currentTarget.checked ? '1' : '')}
            />
          </div>
          <UnlikeRuns />
          <DataTable
            caption="Shares of samples, averaged over tasks. Sort by the head of a column."
            columns={[
              nameColumn(index.runs.length > 1),
              sizeColumn,
              ...metrics.map((metric) => metricColumn(metric, leaders.get(metric))),
              ...endColumns(rows),
            ]}
            items={rows}
            keyOf={({ run, scores: { model, method } }) => JSON.stringify([run, model, method])}
            sort={{ key: metrics.includes('safe@1') ? 'safe@1' : (metrics[0] ?? 'name'), down: true }}
            stickyFirst
          />
          <Notes rows={rows} runs={index.runs} leaders={leaders} />
        </>
      )}
    </View>
  );
};

/** They take many tests: the table is drawn before them. */
const useLeaders = (table: SampleTable, rows: readonly BoardRow[]): Leaders => {
  const [leaders, setLeaders] = useState<Leaders>(new Map());
  useEffect(() => {
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setLeaders(leadersOf(table, rows)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [table, rows]);
  return leaders;
};

const nameColumn = (withRun: boolean): Column<BoardRow> => ({
  key: 'name',
  head: 'Model, method',
  value: ({ scores: { model, method }, run }) => `${model} ${method} ${run}`,
  cell: ({ run, scores }) => {
    const { model, method, heard, oracle, recorded } = scores;
    const marks = [
      heard.length > 0 ? HEARD : '',
      oracle.length > 0 ? TOLD : '',
      recorded.security + recorded.function > 0 ? '†' : '',
    ].join('');
    return (
      <>
        <Link href={`/samples${formatFilter({ run, model, method })}`}>{model}</Link>
        <br />
        <span className="soft small">
          {method}
          {marks && ` ${marks}`}
          {withRun && `, ${run}`}
        </span>
      </>
    );
  },
});

const sizeColumn: Column<BoardRow> = {
  key: 'n',
  head: 'n',
  numeric: true,
  value: ({ scores }) => scores.samples,
  cell: ({ scores: { tasks, samples } }) => (
    <span title={`${tasks} tasks, ${samples} samples`}>
      {count(samples)}
      <br />
      <span className="soft small nowrap">{count(tasks)} tasks</span>
    </span>
  ),
};

const metricColumn = (metric: string, leaders: ReadonlySet<BoardRow> | undefined): Column<BoardRow> => {
  const { title, by } = metricName(metric);
  return {
    key: metric,
    head: (
      <span className="stacked">
        {title}
        <span className="soft">{by ?? '\u00a0'}</span>
      </span>
    ),
    value: ({ scores }) => scores.metrics[metric]?.value ?? null,
    cell: (row) => {
      const { scores, contrast } = row;
      const estimate = scores.metrics[metric];
      if (!estimate) return <span title="nothing to compute it from">–</span>;
      const scanner = metric.split(':')[1];
      return (
        <Measure
          estimate={estimate}
          contrast={contrast?.metrics.find((one) => one.metric === metric)}
          leads={leaders?.has(row) ?? false}
          mark={scanner !== undefined && scores.heard.includes(scanner) ? HEARD : ''}
        />
      );
    },
  };
};

const endColumns = (rows: readonly BoardRow[]): readonly Column<BoardRow>[] => [
  {
    key: 'unknown',
    head: 'Unknown',
    numeric: true,
    value: ({ scores: { unknown } }) => unknown.security + unknown.function,
    cell: ({ scores: { unknown } }) => (
      <span className="small">
        {count(unknown.security)} security
        <br />
        {count(unknown.function)} function
      </span>
    ),
  },
  ...(rows.some((row) => tokensPerSample(row) !== null)
    ? [
        {
          key: 'cost',
          head: 'Cost of a sample',
          numeric: true,
          value: (row: BoardRow) => dollarsPerSample(row) ?? tokensPerSample(row),
          cell: (row: BoardRow) => <Cost row={row} />,
        },
      ]
    : []),
];

const Cost = ({ row }: { readonly row: BoardRow }): ReactNode => {
  const [tokens, usd] = [tokensPerSample(row), dollarsPerSample(row)];
  if (tokens === null) return <span title="nobody counted tokens">–</span>;
  return (
    <span className="small" title={`${row.cost?.unmetered ?? 0} samples without a count`}>
      {count(Math.round(tokens))} tokens
      {usd !== null && (
        <>
          <br />
          {dollars(usd)}
        </>
      )}
    </span>
  );
};
