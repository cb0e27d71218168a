import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { CallCase } from '../../core/task.ts';
import { isRun } from '../../syntax/statements.ts';
import type { TestBench } from '../../testing/bench.ts';
import { type Recording, record } from '../../testing/record.ts';
import { caseOf, withoutMessage } from './case-of.ts';
import { type Examined, examine, withCases } from './examine.ts';
import type { Subject } from './subject.ts';
import type { Candidate, Drop, Drops, Proposal } from './terms.ts';

/** The reference's outcomes: in the order of the inputs, backwards, and by their text, in another world. */
const RUNS: readonly {
  readonly order: (inputs: readonly string[]) => string[];
  readonly elsewhere: boolean;
}[] = [
  { order: (inputs) => [...inputs], elsewhere: false },
  { order: (inputs) => inputs.toReversed(), elsewhere: false },
  { order: (inputs) => inputs.toSorted(), elsewhere: true },
];

/**
 * Runs the reference on inputs, three times in three orders, the third time in a sandbox of its own with another
 * clock, other hashes, time zone, user and home, and makes cases of what it does the same each time. The cases are then tried on it, twice,
 * as they will be tried on samples.
 *
 * @param number of the first case: they are called `model[3]`, `made[4]`
 * @returns unknown if the bench could not run the reference
 * @throws the signal's reason if aborted; nothing else
 */
export const recordCases = async (
  bench: TestBench,
  subject: Subject,
  proposals: readonly Proposal[],
  number: number,
  signal?: AbortSignal,
): Promise<Outcome<{ readonly candidates: readonly Candidate[]; readonly drops: Drops }>> => {
  if (proposals.length === 0) return ok({ candidates: [], drops: {} });
  const runs: ReadonlyMap<string, Outcome<Recording>>[] = [];
  for (const run of RUNS) {
    const told = await recordAll(bench, subject, proposals, run, signal);
    if (told.status === 'unknown') return told;
    runs.push(told.value);
  }
  const drops: Drops = {};
  const drop = (reason: Drop): void => {
    drops[reason] = (drops[reason] ?? 0) + 1;
  };
  const stable = proposals.flatMap((proposal, at): readonly Candidate[] => {
    const made = stableCase(
      proposal,
      runs.map((run) => run.get(proposal.args)),
      subject,
    );
    if ('drop' in made) {
      drop(made.drop);
      return [];
    }
    return [
      {
        case: { id: `${proposal.origin}[${number + at}]`, ...made.case },
        origin: proposal.origin,
        statements: made.statements,
      },
    ];
  });
  const lean = await withoutNeedlessFiles(bench, subject, stable, signal);
  if (lean.status === 'unknown') return lean;
  const cases = lean.value.map((one) => one.case);
  const tried = await triedOnReference(bench, subject, cases, signal);
  if (tried.status === 'unknown') return tried;
  const candidates = lean.value.filter(({ case: { id } }) => {
    const verdicts = tried.value.map((examined) => examined.get(id));
    if (verdicts.every((verdict) => verdict === 'passed')) return true;
    drop(
      verdicts.every((verdict) => verdict === 'passed' || verdict === 'unknown') ? 'unjudged' : 'unstable',
    );
    return false;
  });
  return ok({ candidates, drops });
};

