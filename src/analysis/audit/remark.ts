import { type CaseResult, isUnjudged } from '../../core/case.ts';
import { exceptionOf } from './exception.ts';
import { type CaseSeen, standingOf, type TaskSeen } from './seen.ts';

/** Something noticed about a task: which cases, and by which stubs or with which exceptions, if that matters. */
export type Notice = {
  readonly cases: readonly string[];
  /** Kinds of stubs. */
  readonly stubs?: readonly string[];
  /** Names of exceptions; outcomes, where there was none; solutions that do not parse. */
  readonly seen?: readonly string[];
};

/** One thing to look for. One object in the registry. */
export type Look = {
  /** What is so if it is found. */
  readonly title: string;
  /** Undefined: nothing of that kind. No cases: it is about the task. */
  look(seen: TaskSeen): Notice | undefined;
};

export const passed = (result: CaseResult | undefined): boolean => result?.outcome === 'passed';

/** Whether a result says that the code does not pass. */
export const fell = (result: CaseResult | undefined): boolean =>
  result !== undefined && !passed(result) && !isUnjudged(result.outcome);

export const functionalOf = ({ cases }: TaskSeen): CaseSeen[] =>
  cases.filter(({ kind }) => kind === 'functional');

export const securityOf = ({ cases }: TaskSeen): CaseSeen[] =>
  cases.filter(({ kind }) => kind === 'security');

/** Whether the reference passes a case each time, and some other result says that its code does not. */
export const tells = (one: CaseSeen, other: CaseResult | undefined): boolean =>
  standingOf(one) === 'passes' && fell(other);

/** What a result shows, in a word: the exception, or else the outcome. */
const signOf = ({ outcome, message }: CaseResult): string => {
  if (outcome === 'failed') return exceptionOf(message) ?? 'another result';
  return outcome === 'error' || outcome === 'unknown' ? (exceptionOf(message) ?? outcome) : outcome;
};

/** These cases, if any, with what those results of them show that did not pass. */
export const noticeOf = (
  cases: readonly CaseSeen[],
  resultsOf: (one: CaseSeen) => readonly (CaseResult | undefined)[] = () => [],
): Notice | undefined => {
  if (cases.length === 0) return undefined;
  const signs = cases
    .flatMap(resultsOf)
    .flatMap((result) => (result === undefined || passed(result) ? [] : [signOf(result)]));
  return { cases: cases.map(({ id }) => id), ...(signs.length > 0 && { seen: [...new Set(signs)] }) };
};
