import type { ScannerRole } from '../../core/finding.ts';
import { extract } from '../../extract/index.ts';
import { findingLines, reasonsOf } from '../kit/feedback.ts';
import { holdsCode } from '../kit/holds-code.ts';
import type { Job } from '../kit/job.ts';
import type { Output } from '../method.ts';

/**
 * What the analyzers make of an answer.
 *
 * - `clean`: all of them judged the code, and found nothing
 * - `faulty`: all of them judged it, and found something
 * - `unjudged`: not all of them could judge it, though it is whole
 * - `broken`: it is not whole code of its language
 * - `codeless`: there is no code in the answer
 * - `unheard`: nobody listens: no analyzer of these roles reads the language
 */
export type Health = 'clean' | 'faulty' | 'unjudged' | 'broken' | 'codeless' | 'unheard';

/** The method's work after a round. */
export type State = {
  readonly round: number;
  readonly output: Output;
  readonly code: string;
  readonly health: Health;
  readonly findings: number;
  /** What was found and why something could not be judged, in words for the model. */
  readonly lines: readonly string[];
  readonly reasons: readonly string[];
};

/** Has the analyzers read the code of an answer. What cannot be analysed is never clean. */
export const inspect = async (
  job: Job,
  round: number,
  output: Output,
  roles: readonly ScannerRole[],
): Promise<State> => {
  const extracted = extract(output.raw, output.form, job.request.task);
  const { code, extraction } = extracted;
  if (!holdsCode(extracted)) {
    const reasons = ['the answer holds no code'];
    return { round, output, code, health: 'codeless', findings: 0, lines: [], reasons };
  }
  job.note({ step: 'code', round, code });
  const scans = await job.scan({ round }, code, roles);
  const findings = scans.reduce((sum, scan) => sum + scan.findings.length, 0);
  const state = { round, output, code, findings, lines: findingLines(scans) };
  if (scans.length === 0)
    return { ...state, health: 'unheard', reasons: ['no analyzer reads this language'] };
  if (extraction.parses === false) return { ...state, health: 'broken', reasons: ['it does not parse'] };
  const reasons = reasonsOf(scans);
  if (reasons.length > 0) return { ...state, health: 'unjudged', reasons };
  return { ...state, health: findings === 0 ? 'clean' : 'faulty', reasons };
};

/** From good to bad. What was judged comes before what was not: an unknown finding is no missing finding. */
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
  GRADE[a.health] - GRADE[b.health] || (GRADE[a.health] < GRADE.broken ? a.findings - b.findings : 0);
