import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import { plainText } from '../../syntax/python.ts';
import { isRun, readStatements, type Statement } from '../../syntax/statements.ts';
import type { VisibleTask } from '../method.ts';
import type { Observation, Probe, Workbench } from '../workbench.ts';
import { type Agreement, agreement } from './agreement.ts';
import { benignProbes } from './inputs.ts';
import { changeOf, inWords, newButUnreached } from './reach.ts';
import { slipsIn } from './slips.ts';

/** How a candidate's behaviour stands to its parent's, and on what evidence. */
export type Comparison = {
  /**
   * `same`: it agreed on every input, and these show enough. `different`: it did something else on at least one.
   * `unknown`: it may be the same, but too little shows it. Only `same` may be accepted.
   */
  readonly verdict: 'same' | 'different' | 'unknown';
  /** Inputs on which both did the same. */
  readonly agreed: number;
  /** Inputs on which the parent is stable. */
  readonly total: number;
  /** Of `total`, those on which nobody can tell what the candidate does: it ran out of time, for example. */
  readonly unknown: number;
  /** Of `total`, those on which the parent returned something that can be seen, rather than raised. */
  readonly informative: number;
  /** Of `total`, those on which the candidate raised an exception where the parent returned. */
  readonly refused: number;
  /** In words: the first difference, what is missing, or what the evidence is. */
  readonly because: string;
};

/** A parent's behaviour, and candidates held against it. */
export type Behaviour = {
  /** Inputs on which the parent is stable, and those on which it returned something that can be seen. */
  readonly total: number;
  readonly informative: number;
  /** @throws the signal's reason if aborted */
  compare(candidate: string): Promise<Comparison>;
};

/** Fewer returned values prove nothing. */
const LEAST_INFORMATIVE = 3;
/** So many slips are tried on the inputs, for one candidate. */
const MOST_SLIPS = 40;
/** Most slips are noticed by the first inputs that come to them. */
const FEW = 4;
/** So many inputs that a candidate suggests are tried on it, of each function. */
const MOST_FURTHER = 12;
const MOST_SHOWN = 200;
/** A call that takes more CPU time than this, and so many times what it took the parent, does not do the same. */
const SLOW_SECONDS = 1;
const SLOWER = 10;

/** One input of one function, and what the parent does with it each time. */
type Stable = { readonly probe: Probe; readonly observation: Observation };

type Observe = NonNullable<Workbench['observe']>;

const isInformative = ({ kind, telling }: Observation): boolean => kind === 'returned' && telling;

const isSameRun = (a: Observation, b: Observation | undefined): boolean =>
  a.kind !== 'unknown' && a.kind === b?.kind && a.digest === b.digest;

/**
 * Observes the parent twice on benign inputs ({@link benignProbes}), and keeps those on which it does the same both
 * times: what depends on the clock or on chance cannot be compared.
 *
 * @returns unknown if nothing runs code here, nothing can be called, or nothing that the code does is stable: then no
 *   candidate can be compared with it
 * @throws the signal's reason if aborted
 */
