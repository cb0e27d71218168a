import { exceptionOf } from '../../analysis/audit/exception.ts';
import { cannotFail } from '../../analysis/audit/remarks/stubs.ts';
import { type CaseSeen, standingOf, type TaskSeen } from '../../analysis/audit/seen.ts';
import type { CaseResult } from '../../core/case.ts';
import type { Cause, Quarantined } from '../../datasets/quarantine.ts';

/** What in a message tells which cause, the surest first. */
const SIGNS: readonly (readonly [Cause, RegExp])[] = [
  ['unparsable', /\b(SyntaxError|IndentationError|TabError)\b/],
  ['library', /\b(ModuleNotFoundError|ImportError)\b/],
  [
    'network',
    /name resolution|Name or service not known|getaddrinfo|Network is unreachable|Max retries exceeded|URLError|ConnectionError|ConnectTimeout/i,
  ],
  ['data', /\b(LookupError|FileNotFoundError)\b/],
  ['machine', /Read-only file system|Permission denied|Operation not permitted/],
];

type Fault = { readonly id: string; readonly cause: Cause; readonly reason: string };

const causeOf = (results: readonly CaseResult[]): Cause =>
  SIGNS.find(([, sign]) => results.some(({ message = '' }) => sign.test(message)))?.[0] ?? 'reference';

const REASONS: Readonly<Record<Cause, string>> = {
  network: 'the reference asks for a host, and there is no network in the sandbox',
  library: 'a library that is not in the environment',
  data: 'a file or a corpus that is not in the environment',
  machine: 'what the machine allows or is called decides about the outcome',
  flaky: 'the reference passes in some runs and fails in others',
  reference: 'the reference fails in every run',
  unparsable: 'the reference does not parse',
  stub: 'every stub passes: no sample can fail',
};

/** Names of exceptions and of missing modules: all that is quoted of a message. */
const detailOf = (results: readonly CaseResult[]): string => {
  const module = results
    .map(({ message = '' }) => /No module named '([\w.]+)'/.exec(message)?.[1])
    .find((name) => name !== undefined);
  const names = results.flatMap(({ message, outcome }) =>
    outcome === 'passed' ? [] : [exceptionOf(message) ?? (outcome === 'failed' ? 'another result' : outcome)],
  );
  return module ?? [...new Set(names)].join(', ');
};

const faultOf = (one: CaseSeen): Fault | undefined => {
  const standing = standingOf(one);
  if (standing === 'passes' || standing === 'none') return undefined;
  const cause = standing === 'flaky' ? 'flaky' : causeOf(one.reference);
  const detail = detailOf(one.reference);
  return { id: one.id, cause, reason: `${REASONS[cause]}${detail ? ` (${detail})` : ''}` };
};

/**
 * What of a task should be in quarantine because its own reference does not pass, each time: single cases, or all of it
 * if no functional case is left, or if its tests build on one another. The causes are guessed from what the cases said.
 * What only says little (a case that a stub passes) is no matter of quarantine, unless nothing in the task can fail.
 */
export const proposeQuarantine = ({ task, cases }: TaskSeen): Quarantined[] => {
  const faults = cases.flatMap((one) => faultOf(one) ?? []);
  const functional = cases.filter(({ kind }) => kind === 'functional');
  const [first] = faults;
  if (first === undefined) {
    return functional.length > 0 && functional.every(cannotFail)
      ? [{ task, cause: 'stub', reason: REASONS.stub }]
      : [];
  }
  const ids = new Set(faults.map(({ id }) => id));
  const ordered = cases.some(({ alone }) => alone !== undefined && alone.outcome !== 'passed');
  if (ordered || functional.every(({ id }) => ids.has(id)))
    return [{ task, cause: first.cause, reason: first.reason }];
  return [...Map.groupBy(faults, ({ cause, reason }) => `${cause} ${reason}`).values()].flatMap((group) => {
    const [{ cause, reason } = first] = group;
    return [{ task, cases: group.map(({ id }) => id), cause, reason }];
  });
};
