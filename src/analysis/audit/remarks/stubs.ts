import { isUnjudged } from '../../../core/case.ts';
import { functionalOf, type Look, noticeOf, securityOf } from '../remark.ts';
import type { CaseSeen } from '../seen.ts';

/** The stubs that pass a case. */
const passing = ({ stubs }: CaseSeen): string[] =>
  [...stubs].flatMap(([kind, outcome]) => (outcome === 'passed' ? [kind] : []));

/** How many stubs say anything of a case. */
const judged = ({ stubs }: CaseSeen): number =>
  [...stubs.values()].filter((outcome) => !isUnjudged(outcome)).length;

const kindsOf = (cases: readonly CaseSeen[]): string[] => [
  ...new Set(cases.flatMap(({ stubs }) => [...stubs.keys()])),
];

/** Whether a case is passed by every stub that says anything of it. */
export const cannotFail = (one: CaseSeen): boolean => judged(one) > 0 && passing(one).length === judged(one);

/** What is noticed about code that does nothing. */
export const stubs = {
  'stub-case': {
    title: 'a stub passes a functional case',
    look: (seen) => {
      const weak = functionalOf(seen).filter((one) => passing(one).length > 0);
      const notice = noticeOf(weak);
      return notice && { ...notice, stubs: [...new Set(weak.flatMap(passing))] };
    },
  },
  'stub-task': {
    title: 'a stub passes every functional case of a task',
    look: (seen) => {
      const functional = functionalOf(seen);
      const all = kindsOf(functional).filter((kind) =>
        functional.every((one) => passing(one).includes(kind)),
      );
      const notice = all.length > 0 ? noticeOf(functional) : undefined;
      return notice && { ...notice, stubs: all };
    },
  },
  'cannot-fail': {
    title: 'every stub passes a functional case',
    look: (seen) => noticeOf(functionalOf(seen).filter(cannotFail)),
  },
  'wants-answer': {
    title: 'every stub fails a security case: it wants one answer, not just that nothing bad happens',
    look: (seen) => noticeOf(securityOf(seen).filter((one) => judged(one) > 0 && passing(one).length === 0)),
  },
} as const satisfies Record<string, Look>;
