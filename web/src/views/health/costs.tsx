import type { ReactNode } from 'react';
import type { ModelUsage } from '../../../../src/analysis/usage.ts';
import type { SiteRun } from '../../../../src/reports/site/format.ts';
import { count, dollars } from '../../data/numbers.ts';
import { DataTable } from '../../parts/data-table.tsx';

/** What models took, judges among them. */
export const CostTable = ({ run }: { readonly run: SiteRun }): ReactNode => (
  <>
    <h2>Cost</h2>
    {run.usage.length === 0 ? (
      <p className="soft">No model was asked, or none said what it took.</p>
    ) : (
      <DataTable<ModelUsage>
        caption="What the answers of each model took, as far as its provider said it"
        items={run.usage}
        keyOf={({ model }) => model}
        columns={[
          { key: 'model', head: 'Model', value: ({ model }) => model, cell: ({ model }) => model },
          {
            key: 'in',
            head: 'Tokens in',
            numeric: true,
            value: ({ promptTokens }) => promptTokens,
            cell: ({ promptTokens }) => count(promptTokens),
          },
          {
            key: 'out',
            head: 'Tokens out',
            numeric: true,
            value: ({ completionTokens }) => completionTokens,
            cell: ({ completionTokens }) => count(completionTokens),
          },
          {
            key: 'seconds',
            head: 'Seconds',
            numeric: true,
            value: ({ seconds }) => seconds,
            cell: ({ seconds }) => count(Math.round(seconds)),
          },
          {
            key: 'usd',
            head: 'Price',
            numeric: true,
            value: ({ usd }) => usd ?? null,
            cell: ({ usd }) => (usd === undefined ? '–' : dollars(usd)),
          },
        ]}
      />
    )}
  </>
);
