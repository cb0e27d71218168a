import type { Contestant, Verdict, Verdicts } from './contestant.ts';
import type { DatasetId, Reference } from './datasets.ts';
import type { Attempt } from './round.ts';

/** One contestant on one set: medians over the rounds, in seconds. */
export type Row = {
  readonly contestant: string;
  readonly title: string;
  readonly wall: number;
  readonly cpu: number;
  readonly user: number;
  readonly system: number;
  /** CPU seconds that the machine worked for others during a round. */
  readonly others: number;
  /** Processes left running after a round. */
  readonly left: number;
  /** How many times what the first contestant took. */
  readonly wallRatio: number;
  readonly cpuRatio: number;
  readonly passed: number;
};

/** A task on which contestants, or rounds of one contestant, do not agree. */
export type Difference = {
  readonly task: string;
  /** By contestant; more than one verdict where its rounds differ. */
  readonly verdicts: Readonly<Record<string, readonly (Verdict | undefined)[]>>;
};

/** What was found on one set. */
export type Result = {
  readonly dataset: DatasetId;
  readonly tasks: number;
  readonly rows: readonly Row[];
  readonly differences: readonly Difference[];
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (upper + lower) / 2;
};

const countPassed = (verdicts: Verdicts): number =>
  [...verdicts.values()].filter(({ passed }) => passed === true).length;

/** The rounds of all contestants on one set, as figures and differences. Each has at least one attempt. */
export const resultOf = (
  dataset: DatasetId,
  references: readonly Reference[],
  attempts: ReadonlyMap<Contestant, readonly Attempt[]>,
): Result => {
  const figures = [...attempts].map(([{ id, title }, rounds]) => {
    const costs = rounds.map(({ cost }) => cost);
    const typical = (pick: (cost: Attempt['cost']) => number): number => median(costs.map(pick));
    return {
      contestant: id,
      title,
      wall: typical(({ wall }) => wall),
      cpu: typical(({ user, system }) => user + system),
      user: typical(({ user }) => user),
      system: typical(({ system }) => system),
      others: typical(({ others }) => others),
      left: Math.max(...costs.map(({ left }) => left)),
      passed: median(rounds.map(({ verdicts }) => countPassed(verdicts))),
    };
  });
  const first = figures[0];
  return {
    dataset,
    tasks: references.length,
    rows: figures.map((row) => ({
      ...row,
      wallRatio: row.wall / (first?.wall ?? Number.NaN),
      cpuRatio: row.cpu / (first?.cpu ?? Number.NaN),
    })),
    differences: references.flatMap(({ task }) => difference(task.id, attempts)),
  };
};

const difference = (task: string, attempts: ReadonlyMap<Contestant, readonly Attempt[]>): Difference[] => {
  const verdicts = [...attempts].map(([{ id }, rounds]) => {
    const all = rounds.map((attempt) => attempt.verdicts.get(task));
    const distinct = all.filter(
      (verdict, index) => all.findIndex((other) => other?.passed === verdict?.passed) === index,
    );
    return [id, distinct] as const;
  });
  const outcomes = new Set(verdicts.flatMap(([, distinct]) => distinct.map((verdict) => verdict?.passed)));
  return outcomes.size > 1 ? [{ task, verdicts: Object.fromEntries(verdicts) }] : [];
};
