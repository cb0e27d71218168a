import type { Finding, ScannerRole } from '../../core/finding.ts';
import { extract } from '../../extract/index.ts';
import { reasonsOf } from '../kit/feedback.ts';
import { holdsCode } from '../kit/holds-code.ts';
import type { Job } from '../kit/job.ts';
import type { Output } from '../method.ts';
import type { HeardScan } from '../workbench.ts';

/** It listens to scanners for vulnerabilities. */
export const ROLES: readonly ScannerRole[] = ['security'];

/**
 * What the scanners make of a code.
 *
 * - `clean`: all of them judged it, and found nothing
 * - `faulty`: all of them judged it, and found something
 * - `unjudged`: not all of them could judge it, though it is whole
 * - `broken`: it is not whole code of its language
 * - `codeless`: there is no code in the answer
 * - `unheard`: nobody listens: no scanner reads the language
 */
export type Health = 'clean' | 'faulty' | 'unjudged' | 'broken' | 'codeless' | 'unheard';

/** The code after a round. */
export type State = {
  readonly round: number;
  readonly output: Output;
  readonly code: string;
  readonly health: Health;
  readonly scans: readonly HeardScan[];
};

export const findingsIn = (scans: readonly HeardScan[]): readonly Finding[] =>
  scans.flatMap(({ findings }) => findings);

/** Has the scanners read the code of an output. What could not be judged is never clean. */
export const inspect = async (job: Job, round: number, output: Output): Promise<State> => {
  const extracted = extract(output.raw, output.form, job.request.task);
  const { code, extraction } = extracted;
  if (!holdsCode(extracted)) return { round, output, code, health: 'codeless', scans: [] };
  job.note({ step: 'code', round, code });
  const scans = await job.scan({ round }, code, ROLES);
  return { round, output, code, scans, health: healthOf(scans, extraction.parses) };
};

const healthOf = (scans: readonly HeardScan[], parses: boolean | null): Health => {
  if (scans.length === 0) return 'unheard';
  if (parses === false) return 'broken';
  if (scans.some(({ status }) => status === 'unknown')) return 'unjudged';
  return findingsIn(scans).length === 0 ? 'clean' : 'faulty';
};

/** In words, for the trace. */
export const describe = ({ health, scans }: State): string =>
  [health, `findings: ${findingsIn(scans).length}`, ...reasonsOf(scans)].join('; ');

/** From good to bad: what could be judged comes before what could not. */
const GRADE: Readonly<Record<Health, number>> = {
  clean: 0,
  faulty: 0,
  unheard: 0,
  unjudged: 1,
  broken: 2,
  codeless: 3,
};

/** Below 0: the first is better. Those with fewest findings first; what could not be judged comes last. */
export const compareStates = (a: State, b: State): number =>
  GRADE[a.health] - GRADE[b.health] || findingsIn(a.scans).length - findingsIn(b.scans).length;
