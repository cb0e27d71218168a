import type { Report } from './report.ts';
import { addDrops, DROPS, type Drop, type Drops } from './terms.ts';

/** What survived at every step, over all tasks. */
export type Summary = {
  readonly tasks: Readonly<Record<Report['status'], number>>;
  /** Inputs by origin. */
  readonly proposed: Readonly<Record<string, number>>;
  /** In the order in which the reasons are found out. */
  readonly dropped: readonly { readonly reason: Drop; readonly words: string; readonly inputs: number }[];
  readonly kept: Readonly<Record<string, number>>;
  /** Sums over all tasks for which something was built. */
  readonly statements: { readonly run: number; readonly total: number };
  readonly mutants: {
    readonly killed: number;
    readonly total: number;
    readonly before: number;
    readonly alone: number;
    readonly unjudged: number;
    readonly broken: number;
  };
};

const addCounts = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};

/** Sums reports up. */
export const summarise = (reports: readonly Report[]): Summary => {
  const built = reports.filter(({ status }) => status === 'built' || status === 'weak');
  const sum = (of: (report: Report) => number): number => built.reduce((all, report) => all + of(report), 0);
  const drops: Drops = addDrops(...reports.map(({ dropped }) => dropped as Drops));
  const count = (status: Report['status']): number =>
    reports.filter((report) => report.status === status).length;
  return {
    tasks: { built: count('built'), weak: count('weak'), none: count('none'), unknown: count('unknown') },
    proposed: addCounts(reports.map(({ proposed }) => proposed)),
    dropped: (Object.keys(DROPS) as Drop[]).flatMap((reason) =>
      drops[reason] ? [{ reason, words: DROPS[reason], inputs: drops[reason] }] : [],
    ),
    kept: addCounts(reports.map(({ kept }) => kept)),
    statements: { run: sum(({ coverage }) => coverage.of), total: sum(({ coverage }) => coverage.total) },
    mutants: {
      killed: sum(({ mutants }) => mutants.of),
      total: sum(({ mutants }) => mutants.total),
      before: sum(({ mutants }) => mutants.before ?? 0),
      alone: sum(({ mutants }) => mutants.alone),
      unjudged: sum(({ mutants }) => mutants.unjudged),
      broken: sum(({ mutants }) => mutants.broken),
    },
  };
};
