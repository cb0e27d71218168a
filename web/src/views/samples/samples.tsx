import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { type Filter, formatFilter, parseFilter, selectRows } from '../../data/filter.ts';
import { count } from '../../data/numbers.ts';
import { navigate, useHashQuery } from '../../data/route.ts';
import { at } from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useKeys } from '../../parts/keys.ts';
import { View } from '../../parts/view.tsx';
import { sampleHref } from '../sample/href.ts';
import { lastOpened } from '../sample/last-opened.ts';
import { Filters } from './filters.tsx';
import { SampleList } from './list.tsx';

/** All samples, with filters that stand in the link. */
export const Samples = (): ReactNode => {
  const { table } = useSite();
  const query = useHashQuery();
  const filter = useMemo(() => parseFilter(query), [query]);
  const wanted = useDeferredValue(filter);
  const rows = useMemo(() => selectRows(table, wanted), [table, wanted]);
  const [chosen, setChosen] = useState(() => Math.max(0, rows.indexOf(lastOpened())));
  const place = Math.min(chosen, Math.max(0, rows.length - 1));
  const change = (next: Filter): void => {
    setChosen(0);
    navigate(`/samples${formatFilter(next)}`, { replace: true });
  };
  useKeys({
    j: () => setChosen(Math.min(place + 1, rows.length - 1)),
    k: () => setChosen(Math.max(place - 1, 0)),
    Enter: () => {
      if (rows.length > 0) navigate(sampleHref(table, at(rows, place), filter));
    },
    '/': () => document.getElementById('search')?.focus(),
  });
  return (
    <View title="Samples" lede="Every sample that was handed in. j and k move, Enter opens, / searches.">
      <Filters filter={filter} onChange={change} />
      <p className="soft small" role="status">
        {rows.length === table.size
          ? `${count(table.size)} samples`
          : `${count(rows.length)} of ${count(table.size)} samples`}
        <span className="only-print"> {formatFilter(filter)}</span>
      </p>
      {rows.length === 0 ? (
        <Empty what={table.size === 0 ? 'The run has no samples yet.' : 'No sample has all of this.'}>
          {table.size === 0 ? (
            <p>They appear here as soon as a model wrote them.</p>
          ) : (
            <p>
              <a href="#/samples">Show all samples</a>
            </p>
          )}
        </Empty>
      ) : (
        <SampleList rows={rows} chosen={place} filter={filter} onChoose={setChosen} />
      )}
    </View>
  );
};
