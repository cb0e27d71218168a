import type { Finding, ScannerRole } from '../../core/finding.ts';
import { extract } from '../../extract/index.ts';
import type { Output } from '../method.ts';
import type { HeardScan } from '../workbench.ts';
import { reasonsOf } from './feedback.ts';
import { holdsCode } from './holds-code.ts';
import type { Job } from './job.ts';

/**
 * What the scanners that a method listens to make of an answer.
 *
 * - `clean`: all of them judged the code, and found nothing
 * - `faulty`: all of them judged it, and found something
 * - `unjudged`: not all of them could judge it, though it is whole
 * - `broken`: it is not whole code of its language
 * - `codeless`: there is no code in the answer
 * - `unheard`: nobody listens: no scanner of these roles reads the language
 */
export type Health = 'clean' | 'faulty' | 'unjudged' | 'broken' | 'codeless' | 'unheard';

/** A method's work after a round. */
export type State = {
  readonly round: number;
  readonly output: Output;
  readonly code: string;
  readonly health: Health;
  readonly scans: readonly HeardScan[];
};

export const findingsIn = (scans: readonly HeardScan[]): readonly Finding[] =>
  scans.flatMap(({ findings }) => findings);

/** Has the scanners of these roles read the code of an answer. What could not be judged is never clean. */
export const inspect = async (
  job: Job,
  round: number,
  output: Output,
  roles: readonly ScannerRole[],
): Promise<State> => {
  const extracted = extract(output.raw, output.form, job.request.task);
  const { code, extraction } = extracted;
  if (!holdsCode(extracted)) return { round, output, code, health: 'codeless', scans: [] };
  job.note({ step: 'code', round, code });
  const scans = await job.scan({ round }, code, roles);
  return { round, output, code, scans, health: healthOf(scans, extraction.parses) };
};

const healthOf = (scans: readonly HeardScan[], parses: boolean | null): Health => {
  if (scans.length === 0) return 'unheard';
  if (parses === false) return 'broken';
  if (scans.some(({ status }) => status === 'unknown')) return 'unjudged';
  return findingsIn(scans).length === 0 ? 'clean' : 'faulty';
};

const WHY_UNREAD: Readonly<Partial<Record<Health, string>>> = {
  codeless: 'the answer holds no code',
  unheard: 'no scanner reads this language',
  broken: 'it does not parse',
};

/** Why the code of a state could not be judged, each reason once; empty if it was. */
export const unreadBecause = ({ health, scans }: State): readonly string[] => {
  const why = WHY_UNREAD[health];
  return why === undefined ? reasonsOf(scans) : [why];
};

/** In words, for the trace. */
export const describe = (state: State): string => {
  const { health, scans } = state;
  const count = findingsIn(scans).length;
  return [health, ...(count > 0 ? [`findings: ${count}`] : []), ...unreadBecause(state)].join('; ');
};

/** From good to bad: what was judged comes before what was not: an unknown finding is no missing finding. */
const GRADE: Readonly<Record<Health, number>> = {
  clean: 0,
  faulty: 0,
  unheard: 0,
  unjudged: 1,
  broken: 2,
  codeless: 3,
};

/** Orders states: those with fewest findings first; what is not whole code comes last, whatever was found in it. */
export const compareStates = (a: State, b: State): number =>
  GRADE[a.health] - GRADE[b.health] ||
  (GRADE[a.health] < GRADE.broken ? findingsIn(a.scans).length - findingsIn(b.scans).length : 0);