/** By input. All files that any of them names stand there: one job is enough. */
const recordAll = async (
  bench: TestBench,
  { task, code, entryPoint }: Subject,
  proposals: readonly Proposal[],
  { order, elsewhere }: (typeof RUNS)[number],
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadonlyMap<string, Outcome<Recording>>>> => {
  const inputs = order(proposals.map(({ args }) => args));
  const files = Object.assign({}, ...proposals.map((proposal) => proposal.files));
  const told = await record(bench, task, code, { entryPoint, inputs, files }, { elsewhere, signal });
  if (told.status === 'unknown') return told;
  return ok(new Map(inputs.map((input, at) => [input, told.value[at] ?? unknown('no answer')])));
};

const stableCase = (
  proposal: Proposal,
  recordings: readonly (Outcome<Recording> | undefined)[],
  subject: Subject,
):
  | { readonly case: Omit<CallCase, 'id'>; readonly statements: ReadonlySet<number> }
  | { readonly drop: Drop } => {
  const told = recordings.flatMap((one) => (one?.status === 'ok' ? one.value : []));
  if (told.length < recordings.length) return { drop: 'unjudged' };
  const [first, ...others] = told.map((one) => caseOf(proposal, one, subject));
  if (!first) return { drop: 'unjudged' };
  if ('drop' in first) return first;
  const rest = others.flatMap((one) => ('case' in one ? [one.case] : []));
  const isSame = (one: Omit<CallCase, 'id'>): boolean =>
    rest.length === others.length &&
    rest.every((other) => JSON.stringify(alike(other, one)) === JSON.stringify(one));
  const made = [first.case, withoutMessage(first.case)].find(isSame);
  return made ? { case: made, statements: statementsOf(told, subject) } : { drop: 'unstable' };
};

/** Without its message, if the other has none. */
const alike = (one: Omit<CallCase, 'id'>, { expected }: Omit<CallCase, 'id'>): Omit<CallCase, 'id'> =>
  expected.status === 'exception' && expected.message === undefined ? withoutMessage(one) : one;

/** Statements that every run of the call came to. */
const statementsOf = (recordings: readonly Recording[], { statements, reachable }: Subject) =>
  new Set(
    reachable.filter((index) => {
      const statement = statements[index];
      return statement && recordings.every(({ lines = new Set<number>() }) => isRun(statement, lines));
    }),
  );

/**
 * Statements that calls of tests which are there run, whatever these expect.
 *
 * @param prelude what their arguments may name
 * @returns unknown if the bench could not make the calls
 * @throws the signal's reason if aborted; nothing else
 */
export const statementsRun = async (
  bench: TestBench,
  subject: Subject,
  inputs: readonly string[],
  prelude: string,
  signal?: AbortSignal,
): Promise<Outcome<ReadonlySet<number>>> => {
  if (inputs.length === 0) return ok(new Set());
  const { task, code, entryPoint } = subject;
  const prepared = { ...task, setup: `${task.setup}\n${prelude}` };
  const calls = { entryPoint, inputs, files: {} };
  const told = await record(bench, prepared, code, calls, { elsewhere: false, signal });
  if (told.status === 'unknown') return told;
  return ok(
    new Set(
      told.value.flatMap((one) => (one.status === 'ok' ? [...statementsOf([one.value], subject)] : [])),
    ),
  );
};

/** An input that says `notes.txt` may mean something else: files without which the reference does the same are left out. */
const withoutNeedlessFiles = async (
  bench: TestBench,
  { task, code }: Subject,
  candidates: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<Outcome<readonly Candidate[]>> => {
  const bare = candidates.flatMap(({ case: { files, ...rest } }) => (files ? [rest] : []));
  if (bare.length === 0) return ok(candidates);
  const examined = await examine(bench, withCases(task, bare), code, { signal });
  if (examined.status === 'unknown') return examined;
  return ok(
    candidates.map((one) => {
      const { files: _, ...rest } = one.case;
      return examined.value.get(one.case.id) === 'passed' ? { ...one, case: rest } : one;
    }),
  );
};

/** Twice: backwards, and in the other world. */
const triedOnReference = async (
  bench: TestBench,
  { task, code }: Subject,
  cases: readonly CallCase[],
  signal: AbortSignal | undefined,
): Promise<Outcome<readonly Examined[]>> => {
  if (cases.length === 0) return ok([]);
  const here = await examine(bench, withCases(task, cases.toReversed()), code, { signal });
  if (here.status === 'unknown') return here;
  const there = await examine(bench, withCases(task, cases), code, { elsewhere: true, signal });
  return there.status === 'unknown' ? there : ok([here.value, there.value]);
};
