import type { ReactNode } from 'react';
import { HEARD, TOLD } from '../../../../src/reports/marks.ts';
import type { SiteRun } from '../../../../src/reports/site/format.ts';
import type { BoardRow, Leaders } from './rows.ts';
import './leaderboard.css';

/** What the signs in the table mean; only those that occur. */
export const Notes = ({
  rows,
  runs,
  leaders,
}: {
  readonly rows: readonly BoardRow[];
  readonly runs: readonly SiteRun[];
  readonly leaders: Leaders;
}): ReactNode => {
  const scores = rows.map((row) => row.scores);
  const heldOut = new Set(runs.flatMap((run) => run.scores.heldOut?.scanners.join(', ') ?? []));
  const heard = distinct(
    scores.flatMap(({ method, heard }) => (heard.length > 0 ? [`${method}: ${heard.join(', ')}`] : [])),
  );
  const told = distinct(
    scores.flatMap(({ method, oracle }) => (oracle.length > 0 ? [`${method}: ${oracle.join(', ')}`] : [])),
  );
  const recorded = scores.reduce((sum, row) => sum + row.recorded.security, 0);
  return (
    <dl className="notes">
      <Note sign="88–100">
        95 % interval of the number above it, tasks resampled; the dark line in the bar
      </Note>
      {scores.some(({ unknown }) => unknown.security + unknown.function > 0) && (
        <Note sign="≤97">
          what the number were, were all unknowns good; in the number they count as bad; hatched in the bar
        </Note>
      )}
      {rows.some(({ contrast }) => contrast) && (
        <Note sign="▲ ▼ ≈">
          better, worse, or a statistical tie with the base: paired t-test over tasks, Holm-corrected, 5 %
          level
        </Note>
      )}
      {[...leaders.values()].some(({ size }) => size > 0) && (
        <Note sign="★">
          may be the best: no other row on the same tasks is better (paired t-test over tasks,
          Bonferroni-corrected for the number of rows, 5 % level; unknowns count as bad). The row that truly
          is the best has a star with 95 % confidence
        </Note>
      )}
      {heard.length > 0 && (
        <Note sign={HEARD}>
          listened to these scanners while it worked, which are no judges of it ({heard.join('; ')})
        </Note>
      )}
      {[...heldOut].map((scanners) => (
        <Note key={scanners} sign="held-out">
          by scanners that no method listened to: {scanners || 'none is left; add some with --scanners'}
        </Note>
      ))}
      {told.length > 0 && <Note sign={TOLD}>was told what nobody knows of new code ({told.join('; ')})</Note>}
      {recorded > 0 && (
        <Note sign="†">
          {recorded} security verdicts are recorded ones of another benchmark, not measured here
        </Note>
      )}
    </dl>
  );
};

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const Note = ({ sign, children }: { readonly sign: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{sign}</dt>
    <dd>{children}</dd>
  </div>
);
