import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { cellAt, sankeyChart } from '../../../../src/reports/charts/sankey.ts';
import { formatFilter } from '../../data/filter.ts';
import { navigate } from '../../data/route.ts';
import { useSite } from '../../data/site.tsx';
import { Chart, useInk } from '../../parts/chart.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useQuery } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { addCells, armId, armName, filterOf, statesOf } from './cells.ts';
import { Matrix } from './matrix.tsx';
import { Shifts } from './shifts.tsx';

/** What methods made of the base's samples. */
export const Transitions = (): ReactNode => {
  const { index } = useSite();
  const [query, change] = useQuery();
  const ink = useInk();
  const { contrasts } = index.comparison;
  const chosen = contrasts.find(({ arm }) => armId(arm) === query.get('arm'));
  const cells = useMemo(() => addCells(chosen ? [chosen] : contrasts), [chosen, contrasts]);
  const option = useMemo(
    () =>
      sankeyChart(
        cells,
        { from: chosen ? chosen.base.method : 'base', to: chosen ? chosen.arm.method : 'methods' },
        ink,
      ),
    [cells, chosen, ink],
  );
  return (
    <View
      title="Transitions"
      lede="Where samples went between the base and a method. A method that only deletes moves code from insecure and working to secure and broken."
    >
      {cells.length === 0 ? (
        <Empty what="No method has a base beside it.">
          <p>
            This view pairs samples of the same task, model and index. Run{' '}
            <code>bifocal run --method base,guarded</code>, or report two runs together.
          </p>
        </Empty>
      ) : (
        <>
          <div className="controls">
            <NativeSelect
              label="Model and method"
              size="xs"
              value={chosen ? armId(chosen.arm) : ''}
              onChange={(event) => change('arm', event.currentTarget.value)}
              data={[
                { value: '', label: 'all together' },
                ...contrasts.map(({ arm }) => ({
                  value: armId(arm),
                  label: index.runs.length > 1 ? `${armName(arm)} (${arm.run})` : armName(arm),
                })),
              ]}
            />
          </div>
          <Chart
            option={option}
            height={Math.max(260, statesOf(cells, 'to').length * 48)}
            minWidth={620}
            caption="Bands are as wide as they have samples; the colour says whether they are secure now. A click lists the samples."
            table={<p className="soft">The matrix below has the same numbers.</p>}
            onClick={(mark) => {
              const cell = cellAt(mark, cells);
              if (cell) navigate(`/samples${formatFilter(filterOf(cell.from, cell.to, chosen?.arm))}`);
            }}
          />
          <h2>Exactly</h2>
          <Matrix cells={cells} arm={chosen?.arm} />
          <h2>Shifts</h2>
          <Shifts contrasts={contrasts} />
        </>
      )}
    </View>
  );
};
