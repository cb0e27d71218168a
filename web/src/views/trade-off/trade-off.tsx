import { NativeSelect, Switch } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { paretoFront, tradeoffChart } from '../../../../src/reports/charts/tradeoff.ts';
import { formatFilter } from '../../data/filter.ts';
import { allMetrics, metricTitle } from '../../data/metrics.ts';
import { useSite } from '../../data/site.tsx';
import { Chart, useInk } from '../../parts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Measure } from '../../parts/measure.tsx';
import { useQuery } from '../../parts/run-picker.tsx';
import { UnlikeRuns } from '../../parts/unlike-runs.tsx';
import { View } from '../../parts/view.tsx';
import { type TradeOffRow, tradeOffRows } from './points.ts';

const WORKS = /^(case-pass|pass)@/;
const SECURES = /^secure@/;

/** Function against security. */
export const TradeOff = (): ReactNode => {
  const { index } = useSite();
  const [query, change] = useQuery();
  const ink = useInk();
  const metrics = useMemo(() => allMetrics(index.runs.map(({ scores }) => scores)), [index]);
  const [xs, ys] = [metrics.filter((key) => WORKS.test(key)), metrics.filter((key) => SECURES.test(key))];
  // SAFE is made of shares of cases.
  const usual = xs.find((key) => key.startsWith('case-pass')) ?? xs[0] ?? '';
  const [x, y] = [query.get('x') ?? usual, query.get('y') ?? ys[0] ?? ''];
  const [model, whole] = [query.get('model') ?? '', query.get('whole') === '1'];
  const rows = useMemo(() => tradeOffRows(index, { x, y, model }), [index, x, y, model]);
  const models = [...new Set(rows.map((row) => row.model))];
  const option = useMemo(
    () =>
      tradeoffChart(
        { points: rows.map(({ point }) => point), xTitle: metricTitle(x), yTitle: metricTitle(y), whole },
        ink,
      ),
    [rows, x, y, whole, ink],
  );
  return (
    <View
      title="Trade-off"
      lede="What security costs in function. Up is more secure, right works more often; an arrow leads from the base to what a method made of it."
    >
      {rows.length === 0 ? (
        <Empty what="There is nothing with both lenses.">
          <p>This view needs samples that are scanned (or attacked) and tested: a task set with tests.</p>
        </Empty>
      ) : (
        <>
          <div className="controls">
            <Choice
              label="Across: function"
              value={x}
              onChange={(key) => change('x', key)}
              options={xs.map((key) => ({ value: key, label: metricTitle(key) }))}
            />
            <Choice
              label="Up: security"
              value={y}
              onChange={(key) => change('y', key)}
              options={ys.map((key) => ({ value: key, label: metricTitle(key) }))}
            />
            {models.length > 1 && (
              <Choice
                label="In front"
                value={model}
                onChange={(name) => change('model', name)}
                options={[
                  { value: '', label: 'all models' },
                  ...models.map((name) => ({ value: name, label: name })),
                ]}
              />
            )}
            <Switch
              checked={whole}
              label="Axes from 0 to 100 %"
              onChange={(event) => change('whole', event.currentTarget.checked ? '1' : '')}
            />
          </div>
          <UnlikeRuns />
          <Chart
            option={option}
            height={560}
            minWidth={340}
            caption={`Crosses are 95 % intervals${whole ? '' : ', and go on where the edge cuts them: the axes fit the points'}. Dotted curves join points of equal SAFE, if both were independent; the dashed line is the Pareto front: no other point is better in both.`}
            table={<TradeOffTable rows={rows} x={x} y={y} />}
          />
        </>
      )}
    </View>
  );
};

const Choice = ({
  label,
  value,
  onChange,
  options,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}): ReactNode => (
  <NativeSelect
    label={label}
    size="xs"
    value={value}
    data={[...options]}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const TradeOffTable = ({
  rows,
  x,
  y,
}: {
  readonly rows: readonly TradeOffRow[];
  readonly x: string;
  readonly y: string;
}): ReactNode => {
  const front = new Set(paretoFront(rows.map(({ point }) => point)));
  return (
    <DataTable
      caption="The points of the chart"
      items={rows}
      keyOf={({ run, model, method }) => JSON.stringify([run, model, method])}
      columns={[
        {
          key: 'name',
          head: 'Model, method',
          value: ({ model, method }) => `${model} ${method}`,
          cell: ({ run, model, method, point }) => (
            <Link href={`/samples${formatFilter({ run, model, method })}`}>
              {model}, {point.series}
            </Link>
          ),
        },
        {
          key: 'x',
          head: metricTitle(x),
          value: (row) => row.x.value,
          cell: (row) => <Measure estimate={row.x} />,
        },
        {
          key: 'y',
          head: metricTitle(y),
          value: (row) => row.y.value,
          cell: (row) => <Measure estimate={row.y} />,
        },
        { key: 'front', head: 'Pareto front', cell: ({ point }) => (front.has(point) ? 'yes' : '') },
      ]}
      sort={{ key: 'y', down: true }}
    />
  );
};
