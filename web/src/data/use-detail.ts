import { useCallback, useEffect, useState } from 'react';
import type { SampleDetail, SiteParts, TaskDetail } from '../../../src/reports/site/format.ts';
import { load } from './load.ts';
import { useSite } from './site.tsx';

export type DetailState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'ready'; readonly detail: SampleDetail; readonly task: TaskDetail | undefined };

const LOADING: DetailState = { status: 'loading' };

const pick = (part: SiteParts[`details-${number}`], place: number): DetailState => {
  const detail = part.samples[place];
  if (!detail) return { status: 'failed', message: 'this part of the report does not hold the sample' };
  return { status: 'ready', detail, task: part.tasks[detail.task] };
};

/** Reads the details of the sample in a row; `null`: of none. */
export const useDetail = (
  row: number | null,
): { readonly state: DetailState; readonly retry: () => void } => {
  const { index } = useSite();
  const [found, setFound] = useState<{ readonly row: number; readonly state: DetailState }>();
  const retry = useCallback(() => {
    if (row === null) return;
    setFound({ row, state: LOADING });
    load(`details-${Math.floor(row / index.chunk)}`)
      .then((part) => setFound({ row, state: pick(part, row % index.chunk) }))
      .catch(({ message }: Error) => setFound({ row, state: { status: 'failed', message } }));
  }, [row, index]);
  useEffect(retry, [retry]);
  return { state: found?.row === row ? found.state : LOADING, retry };
};
