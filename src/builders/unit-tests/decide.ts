import type { CallCase, Task, TestSuite } from '../../core/task.ts';
import { choose } from './choose.ts';
import type { Mutant } from './mutants.ts';
import type { Built, Report } from './report.ts';
import type { Subject } from './subject.ts';
import { addDrops, type Candidate, type Drops, type Origin, type Settings } from './terms.ts';

/** All that was found out about the cases of a task. */
export type Evidence = {
  readonly candidates: readonly Candidate[];
  /** By case, the mutants that it kills, and the stubs, which are counted after these. */
  readonly kills: ReadonlyMap<string, ReadonlySet<number>>;
  /** Mutants on which some case could not be judged. */
  readonly unjudged: ReadonlySet<number>;
  /** Mutants that do not load. */
  readonly broken: ReadonlySet<number>;
  readonly proposed: Partial<Record<Origin, number>>;
  readonly drops: Drops;
  readonly insecure: Report['insecure'];
  /** The tests that were there, the mutants and stubs that these kill, and the statements that they run. */
  readonly before: Extract<TestSuite, { style: 'calls' }> | undefined;
  readonly killed: ReadonlySet<number>;
  readonly reached: ReadonlySet<number>;
  readonly mutants: readonly Mutant[];
  /** Codes that have the names of the reference and do nothing. */
  readonly stubs: readonly { readonly kind: string }[];
};

/** Stubs whose cases are worth less: they pass whatever asks for little. */
const CHEAP: ReadonlySet<string> = new Set(['none', 'value-error']);

/** Chooses the cases that are kept, and says what they are worth. */
export const decide = (subject: Subject, evidence: Evidence, settings: Settings): Built => {
  const { candidates, kills, killed, before, mutants, stubs } = evidence;
  const killsOf = (id: string): ReadonlySet<number> => kills.get(id) ?? new Set();
  const isStubbed = (id: string): boolean =>
    stubs.some(({ kind }, at) => CHEAP.has(kind) && !killsOf(id).has(mutants.length + at));
  const choice = choose(
    candidates.map(({ case: one, statements }) => ({
      id: one.id,
      kills: killsOf(one.id),
      statements,
      stubbed: isStubbed(one.id),
      outcome: outcomeOf(one),
      size: JSON.stringify(one).length,
    })),
    settings.inputs,
    { kills: killed, statements: evidence.reached },
  );
  const kept = candidates.filter((one) => choice.kept.includes(one.case.id));
  const drops = addDrops(evidence.drops, { stub: choice.stubs.length, surplus: choice.surplus.length });
  const alone = new Set(kept.flatMap((one) => [...killsOf(one.case.id)]));
  const dead = new Set([...killed, ...alone]);
  const countOf = (indexes: ReadonlySet<number>): number =>
    [...indexes].filter((index) => index < mutants.length).length;
  const run = new Set([...evidence.reached, ...kept.flatMap(({ statements }) => [...statements])]);
  const found: Omit<Report, 'status'> = {
    task: subject.task.id,
    proposed: evidence.proposed as Record<string, number>,
    dropped: drops,
    kept: countBy(kept.map(({ origin }) => origin)),
    coverage: { of: run.size, total: subject.reachable.length },
    mutants: {
      of: countOf(dead),
      total: mutants.length - countOf(evidence.broken),
      ...(before && { before: countOf(killed) }),
      alone: countOf(alone),
      unjudged: countOf(new Set([...evidence.unjudged].filter((index) => !dead.has(index)))),
      broken: countOf(evidence.broken),
      survivors: mutants.flatMap(({ line, operator }, index) =>
        dead.has(index) || evidence.broken.has(index) ? [] : [{ line, operator }],
      ),
    },
    insecure: evidence.insecure,
  };
  if (kept.length === 0) return { report: { ...found, status: 'none', reason: whyNone(found) } };
  const cases = kept.map((one) => one.case);
  const idle = stubs.find((_, at) => !dead.has(mutants.length + at))?.kind;
  const weakness = weaknessOf(found, [...(before?.cases ?? []), ...cases], idle, settings);
  const status = weakness === undefined ? ('built' as const) : ('weak' as const);
  return {
    report: { ...found, status, ...(weakness !== undefined && { reason: weakness }) },
    task: withTests(subject.task, before, cases),
  };
};

const outcomeOf = ({ expected, printed, leaves }: CallCase): string =>
  expected.status === 'exception' ? expected.type : JSON.stringify([expected, printed ?? '', leaves ?? {}]);

const countBy = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

const withTests = (
  { tests: _tests, ...task }: Task,
  before: Evidence['before'],
  cases: readonly CallCase[],
): Task => ({
  ...task,
  tests: {
    style: 'calls',
    prelude: before?.prelude ?? '',
    cases: [...(before?.cases ?? []), ...cases],
  },
});

const whyNone = ({ proposed, dropped }: Omit<Report, 'status'>): string => {
  const sum = Object.values(proposed).reduce((all, count) => all + count, 0);
  if (sum === 0) return 'no input was proposed';
  const [reason] = Object.entries(dropped).sort(([, a], [, b]) => b - a);
  return `none of ${sum} inputs makes a case${reason ? ` (${reason[0]}: ${reason[1]})` : ''}`;
};

/** What keeps tests from being worth something, in words; undefined: nothing does. */
const weaknessOf = (
  { mutants, coverage }: Omit<Report, 'status'>,
  cases: readonly CallCase[],
  idle: string | undefined,
  { minKill, minCoverage, minCases }: Settings,
): string | undefined => {
  if (cases.length < minCases) return `${cases.length} cases, and ${minCases} are the least`;
  if (cases.every(({ expected }) => expected.status === 'exception'))
    return 'all cases ask for exceptions: none shows that it works';
  if (idle !== undefined) return `code that does nothing passes all of them (${idle})`;
  if (mutants.of < minKill * mutants.total)
    return `${mutants.of} of ${mutants.total} mutants are killed, and a share of ${minKill} is the least`;
  return coverage.of < minCoverage * coverage.total
    ? `${coverage.of} of ${coverage.total} statements are run, and a share of ${minCoverage} is the least`
    : undefined;
};
