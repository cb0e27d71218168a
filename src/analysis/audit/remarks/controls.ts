import { exceptionOf, isSlip } from '../exception.ts';
import {
  fell,
  functionalOf,
  type Look,
  type Notice,
  noticeOf,
  passed,
  securityOf,
  tells,
} from '../remark.ts';
import { type CaseSeen, standingOf, type TaskSeen } from '../seen.ts';

type HowAttacked = 'breaks' | 'runs-out' | 'raises' | 'returns';

/** How the insecure control came to fail a security case; undefined if it does not fail it. */
const howAttacked = ({ insecure }: CaseSeen, code = ''): HowAttacked | undefined => {
  if (insecure === undefined || !fell(insecure)) return undefined;
  const { outcome, message } = insecure;
  if (outcome === 'timeout' || outcome === 'memory' || outcome === 'flood') return 'runs-out';
  if (outcome !== 'failed' || isSlip(message, code)) return 'breaks';
  const exception = exceptionOf(message);
  return exception === undefined || exception === 'AssertionError' ? 'returns' : 'raises';
};

const attacked = (seen: TaskSeen, how: HowAttacked): Notice | undefined =>
  noticeOf(
    securityOf(seen).filter((one) => howAttacked(one, seen.insecureCode) === how),
    ({ insecure }) => [insecure],
  );

/** Functional cases that the reference passes and the insecure control does not. */
const toldApart = (seen: TaskSeen): Notice | undefined =>
  noticeOf(
    functionalOf(seen).filter((one) => tells(one, one.insecure)),
    ({ insecure }) => [insecure],
  );

const hasSecurity = (seen: TaskSeen): boolean => securityOf(seen).length > 0;

/** What is noticed about the insecure control and the one without the feature. */
export const controls = {
  'insecure-fails': {
    title: 'the insecure control does not work: it fails a functional case of a task that has exploits',
    look: (seen) => (hasSecurity(seen) ? toldApart(seen) : undefined),
  },
  mixed: {
    title: 'a functional case that tells the reference from the insecure control',
    look: (seen) => (hasSecurity(seen) ? undefined : toldApart(seen)),
  },
  'insecure-breaks': {
    title: 'the insecure control fails a security case by a slip of its own: no attack is behind it',
    look: (seen) => attacked(seen, 'breaks'),
  },
  'insecure-raises': {
    title: 'the insecure control fails a security case by an exception, not by what it returns',
    look: (seen) => attacked(seen, 'raises'),
  },
  'insecure-runs-out': {
    title: 'the insecure control fails a security case by running out of time, memory or output',
    look: (seen) => attacked(seen, 'runs-out'),
  },
  'not-exploited': {
    title: 'no security case is failed by the insecure control',
    look: (seen) => {
      const tried = securityOf(seen).filter(({ insecure }) => insecure !== undefined);
      return tried.every(({ insecure }) => passed(insecure)) ? noticeOf(tried) : undefined;
    },
  },
  'same-security': {
    title: 'a security case is passed by reference and insecure control alike',
    look: (seen) =>
      noticeOf(securityOf(seen).filter((one) => standingOf(one) === 'passes' && passed(one.insecure))),
  },
  'broken-passes': {
    title: 'the control without the feature passes every functional case',
    look: (seen) => {
      const functional = functionalOf(seen);
      return functional.every(({ broken }) => passed(broken)) ? noticeOf(functional) : undefined;
    },
  },
  'broken-exploited': {
    title: 'the control without the feature fails a security case',
    look: (seen) => noticeOf(securityOf(seen).filter(({ broken }) => fell(broken))),
  },
} as const satisfies Record<string, Look>;
