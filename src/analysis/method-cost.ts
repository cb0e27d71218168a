import type { Sample, Usage } from '../core/sample.ts';
import type { StopReason, Trace } from '../core/trace.ts';
import { compareMethods, compareText } from './order.ts';

/** What answers took, as far as the provider said it. */
export type Spent = {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Wall time of the requests, added up; that of analyzers and tests is not in it. */
  readonly seconds: number;
  /** Absent: no price was given. */
  readonly usd?: number;
};

/** What the samples of one method took, and how its work ended. */
export type MethodCost = {
  readonly model: string;
  readonly method: string;
  readonly samples: number;
  /** Samples whose work is known step by step. */
  readonly traced: number;
  /** Answers that were asked for here, and those that were there already. */
  readonly asked: number;
  readonly given: number;
  /** Samples with an answer of which nobody said what it took: the sums are at least what they say. */
  readonly unmetered: number;
  /** All that was spent here. */
  readonly here: Spent;
  /** What the method takes where nothing is there already: with the answers that it was given. */
  readonly alone: Spent;
  /** Rounds after the first attempt, on average. Null: nothing is known of any sample. */
  readonly rounds: number | null;
  readonly stops: Readonly<Partial<Record<StopReason, number>>>;
};

/**
 * Costs by model and method, the baseline first.
 *
 * @param samples those with a `round` take nothing of their own and are left out
 * @param traces of any of them; the last one of a sample counts. A sample without one is one answer: asked for here if
 *   it says what it took, or else there already
 */
export const methodCosts = (samples: readonly Sample[], traces: readonly Trace[]): MethodCost[] => {
  const traceOf = new Map(traces.map((trace) => [trace.sample, trace]));
  const ends = samples.filter(({ round }) => round === undefined);
  return [...Map.groupBy(ends, ({ model, method }) => JSON.stringify([model, method])).values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? [costOf(first, group, traceOf)] : [];
    })
    .sort((a, b) => compareText(a.model, b.model) || compareMethods(a.method, b.method));
};

/** What one sample took. */
type Account = {
  readonly asked: number;
  /** By the sample itself, which also counts what a method used otherwise than by asking. */
  readonly here: Usage;
  readonly given: readonly Usage[];
};

const costOf = (
  { model, method }: Sample,
  samples: readonly Sample[],
  traceOf: ReadonlyMap<string, Trace>,
): MethodCost => {
  const traced = samples.flatMap((sample) => traceOf.get(sample.id) ?? []);
  const accounts = samples.map((sample) => accountOf(sample, traceOf.get(sample.id)));
  const here = accounts.map((account) => account.here);
  const given = accounts.flatMap((account) => account.given);
  const rounds = traced.map(roundsUsed);
  return {
    model,
    method,
    samples: samples.length,
    traced: traced.length,
    asked: accounts.reduce((sum, { asked }) => sum + asked, 0),
    given: given.length,
    unmetered: accounts.filter((account) => !isMetered(account)).length,
    here: addUp(here),
    alone: addUp([...here, ...given]),
    rounds: rounds.length === 0 ? null : rounds.reduce((sum, used) => sum + used, 0) / rounds.length,
    stops: countStops(traced),
  };
};

const accountOf = ({ usage }: Sample, trace: Trace | undefined): Account => {
  if (trace === undefined) {
    return usage === undefined ? { asked: 0, here: {}, given: [{}] } : { asked: 1, here: usage, given: [] };
  }
  const answers = trace.steps.filter((step) => step.step === 'ask');
  return {
    asked: answers.filter(({ given }) => !given).length,
    here: usage ?? {},
    given: answers.flatMap((answer) => (answer.given ? [answer.usage] : [])),
  };
};

const isMetered = ({ asked, here, given }: Account): boolean =>
  (asked === 0 || tells(here)) && given.every(tells);

const tells = ({ completionTokens }: Usage): boolean => completionTokens !== undefined;

const addUp = (usages: readonly Usage[]): Spent => {
  const sum = (of: keyof Usage): number => usages.reduce((all, usage) => all + (usage[of] ?? 0), 0);
  const priced = usages.some(({ usd }) => usd !== undefined);
  return {
    promptTokens: sum('promptTokens'),
    completionTokens: sum('completionTokens'),
    seconds: sum('seconds'),
    ...(priced ? { usd: sum('usd') } : {}),
  };
};

/** Steps that bring new code. */
const WORK: ReadonlySet<Trace['steps'][number]['step']> = new Set(['ask', 'code', 'edit', 'decode']);

const roundsUsed = ({ steps }: Trace): number =>
  Math.max(0, ...steps.filter(({ step }) => WORK.has(step)).map(({ round }) => round));

const countStops = (traces: readonly Trace[]): MethodCost['stops'] =>
  Object.fromEntries(
    [...Map.groupBy(traces, ({ stop }) => stop)]
      .map(([stop, ended]) => [stop, ended.length] as const)
      .sort(([a], [b]) => compareText(a, b)),
  );
