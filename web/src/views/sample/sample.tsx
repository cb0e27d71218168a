import { Button, Loader } from '@mantine/core';
import { type ReactNode, useEffect, useMemo } from 'react';
import { Link } from 'wouter';
import { formatFilter, parseFilter, selectRows } from '../../data/filter.ts';
import { count } from '../../data/numbers.ts';
import { navigate, useHashPath, useHashQuery } from '../../data/route.ts';
import { at, findRow, rowAt } from '../../data/sample-table.ts';
import { useSite } from '../../data/site.tsx';
import { useDetail } from '../../data/use-detail.ts';
import { Empty } from '../../parts/empty.tsx';
import { useKeys } from '../../parts/keys.ts';
import { View } from '../../parts/view.tsx';
import { Detail } from './detail.tsx';
import { parseHref, sampleHref } from './href.ts';
import { rememberOpened } from './last-opened.ts';
import './sample.css';

/** One sample, found by what names it in the address. */
export const Sample = (): ReactNode => {
  const { table } = useSite();
  const [path] = useHashPath();
  const row = useMemo(() => {
    const named = parseHref(path);
    return named ? findRow(table, named) : -1;
  }, [table, path]);
  if (row < 0) {
    return (
      <View title="No such sample" lede="The address names a sample that is not here." runs={[]}>
        <Empty what="The report has no sample of this name.">
          <p>
            It may be one of another run, or of another state of this run.{' '}
            <Link href="/samples">All samples</Link>
          </p>
        </Empty>
      </View>
    );
  }
  return <Found row={row} key={row} />;
};

const Found = ({ row }: { readonly row: number }): ReactNode => {
  const { table } = useSite();
  const query = useHashQuery();
  const filter = useMemo(() => parseFilter(query), [query]);
  const rows = useMemo(() => selectRows(table, filter), [table, filter]);
  const place = rows.indexOf(row);
  useEffect(() => rememberOpened(row), [row]);
  const list = `/samples${formatFilter(filter)}`;
  const open = (next: number): void => {
    if (next >= 0 && next < rows.length)
      navigate(sampleHref(table, at(rows, next), filter), { replace: true });
  };
  useKeys({ j: () => open(place + 1), k: () => open(place - 1), Escape: () => navigate(list) });
  const { task, run, model, method, index } = rowAt(table, row);
  const { state, retry } = useDetail(row);
  return (
    <View
      title={task}
      runs={[run]}
      lede={
        <>
          {model}, {method}, sample {index} of run {run}
        </>
      }
    >
      <nav className="sample-nav no-print" aria-label="samples">
        <Button size="compact-sm" variant="default" disabled={place <= 0} onClick={() => open(place - 1)}>
          ← Previous (k)
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={place < 0 || place >= rows.length - 1}
          onClick={() => open(place + 1)}
        >
          Next (j) →
        </Button>
        <Link href={list} className="small">
          {place < 0 ? 'All samples' : `${count(place + 1)} of ${count(rows.length)} in the list`}
        </Link>
      </nav>
      {state.status === 'loading' && <Loader size="sm" role="status" aria-label="reading the sample" />}
      {state.status === 'failed' && (
        <Empty what={state.message}>
          <p>The details of samples lie in parts beside the page; one of them is missing or broken.</p>
          <Button onClick={retry}>Try again</Button>
        </Empty>
      )}
      {state.status === 'ready' && <Detail row={row} detail={state.detail} task={state.task} />}
    </View>
  );
};
