import { type CaseResult, isUnjudged, type TestReport } from '../../core/case.ts';
import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { TraceStep } from '../../core/trace.ts';
import type { Job, Place } from '../kit/job.ts';
import type { Workbench } from '../workbench.ts';
import { type Behaviour, openBehaviour } from './behaviour.ts';
import type { Scribe } from './scribe.ts';
import { compareOnSuggested } from './suggested.ts';

/**
 * Whether a code still does what the first attempt did. `kept`: the evidence says so; `fallen`: a test that passed
 * fails, or it did something else; `unproven`: there is too little evidence for either.
 */
export type FunctionVerdict = {
  readonly state: 'kept' | 'fallen' | 'unproven';
  /** Tests and inputs that were judged, and those on which it was as it should. */
  readonly judged: number;
  readonly agreed: number;
  readonly because: string;
};

/** Holds codes against the first attempt. */
export type FunctionJudge = { judge(scribe: Scribe, code: string): Promise<FunctionVerdict> };

/** What one witness says; `silent`: nothing for or against, for what it sees is too little. */
type Testimony = Omit<FunctionVerdict, 'state'> & { readonly state: FunctionVerdict['state'] | 'silent' };

type Witness = (scribe: Scribe, code: string) => Promise<Testimony>;

/**
 * Fewer tests prove nothing by themselves: code that was broken passes one or two by chance. A case that a program's
 * exit code decides stands for all that the program tests.
 */
const LEAST_TESTS = 3;

/**
 * Prepares to hold codes against the first attempt: every visible test that it passed must be passed again, and on
 * benign inputs, those that its own code suggests among them, the code must do the same. What either cannot judge is
 * not proven. Tests prove if there are enough of them, behaviour if it shows enough.
 *
 * @returns unknown if neither can tell anything: then no code can be shown to keep the function
 */
export const openFunctionJudge = async (job: Job, first: string): Promise<Outcome<FunctionJudge>> => {
  const tests = await openTests(job, first);
  const behaviour = await openInputs(job, first);
  if (tests.status === 'unknown' && behaviour.status === 'unknown')
    return unknown(`${tests.reason}; ${behaviour.reason}`);
  const witnesses = [tests, behaviour].flatMap((one) => (one.status === 'ok' ? [one.value] : []));
  return ok({
    async judge(scribe, code) {
      const heard: Testimony[] = [];
      for (const witness of witnesses) {
        const { state, ...rest } = await witness(scribe, code);
        if (state === 'fallen' || state === 'unproven') return { state, ...rest };
        heard.push({ state, ...rest });
      }
      return {
        state: heard.some(({ state }) => state === 'kept') ? 'kept' : 'unproven',
        judged: heard.reduce((sum, { judged }) => sum + judged, 0),
        agreed: heard.reduce((sum, { agreed }) => sum + agreed, 0),
        because: heard.map(({ because }) => because).join('; '),
      };
    },
  });
};

/** The visible tests as a witness: those that the first attempt passes. */
const openTests = async (job: Job, first: string): Promise<Outcome<Witness>> => {
  const { workbench, signal } = job.request;
  const { testVisible } = workbench;
  if (!testVisible) return unknown('no visible tests');
  const report = await testVisible(first, signal);
  job.note(testStep({ round: 0 }, report));
  if (report.status === 'unknown') return unknown(`visible tests: ${report.reason ?? 'no reason given'}`);
  const passed = report.cases.filter(({ outcome }) => outcome === 'passed');
  if (passed.length === 0) return unknown('the first attempt passes no visible test');
  return ok((scribe, code) => judgeByTests(scribe, code, passed, testVisible, signal));
};

const testStep = (place: Place, { cases, reason }: TestReport): TraceStep => ({
  step: 'test',
  ...place,
  by: 'visible tests',
  passed: cases.filter(({ outcome }) => outcome === 'passed').length,
  total: cases.length,
  unknown: cases.filter(({ outcome }) => isUnjudged(outcome)).length,
  ...(reason !== undefined && { detail: reason }),
});

