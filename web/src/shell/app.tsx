import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashPath, useHashQuery } from '../data/route.ts';
import { SiteProvider, useSiteState } from '../data/site.tsx';
import { Empty } from '../parts/empty.tsx';
import { Frame } from './frame.tsx';

/** Reads the report and shows it. */
export const App = (): ReactNode => {
  const { state, reload } = useSiteState();
  if (state.status === 'loading') {
    return (
      <main className="view">
        <Loader size="sm" role="status" aria-label="reading the report" />
      </main>
    );
  }
  if (state.status === 'failed') {
    return (
      <main className="view">
        <h1>This report cannot be read</h1>
        <Empty what={state.message}>
          <p>
            The page looks for its data in the folder <code>data</code> beside it. If it was moved alone, move
            the folder too; or write it again with <code>bifocal report</code>.
          </p>
          <Button onClick={reload}>Try again</Button>
        </Empty>
      </main>
    );
  }
  return (
    <Router hook={useHashPath} searchHook={useHashQuery} hrefs={useHashPath.hrefs}>
      <SiteProvider site={state.site}>
        <Frame reload={reload} />
      </SiteProvider>
    </Router>
  );
};
