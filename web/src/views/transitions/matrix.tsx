import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Arm } from '../../../../src/analysis/comparison/terms.ts';
import { isSame } from '../../../../src/analysis/joint.ts';
import type { Cell } from '../../../../src/analysis/transitions.ts';
import { jointText } from '../../../../src/reports/charts/verdict-colors.ts';
import { formatFilter, jointName } from '../../data/filter.ts';
import { count } from '../../data/numbers.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { filterOf, samplesOf, statesOf } from './cells.ts';
import './transitions.css';

/** From each state to each other: exact counts, each a link to its samples. */
export const Matrix = ({
  cells,
  arm,
  linked,
}: {
  readonly cells: readonly Cell[];
  readonly arm: Arm | undefined;
  /** Whether the list of samples can show them. */
  readonly linked: boolean;
}): ReactNode => {
  const [before, after] = [statesOf(cells, 'from'), statesOf(cells, 'to')];
  const most = Math.max(1, ...cells.map(({ samples }) => samples));
  const total = (holds: (cell: Cell) => boolean): number =>
    cells.filter(holds).reduce((sum, { samples }) => sum + samples, 0);
  return (
    <Scroll label="matrix">
      <table className="data matrix">
        <caption>
          <div>
            Rows: what samples were by the base. Columns: what they are now.
            {linked && ' A number lists its samples.'}
          </div>
        </caption>
        <thead>
          <tr>
            <th scope="col">base ↓ method →</th>
            {after.map((to) => (
              <th key={jointName(to)} scope="col">
                {jointText(to)}
              </th>
            ))}
            <th scope="col" className="numeric">
              all
            </th>
          </tr>
        </thead>
        <tbody>
          {before.map((from) => (
            <tr key={jointName(from)}>
              <th scope="row">{jointText(from)}</th>
              {after.map((to) => {
                const samples = samplesOf(cells, from, to);
                const strength = samples === 0 ? 0 : 12 + (samples / most) * 50;
                return (
                  <td
                    key={jointName(to)}
                    className={isSame(from, to) ? 'same' : undefined}
                    style={{
                      background: `color-mix(in srgb, var(--${to.security}) ${strength / 2}%, transparent)`,
                    }}
                  >
                    {samples > 0 && !linked && count(samples)}
                    {samples > 0 && linked && (
                      <Link
                        href={`/samples${formatFilter(filterOf({ from, to }, arm))}`}
                        aria-label={`${samples} samples: ${jointText(from)}, then ${jointText(to)}`}
                      >
                        {count(samples)}
                      </Link>
                    )}
                  </td>
                );
              })}
              <td className="numeric">{count(total((cell) => isSame(cell.from, from)))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">all</th>
            {after.map((to) => (
              <td key={jointName(to)}>{count(total((cell) => isSame(cell.to, to)))}</td>
            ))}
            <td className="numeric">{count(total(() => true))}</td>
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
};
