import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SiteRun } from '../../../src/reports/site/format.ts';
import { navigate, useHashPath, useHashQuery } from '../data/route.ts';
import { useSite } from '../data/site.tsx';

/** The values that stand in the page's link, and how to change them. */
export const useQuery = (): readonly [URLSearchParams, (key: string, value: string) => void] => {
  const [path] = useHashPath();
  const query = new URLSearchParams(useHashQuery());
  const change = (key: string, value: string): void => {
    const next = new URLSearchParams(query);
    if (value === '') next.delete(key);
    else next.set(key, value);
    const text = next.toString();
    navigate(`${path}${text ? `?${text}` : ''}`, { replace: true });
  };
  return [query, change];
};

/** The run that the link names, or else the first one. */
export const useRun = (): SiteRun | undefined => {
  const { index } = useSite();
  const [query] = useQuery();
  return index.runs.find(({ name }) => name === query.get('run')) ?? index.runs[0];
};

/** Chooses among several runs; nothing where there is one. */
export const RunPicker = (): ReactNode => {
  const { index } = useSite();
  const [, change] = useQuery();
  const run = useRun();
  if (index.runs.length < 2) return null;
  return (
    <NativeSelect
      label="Run"
      size="xs"
      value={run?.name ?? ''}
      data={index.runs.map(({ name }) => name)}
      onChange={(event) => change('run', event.currentTarget.value)}
    />
  );
};