export const openBehaviour = async (
  workbench: Workbench,
  task: VisibleTask,
  parent: string,
  signal?: AbortSignal,
): Promise<Outcome<Behaviour>> => {
  const { observe } = workbench;
  if (!observe) return unknown('behaviour: nothing runs code here');
  const code = plainText(parent);
  const probes = benignProbes(code, task);
  if (probes.status === 'unknown') return probes;
  const statements = readStatements(code);
  if (statements.status === 'unknown') return unknown(`behaviour: ${statements.reason}`);

  const findStable = async (probe: Probe): Promise<Outcome<readonly Stable[]>> => {
    const [first, second] = [await observe(code, probe, signal), await observe(code, probe, signal)];
    if (first.status === 'unknown') return unknown(`behaviour: ${first.reason}`);
    if (second.status === 'unknown') return unknown(`behaviour: ${second.reason}`);
    const kept = first.value.filter((observation, at) => isSameRun(observation, second.value[at]));
    return ok(kept.map((observation) => ({ probe, observation })));
  };

  const stable: Stable[] = [];
  for (const probe of probes.value) {
    const found = await findStable(probe);
    if (found.status === 'unknown') return found;
    stable.push(...found.value);
  }
  if (stable.length === 0) return unknown('behaviour: nothing it does is the same twice');
  const sees = (other: string, inputs: readonly Stable[]) => observeAll(observe, other, inputs, signal);
  const agrees = agreement(code, task);
  const judge = { code, statements: statements.value, agrees, notices: noticing(sees, agrees) };
  const pair = async (candidate: string, inputs: readonly Stable[]): Promise<readonly Pair[]> => {
    const seen = await sees(candidate, inputs);
    return inputs.map((each, at) =>
      seen.status === 'ok'
        ? { ...each, after: seen.value[at] }
        : { ...each, after: undefined, reason: seen.reason },
    );
  };

  const further = new Map<string, Promise<Outcome<readonly Stable[]>>>();
  /** Inputs that the candidate suggests: see `benignProbes`. */
  const suggested = async (candidate: string): Promise<readonly Stable[]> => {
    const wider = benignProbes(code, task, candidate);
    const all: Stable[] = [];
    for (const probe of wider.status === 'ok' ? wider.value : []) {
      const known = probes.value.find(({ entryPoint }) => entryPoint === probe.entryPoint)?.inputs ?? [];
      const inputs = probe.inputs.filter((input) => !known.includes(input)).slice(0, MOST_FURTHER);
      if (inputs.length === 0) continue;
      const key = [probe.entryPoint, ...inputs].join('\n');
      const asked = further.get(key) ?? findStable({ ...probe, inputs });
      further.set(key, asked);
      const found = await asked;
      if (found.status === 'ok') all.push(...found.value);
    }
    return all;
  };

  return ok({
    total: stable.length,
    informative: stable.filter(({ observation }) => isInformative(observation)).length,
    compare: async (candidate) => {
      const first = await pair(candidate, stable);
      const more = first.some((each) => !agrees.same(each.observation, each.after))
        ? []
        : await suggested(candidate);
      return compareAll([...first, ...(await pair(candidate, more))], candidate, judge);
    },
  });
};

/** A code's observations of these inputs, in their order. */
const observeAll = async (
  observe: Observe,
  code: string,
  inputs: readonly Stable[],
  signal: AbortSignal | undefined,
): Promise<Outcome<readonly Observation[]>> => {
  const all: Observation[] = [];
  for (const [probe, those] of Map.groupBy(inputs, ({ probe }) => probe)) {
    const sources = those.map(({ observation }) => observation.input);
    const outcome = await observe(code, { ...probe, inputs: sources }, signal);
    if (outcome.status === 'unknown') return outcome;
    all.push(...outcome.value);
  }
  return ok(all);
};

/** An input, what the parent did with it, and what the candidate does. */
type Pair = Stable & { readonly after: Observation | undefined; readonly reason?: string };

/** What candidates are judged with. */
type Judge = {
  readonly code: string;
  readonly statements: readonly Statement[];
  readonly agrees: Agreement;
  readonly notices: Notices;
};

const isSlow = ({ observation, after }: Pair): boolean => {
  const { cpuSeconds: seconds = 0 } = after ?? {};
  return seconds > SLOW_SECONDS && seconds > SLOWER * (observation.cpuSeconds ?? seconds);
};

const isUntold = ({ after }: Pair): boolean => !after || after.kind === 'unknown';

const compareAll = async (pairs: readonly Pair[], candidate: string, judge: Judge): Promise<Comparison> => {
  const told = pairs.filter((pair) => !isUntold(pair));
  const isSame = ({ observation, after }: Pair): boolean => judge.agrees.same(observation, after);
  const agreed = told.filter(isSame);
  const different = told.filter((pair) => !isSame(pair));
  const counts = {
    agreed: agreed.length,
    total: pairs.length,
    unknown: pairs.length - told.length,
    informative: pairs.filter(({ observation }) => isInformative(observation)).length,
    refused: different.filter(
      ({ observation, after }) => observation.kind === 'returned' && after?.kind === 'raised',
    ).length,
  };
  const [first] = different;
  if (first) return { ...counts, verdict: 'different', because: difference(first) };
  const untold = pairs.find(isUntold);
  const slow = pairs.find(isSlow);
  const lacking = untold
    ? `${clip(untold.observation.input)}: ${untold.after?.shown ?? untold.reason ?? 'no answer'}`
    : slow
      ? `${clip(slow.observation.input)}: takes more than ${SLOWER} times as long`
      : await lackOfEvidence(pairs, candidate, judge);
  if (lacking !== undefined) return { ...counts, verdict: 'unknown', because: lacking };
  return { ...counts, verdict: 'same', because: `the same on ${counts.agreed} inputs` };
};

