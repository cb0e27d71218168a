import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import type { SiteIndex } from '../../../src/reports/site/format.ts';
import { loadSite } from './load.ts';
import { type SampleTable, sampleTable } from './sample-table.ts';

/** All that is read when the page opens. */
export type Site = { readonly index: SiteIndex; readonly table: SampleTable };

export type SiteState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'ready'; readonly site: Site };

const SiteContext = createContext<Site | null>(null);

/** @throws Error outside of {@link SiteProvider} */
export const useSite = (): Site => {
  const site = useContext(SiteContext);
  if (!site) throw new Error('the report is not read yet');
  return site;
};

export const SiteProvider = ({
  site,
  children,
}: {
  readonly site: Site;
  readonly children: ReactNode;
}): ReactNode => <SiteContext value={site}>{children}</SiteContext>;

/** Reads the report, and again when asked to; what was read stays until the new one is there. */
export const useSiteState = (): { readonly state: SiteState; readonly reload: () => void } => {
  const [state, setState] = useState<SiteState>({ status: 'loading' });
  const reload = useCallback(() => {
    loadSite()
      .then(([index, columns]) =>
        setState({ status: 'ready', site: { index, table: sampleTable(columns, index) } }),
      )
      .catch((error: Error) =>
        setState((before) =>
          before.status === 'ready' ? before : { status: 'failed', message: error.message },
        ),
      );
  }, []);
  useEffect(reload, [reload]);
  return { state, reload };
};
