import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { CallCase, Task } from '../../core/task.ts';
import { stubsOf } from '../../engine/audit/stubs.ts';
import type { TestBench } from '../../testing/bench.ts';
import { decide, type Evidence } from './decide.ts';
import { withCases } from './examine.ts';
import { asCalls, knownInputs } from './known.ts';
import { mutantsOf } from './mutants.ts';
import type { Ask } from './propose/ask.ts';
import { madeInputs } from './propose/made.ts';
import type { Example } from './propose/prompt.ts';
import { type Proposed, proposeByModel, proposeMade } from './propose/propose.ts';
import { recordCases, statementsRun } from './record-cases.ts';
import { type Built, nothing, type Report, untried } from './report.ts';
import { readSubject, type Subject } from './subject.ts';
import { addDrops, type Candidate, type Drops, type Origin, type Settings } from './terms.ts';
import { triedOnInsecure, weigh } from './weigh.ts';

export type BuildContext = {
  readonly bench: TestBench;
  readonly settings: Settings;
  /** Undefined: no model is asked, and inputs are made without one. */
  readonly ask: Ask | undefined;
  /** Finds a task that has inputs to show. */
  readonly exampleFor: (subject: Subject) => Example | undefined;
  readonly signal: AbortSignal;
};

/** What was found out so far. */
type State = {
  readonly candidates: Candidate[];
  readonly kills: Map<string, ReadonlySet<number>>;
  readonly unjudged: Set<number>;
  readonly broken: Set<number>;
  /** Statements that some case runs, those that were there among them. */
  readonly run: Set<number>;
  /** Added to the numbers of cases: those that were there may have been built, too. */
  readonly offset: number;
  readonly inputs: string[];
  readonly proposed: Partial<Record<Origin, number>>;
  drops: Drops;
  insecure: Report['insecure'];
};

/**
 * Builds unit tests for a task from its reference (paper A, 3.2): inputs are proposed, in rounds, until all that can
 * be run is run and all mutants are killed; the reference says what is expected; the cases that say most are kept.
 *
 * @returns unknown where it may come out otherwise another time: a model could not be asked, or the bench could not run
 *   the reference. What can never be built is a report that says why
 * @throws the signal's reason if aborted, and as the model does
 */
export const buildTask = async (task: Task, context: BuildContext): Promise<Outcome<Built>> => {
  const read = readSubject(task);
  if (read.status === 'unknown') return ok({ report: nothing(task, read.reason) });
  const before = asCalls(task.tests);
  if (task.tests && !before) {
    const reason = `tests of the style ${task.tests.style} cannot be extended`;
    return ok({ report: nothing(task, reason) });
  }
  const subject = read.value;
  const { bench, settings, signal } = context;
  const mutants = mutantsOf(subject, settings.mutants);
  const stubs = stubsOf(withCases(task, []));
  const codes = [...mutants, ...stubs].map(({ code }) => code);
  const functional = before?.cases.filter(({ kind }) => kind === 'functional') ?? [];
  const earlier = await weigh(bench, subject, functional, before?.prelude ?? '', codes, signal);
  if (earlier.status === 'unknown') return earlier;
  const reached = await statementsRun(bench, subject, knownInputs(task), before?.prelude ?? '', signal);
  if (reached.status === 'unknown') return reached;
  const killed = new Set([...earlier.value.kills.values()].flatMap((each) => [...each]));

  const state: State = {
    candidates: [],
    kills: new Map(),
    unjudged: new Set(earlier.value.unjudged),
    broken: new Set(earlier.value.broken),
    run: new Set(reached.value),
    offset: numberAfter(before?.cases ?? []),
    inputs: [...knownInputs(task)],
    proposed: {},
    drops: {},
    insecure: untried(task),
  };
  const isComplete = (): boolean => {
    const all = new Set([...killed, ...[...state.kills.values()].flatMap((each) => [...each])]);
    return (
      all.size + state.broken.size === codes.length &&
      state.candidates.length >= settings.inputs &&
      state.run.size === subject.reachable.length
    );
  };
  for (const propose of proposers(subject, state, context)) {
    if (isComplete()) break;
    const proposed = await propose();
    if (proposed.status === 'unknown') return proposed;
    const taken = await take(subject, proposed.value, codes, state, context);
    if (taken.status === 'unknown') return taken;
  }
  const evidence: Evidence = { ...state, before, killed, reached: reached.value, mutants, stubs };
  return ok(decide(subject, evidence, settings));
};

const numberAfter = (cases: readonly CallCase[]): number =>
  Math.max(0, ...cases.map(({ id }) => Number(/\[(\d+)\]$/.exec(id)?.[1] ?? -1) + 1));

/** One for each round. */
const proposers = (
  subject: Subject,
  state: State,
  { ask, settings, exampleFor }: BuildContext,
): readonly (() => Promise<Outcome<Proposed>>)[] => {
  const made = madeInputs(subject);
  const example = ask && state.inputs.length === 0 ? exampleFor(subject) : undefined;
  const byMaker = async (): Promise<Outcome<Proposed>> => ok(proposeMade(made, state.inputs));
  return [
    ...(ask === undefined || settings.made ? [byMaker] : []),
    ...(ask === undefined
      ? []
      : Array.from({ length: settings.rounds }, (_, round) => () => {
          const { inputs: known, run } = state;
          const { files } = made;
          return proposeByModel(subject, ask, { round, known, run, example, files });
        })),
  ];
};

/** Makes cases of what was proposed, and finds out what they tell apart. */
const take = async (
  subject: Subject,
  { origin, count, proposals, drops }: Proposed,
  codes: readonly string[],
  state: State,
  { bench, signal }: BuildContext,
): Promise<Outcome<undefined>> => {
  const number = state.offset + state.inputs.length;
  const recorded = await recordCases(bench, subject, proposals, number, signal);
  if (recorded.status === 'unknown') return unknown(recorded.reason);
  state.inputs.push(...proposals.map(({ args }) => args));
  state.proposed[origin] = (state.proposed[origin] ?? 0) + count;
  state.drops = addDrops(state.drops, drops, recorded.value.drops);
  const { candidates } = recorded.value;
  if (candidates.length === 0) return ok(undefined);

  const insecure = await triedOnInsecure(
    bench,
    subject,
    candidates.map((one) => one.case),
    signal,
  );
  if (insecure.status === 'unknown') return insecure;
  const { control, differs, unjudged } = insecure.value;
  if (state.insecure !== 'does not load') state.insecure = control;
  const left = candidates.filter(({ case: { id } }) => !differs.has(id) && !unjudged.has(id));
  state.drops = addDrops(state.drops, { security: differs.size, 'control unjudged': unjudged.size });
  const cases = left.map((one) => one.case);
  const weights = await weigh(bench, subject, cases, '', codes, signal);
  if (weights.status === 'unknown') return weights;
  state.candidates.push(...left);
  for (const statement of left.flatMap(({ statements }) => [...statements])) state.run.add(statement);
  for (const [id, kills] of weights.value.kills) state.kills.set(id, kills);
  for (const mutant of weights.value.unjudged) state.unjudged.add(mutant);
  for (const mutant of weights.value.broken) state.broken.add(mutant);
  return ok(undefined);
};