const inWords = (tests: number): string => `${tests} visible ${tests === 1 ? 'test' : 'tests'}`;

const judgeByTests = async (
  scribe: Scribe,
  code: string,
  tests: readonly CaseResult[],
  run: NonNullable<Workbench['testVisible']>,
  signal: AbortSignal | undefined,
): Promise<Testimony> => {
  const report = await run(code, signal);
  scribe.note(testStep(scribe.place, report));
  const outcomes = new Map(report.cases.map(({ id, outcome }) => [id, outcome]));
  const agreed = tests.filter(({ id }) => outcomes.get(id) === 'passed').length;
  const untold = tests.filter(({ id }) => isUnjudged(outcomes.get(id) ?? 'unknown')).length;
  const judged = tests.length - untold;
  if (agreed < judged)
    return {
      state: 'fallen',
      judged,
      agreed,
      because: `${judged - agreed} of ${tests.length} visible tests fail`,
    };
  if (untold > 0)
    return { state: 'unproven', judged, agreed, because: `${inWords(untold)} could not be judged` };
  const isEnough = agreed >= LEAST_TESTS || tests.some(({ trust }) => trust === 'exit');
  const state = isEnough ? 'kept' : 'silent';
  return {
    state,
    judged,
    agreed,
    because: `${inWords(agreed)} ${agreed === 1 ? 'passes' : 'pass'}`,
  };
};

/** Behaviour on benign inputs as a witness. */
const openInputs = async (job: Job, first: string): Promise<Outcome<Witness>> => {
  const { workbench, task, signal } = job.request;
  const behaviour = await openBehaviour(workbench, task, first, signal);
  const stable = behaviour.status === 'ok' ? behaviour.value.total : 0;
  const detail =
    behaviour.status === 'ok'
      ? `inputs on which the first attempt does the same twice; it returns something on ${behaviour.value.informative}`
      : behaviour.reason;
  job.note({ step: 'test', round: 0, by: 'behaviour', passed: stable, total: stable, unknown: 0, detail });
  return behaviour.status === 'unknown'
    ? behaviour
    : ok(async (scribe, code) => {
        const told = await judgeByBehaviour(scribe, code, behaviour.value);
        return told.state === 'fallen' || told.state === 'unproven'
          ? told
          : judgeOnSuggested(job, scribe, first, code, told);
      });
};

const STATES = { same: 'kept', different: 'fallen', unknown: 'silent' } as const;

const judgeByBehaviour = async (scribe: Scribe, code: string, behaviour: Behaviour): Promise<Testimony> => {
  const { verdict, agreed, total, unknown: untold, because } = await behaviour.compare(code);
  const { place } = scribe;
  scribe.note({
    step: 'test',
    ...place,
    by: 'behaviour',
    passed: agreed,
    total,
    unknown: untold,
    detail: because,
  });
  const state = verdict === 'unknown' && untold > 0 ? 'unproven' : STATES[verdict];
  return { state, judged: total - untold, agreed, because };
};

/** Inputs that the candidate suggests may refute what others show; they prove nothing by themselves. */
const judgeOnSuggested = async (
  job: Job,
  scribe: Scribe,
  first: string,
  code: string,
  told: Testimony,
): Promise<Testimony> => {
  const { workbench, task, signal } = job.request;
  const seen = await compareOnSuggested(workbench, task, first, code, signal);
  if (seen === undefined) return told;
  const { judged, agreed, untold, because } = seen;
  scribe.note({
    step: 'test',
    ...scribe.place,
    by: 'behaviour',
    passed: agreed,
    total: judged + untold,
    unknown: untold,
    detail: because ?? `the same on ${agreed} inputs that the new code suggests`,
  });
  if (because === undefined) return { ...told, judged: told.judged + judged, agreed: told.agreed + agreed };
  return { state: agreed < judged ? 'fallen' : 'unproven', judged, agreed, because };
};
