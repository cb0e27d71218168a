import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { Contrast } from '../../../../src/analysis/comparison/terms.ts';
import { sankeyChart, statesAt } from '../../../../src/reports/charts/sankey.ts';
import { armId, contrastName, ownContrasts } from '../../data/contrasts.ts';
import { formatFilter } from '../../data/filter.ts';
import { navigate } from '../../data/route.ts';
import { useSite } from '../../data/site.tsx';
import { Chart, useInk } from '../../parts/chart.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useQuery } from '../../parts/run-picker.tsx';
import { View } from '../../parts/view.tsx';
import { addCells, filterOf, statesOf } from './cells.ts';
import { Matrix } from './matrix.tsx';
import { Shifts } from './shifts.tsx';

/** What methods made of the base's samples. */
export const Transitions = (): ReactNode => {
  const { index } = useSite();
  const [query, change] = useQuery();
  const ink = useInk();
  const { contrasts } = index.comparison;
  const own = useMemo(() => ownContrasts(contrasts), [contrasts]);
  const idOf = (contrast: Contrast): string =>
    own.includes(contrast) ? armId(contrast.arm) : `${armId(contrast.arm)} vs ${armId(contrast.base)}`;
  const chosen = contrasts.find((contrast) => idOf(contrast) === query.get('arm'));
  const linked = !chosen || own.includes(chosen);
  const cells = useMemo(() => addCells(chosen ? [chosen] : own), [chosen, own]);
  const withRun = index.runs.length > 1;
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
              value={chosen ? idOf(chosen) : ''}
              onChange={(event) => change('arm', event.currentTarget.value)}
              data={[
                { value: '', label: 'all together' },
                ...contrasts.map((contrast) => ({
                  value: idOf(contrast),
                  label: contrastName(contrast, withRun),
                })),
              ]}
            />
          </div>
          <Chart
            option={option}
            height={Math.max(260, statesOf(cells, 'to').length * 48)}
            minWidth={620}
            caption={`Bands are as wide as they have samples; the colour says whether they are secure now.${linked ? ' A click on a band or on what stands beside it lists its samples.' : ''}`}
            table={<p className="soft">The matrix below has the same numbers.</p>}
            onClick={(mark) => {
              const { from, to } = statesAt(mark, cells);
              if (linked && (from || to))
                navigate(`/samples${formatFilter(filterOf({ from, to }, chosen?.arm))}`);
            }}
          />
          <h2>Exactly</h2>
          <Matrix cells={cells} arm={chosen?.arm} linked={linked} />
          <h2>Shifts</h2>
          <Shifts contrasts={contrasts} withRun={withRun} />
        </>
      )}
    </View>
  );
};
