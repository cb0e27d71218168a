import type { Estimate, ScoreRow, Scores } from '../core/score.ts';
import { METRICS, metricKey } from '../metrics/index.ts';

/** A row with the two metrics that are held against each other. */
type Contender = { readonly row: ScoreRow; readonly secure: Estimate; readonly safe: Estimate };

/** The row that looks safest, where it stands by SAFE@1, and the row that is best by it. */
type Fall = {
  readonly safest: Contender;
  readonly best: Contender;
  readonly rank: number;
  readonly of: number;
};

/**
 * What security measured alone gets wrong in these scores, in one sentence; null if it gets nothing wrong.
 *
 * Compared are the methods of one model, and, for a method, all models. The finding holds for a row that is alone at
 * the top by Secure@1 and has others above it by SAFE@1, beyond what unknowns could explain: even with all of its
 * own read as good and all of theirs as bad. Of several such rows it is the one with most others above it.
 */
export const lesson = (scores: Scores): string | null => {
  const contenders = scores.rows.flatMap((row) => contenderOf(row) ?? []);
  // Rows over fewer tasks (a model that was cut short) are not held against the others.
  const tasks = Math.max(...contenders.map(({ row }) => row.tasks));
  const whole = contenders.filter(({ row }) => row.tasks === tasks);
  const groups = [
    ...Map.groupBy(whole, ({ row }) => row.model).values(),
    ...Map.groupBy(whole, ({ row }) => row.method).values(),
  ];
  const [worst] = groups.flatMap((group) => fallOf(group) ?? []).sort((a, b) => b.rank - a.rank);
  return worst === undefined ? null : describe(worst);
};

const contenderOf = (row: ScoreRow): Contender | undefined => {
  const secure = row.metrics[metricKey(METRICS.secure, 1)];
  const safe = row.metrics[metricKey(METRICS.safe, 1)];
  return secure && safe && { row, secure, safe };
};

const fallOf = (group: readonly Contender[]): Fall | undefined => {
  const [safest, second] = group.toSorted((a, b) => b.secure.value - a.secure.value);
  if (!safest || !second || safest.secure.value === second.secure.value) return undefined;
  const above = group
    .filter(({ safe }) => safe.low > safest.safe.high)
    .sort((a, b) => b.safe.value - a.safe.value);
  const [best] = above;
  const isLast = group.every(({ safe }) => safe.value >= safest.safe.value);
  return best && { safest, best, rank: isLast ? group.length : above.length + 1, of: group.length };
};

/** Rows that tie for the last place are all the worst. */
const describe = ({ safest, best, rank, of }: Fall): string => {
  const [name, other] = namesOf(safest.row, best.row);
  const place = rank === of ? 'is the worst' : `is only number ${rank} of ${of}`;
  return (
    `${name} looks safest by Secure@1 (${percent(safest.secure.value)}) and ${place} by SAFE@1 ` +
    `(${percent(safest.safe.value)}; ${other}: ${percent(best.safe.value)}) because ${reasonOf(safest, best, other)}.`
  );
};

/** The names of two rows of one group: what they share goes unsaid unless it tells models apart. */
const namesOf = (a: ScoreRow, b: ScoreRow): [string, string] =>
  a.model === b.model ? [`${a.method} (${a.model})`, b.method] : [`${a.model} (${a.method})`, b.model];

/**
 * SAFE@1 is the share of secure samples times what one of them earns by working. Whoever is ahead in the share and
 * behind in the product is behind in what is earned: that always holds. Case-pass, where it tells, is plainer.
 */
const reasonOf = (safest: Contender, best: Contender, other: string): string => {
  const key = metricKey(METRICS.casePass, 1);
  const [mine, theirs] = [safest.row.metrics[key], best.row.metrics[key]];
  if (mine && theirs && mine.high < theirs.low) {
    return `its code passes ${percent(mine.value)} of the test cases (${other}: ${percent(theirs.value)})`;
  }
  const earned = ({ safe, secure }: Contender): string => percent(safe.value / secure.value);
  return `its secure code earns ${earned(safest)} of the credit for working (${other}: ${earned(best)})`;
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
