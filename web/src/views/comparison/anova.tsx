import type { ReactNode } from 'react';
import type { Anova, Effect } from '../../../../src/analysis/comparison/terms.ts';
import { decimal, pValue } from '../../data/numbers.ts';
import { DataTable } from '../../parts/data-table.tsx';

/** Two-way analysis of variance. */
export const AnovaTables = ({ anova }: { readonly anova: readonly Anova[] }): ReactNode =>
  anova.length === 0 ? null : (
    <>
      <h2>Analysis of variance</h2>
      {told(anova).map(({ dataSet, method, effects, reason }) => {
        const what = `Model x method on ${dataSet}, ${method === null ? 'all methods at once' : `base and ${method} alone`}`;
        return reason === null ? (
          <DataTable<Effect>
            key={`${dataSet} ${method}`}
            caption={`${what}; sums of squares of type II`}
            items={effects}
            keyOf={({ source }) => source}
            columns={[
              { key: 'source', head: 'Source', cell: ({ source }) => source },
              { key: 'squares', head: 'Squares', numeric: true, cell: ({ squares }) => decimal(squares, 3) },
              { key: 'df', head: 'df', numeric: true, cell: ({ df }) => df },
              { key: 'f', head: 'F', numeric: true, cell: ({ f }) => decimal(f) },
              { key: 'p', head: 'p', numeric: true, cell: ({ p }) => (p === null ? '–' : pValue(p)) },
            ]}
          />
        ) : (
          <p key={`${dataSet} ${method}`} className="soft">
            {what}: {reason}
          </p>
        );
      })}
    </>
  );

/** Without that of all methods at once where there is one method beside the base, and it says the same. */
const told = (anova: readonly Anova[]): readonly Anova[] =>
  [...Map.groupBy(anova, ({ dataSet }) => dataSet).values()].flatMap((ofOne) => {
    const [own, ...others] = ofOne.filter(({ method }) => method !== null);
    if (!own || others.length > 0) return ofOne;
    const says = JSON.stringify(own.effects);
    return ofOne.filter((one) => one === own || JSON.stringify(one.effects) !== says);
  });
