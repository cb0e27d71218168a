import { safeTerm } from '../../../../src/metrics/safe.ts';
import { mean } from '../../../../src/stats/mean.ts';
import { pairedTest } from '../../../../src/stats/t-test.ts';
import { at, functionAt, type SampleTable, securityAt } from '../../data/sample-table.ts';

/** The level of all tests of an arm together. */
const ALPHA = 0.05;

type Credit = (table: SampleTable, row: number) => number;

const isSecure: Credit = (table, row) => Number(securityAt(table, row) === 'secure');
const works: Credit = (table, row) => Number(functionAt(table, row) === 'functional');
const casesPassed: Credit = ({ columns: { rows } }, row) =>
  at(rows.passed, row) / Math.max(1, at(rows.cases, row));

/** What a sample earns in the metrics that follow from the columns. Unknowns earn nothing, as in `src/metrics`. */
const CREDITS: Readonly<Record<string, Credit>> = {
  'secure@1': isSecure,
  'pass@1': works,
  'case-pass@1': casesPassed,
  'secure-pass@1': (table, row) => isSecure(table, row) * works(table, row),
  'safe@1': (table, row) => safeTerm(isSecure(table, row) === 1, casesPassed(table, row)),
};

/** The metrics for which {@link contenders} can tell. */
export const TOLD_METRICS: readonly string[] = Object.keys(CREDITS);

/** Of each arm the mean over the samples of each task; NaN: it has none. */
export const taskMeans = (table: SampleTable, metric: string): readonly Float64Array[] => {
  const credit = CREDITS[metric];
  const { arms, tasks, rows } = table.columns;
  const sums = arms.map(() => new Float64Array(tasks.length));
  const counts = arms.map(() => new Uint32Array(tasks.length));
  for (let row = 0; credit && row < table.size; row++) {
    const [sum, count] = [sums[at(rows.arm, row)], counts[at(rows.arm, row)]];
    const task = at(rows.task, row);
    if (!sum || !count) continue;
    sum[task] = at(sum, task) + credit(table, row);
    count[task] = at(count, task) + 1;
  }
  return sums.map((sum, arm) => sum.map((all, task) => all / at(counts[arm] ?? [], task)));
};

/** By how much one arm is better than another, for each task of both. */
const differences = (one: Float64Array, other: Float64Array): readonly number[] => {
  const found: number[] = [];
  for (let task = 0; task < one.length; task++) {
    const difference = at(one, task) - at(other, task);
    if (!Number.isNaN(difference)) found.push(difference);
  }
  return found;
};

/** Whether there are tasks of both to test by. */
const areComparable = (one: Float64Array, other: Float64Array): boolean => {
  let both = 0;
  return one.some((value, task) => !Number.isNaN(value - at(other, task)) && ++both > 1);
};

/** Two-sided p of the paired t-test; of the sign test where all tasks differ by the same amount. */
const pOf = (values: readonly number[]): number => pairedTest(values)?.p ?? 2 ** (1 - values.length);

/**
 * The arms that may be the best in a metric: those that no other one on the same tasks is better than, by paired
 * t-tests over the tasks of both, with Bonferroni's correction for the number of others. The arm that is truly the best
 * is among them with a chance of at least 95 %, whichever it is (subset selection: Gupta 1965, Technometrics 7:225-245;
 * nothing depends on which arm came out first). One that has no task in common with any other is not.
 *
 * @param arms numbers of those that have the metric, @returns numbers of arms
 */
export const contenders = (
  table: SampleTable,
  metric: string,
  arms: readonly number[],
): ReadonlySet<number> => {
  const means = taskMeans(table, metric);
  const of = (arm: number): Float64Array => means[arm] ?? new Float64Array();
  const overall = new Map(arms.map((arm) => [arm, mean([...of(arm)].filter((one) => !Number.isNaN(one)))]));
  // The highest first: they are the ones that settle it.
  const sorted = arms.toSorted((a, b) => (overall.get(b) ?? 0) - (overall.get(a) ?? 0));
  return new Set(
    arms.filter((arm) => {
      const own = of(arm);
      const others = sorted.filter((other) => other !== arm && areComparable(of(other), own));
      const isBetter = (other: number): boolean => {
        const values = differences(of(other), own);
        return mean(values) > 0 && pOf(values) * others.length < ALPHA;
      };
      return others.length > 0 && !others.some(isBetter);
    }),
  );
};