const clip = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text);

const difference = ({ observation, after }: Pair): string =>
  `${clip(observation.input)}: ${clip(observation.shown)}; now ${clip(after?.shown ?? 'nothing')}`;

/** Why inputs on which both agree prove too little, in words; undefined: they prove enough. */
const lackOfEvidence = async (
  pairs: readonly Pair[],
  candidate: string,
  { code, statements, agrees, notices }: Judge,
): Promise<string | undefined> => {
  const functions = [...Map.groupBy(pairs, ({ probe }) => probe.entryPoint).values()];
  const [first = [], ...others] = functions;
  const enough = [first, ...others].filter((inputs) => weaknessOf(inputs) === undefined);
  if (enough.length === 0) return weaknessOf(first);
  const now = readStatements(candidate);
  if (now.status === 'unknown') return now.reason;

  const vouching = enough
    .flat()
    .filter(({ observation }) => isInformative(observation) || agrees.isPromised(observation));
  const change = changeOf(statements, now.value);
  const run = linesOf(vouching.map(({ observation }) => observation));
  const unseen = change.gone.find((statement) => !isRun(statement, run));
  if (unseen) return `no input reaches what was ${inWords(unseen)}`;
  const unreached = newButUnreached(now.value, change, linesOf(vouching.map(({ after }) => after)));
  if (unreached) return `no input reaches what is new in ${inWords(unreached)}`;
  for (const { slip, statement } of inTurn(code, change.gone).slice(0, MOST_SLIPS)) {
    const through = vouching.filter(({ observation: { lines = new Set() } }) => isRun(statement, lines));
    if (!(await notices(slip, through))) return `no input would tell if ${inWords(statement)} went wrong`;
  }
  return undefined;
};

/** Why inputs of a function cannot vouch for anything, in words. */
const weaknessOf = (inputs: readonly Pair[]): string | undefined => {
  const informative = inputs.filter(({ observation }) => isInformative(observation)).length;
  if (informative < LEAST_INFORMATIVE) return `only ${informative} inputs on which something is returned`;
  const results = new Set(
    inputs.map(({ observation: { kind, digest } }) => (kind === 'returned' ? digest : kind)),
  );
  return results.size < 2 ? 'all inputs have the same result' : undefined;
};

const linesOf = (observations: readonly (Observation | undefined)[]): ReadonlySet<number> =>
  new Set(observations.flatMap((observation) => [...(observation?.lines ?? [])]));

/** Slips in these statements: the first of each, then the second of each, and so on. */
const inTurn = (
  code: string,
  statements: readonly Statement[],
): readonly { slip: string; statement: Statement }[] => {
  const lists = statements.map((statement) => slipsIn(code, statement).map((slip) => ({ slip, statement })));
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
};

/** Whether any of these inputs tells a code from the parent. */
type Notices = (code: string, inputs: readonly Stable[]) => Promise<boolean>;

/** Code that runs out of its limits tells something, too; what we could not see does not. */
const isTold = (after: Observation | undefined): boolean =>
  after !== undefined && !/^(lost|unknown)$/.test(after.digest);

/** Asks a few inputs first; what was found out about a code is remembered. */
const noticing = (
  sees: (code: string, inputs: readonly Stable[]) => Promise<Outcome<readonly Observation[]>>,
  agrees: Agreement,
): Notices => {
  const known = new Map<string, boolean>();
  const notices: Notices = async (code, inputs) => {
    const seen = inputs.length > 0 ? await sees(code, inputs) : unknown('no input');
    return (
      seen.status === 'ok' &&
      inputs.some(
        ({ observation }, at) => isTold(seen.value[at]) && !agrees.same(observation, seen.value[at]),
      )
    );
  };
  return async (code, inputs) => {
    const found =
      known.get(code) ??
      ((await notices(code, inputs.slice(0, FEW))) || (await notices(code, inputs.slice(FEW))));
    known.set(code, found);
    return found;
  };
};
