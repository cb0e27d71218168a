import type { ReactNode } from 'react';
import type { Contrast } from '../../../../src/analysis/comparison/terms.ts';
import type { Share, Transitions } from '../../../../src/analysis/transitions.ts';
import { wilson } from '../../../../src/stats/proportion.ts';
import { armId, contrastName } from '../../data/contrasts.ts';
import { count, percent, range } from '../../data/numbers.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';

const SHIFTS: readonly (readonly [keyof Transitions['shifts'], readonly [string, string]])[] = [
  ['fixed', ['Made secure,', 'works']],
  ['securedAndBroken', ['Made secure,', 'broken']],
  ['broken', ['Was secure,', 'broken']],
  ['madeInsecure', ['Made insecure,', 'works']],
  ['secureToInsecure', ['Secure', 'to insecure']],
];

/** Table 6 of paper A: how many of those that it could happen to a shift happened to. */
export const Shifts = ({
  contrasts,
  withRun,
}: {
  readonly contrasts: readonly Contrast[];
  readonly withRun: boolean;
}): ReactNode => (
  <DataTable
    caption="Shifts as in table 6 of the paper, and the one that every method is for. Share of the samples that it could happen to, with Wilson's 95 % interval; after ≤ with those that may have, and are unknown."
    items={contrasts}
    stickyFirst
    keyOf={({ arm, base }) => JSON.stringify([armId(arm), armId(base)])}
    columns={[
      {
        key: 'arm',
        head: 'Model, method',
        value: (contrast) => contrastName(contrast, withRun),
        cell: (contrast) => contrastName(contrast, withRun),
      },
      ...SHIFTS.map(
        ([shift, [head, more]]): Column<Contrast> => ({
          key: shift,
          head: (
            <span className="stacked">
              {head}
              <span>{more}</span>
            </span>
          ),
          numeric: true,
          value: ({ transitions }) => shareOf(transitions.shifts[shift]),
          cell: ({ transitions }) => <ShareCell share={transitions.shifts[shift]} />,
        }),
      ),
      {
        key: 'pairs',
        head: 'Pairs',
        numeric: true,
        value: ({ transitions }) => transitions.pairs,
        cell: ({ transitions: { pairs, unpaired } }) => (
          <span
            title={`${unpaired.base} samples of the base and ${unpaired.method} of the method without a partner`}
          >
            {count(pairs)}
          </span>
        ),
      },
    ]}
  />
);

const shareOf = ({ count: happened, of }: Share): number | null => (of === 0 ? null : happened / of);

const ShareCell = ({ share }: { readonly share: Share }): ReactNode => {
  const { count: happened, of, possible, unknownBase } = share;
  if (of === 0) return <span title="no sample of the base is in this state">–</span>;
  return (
    <span
      title={`${unknownBase} samples of the base may be in this state, and are unknown: they are in none of the numbers`}
    >
      {percent(happened / of)}
      {possible > happened && <span className="soft small"> ≤{percent(possible / of, 0)}</span>}
      <br />
      <span className="soft small nowrap">
        {range(wilson(happened, of))}, {count(happened)} of {count(of)}
      </span>
    </span>
  );
};
