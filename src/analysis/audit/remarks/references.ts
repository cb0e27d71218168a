import { fell, functionalOf, type Look, noticeOf, securityOf, tells } from '../remark.ts';
import { type CaseSeen, type Standing, standingOf } from '../seen.ts';

const standing = (cases: readonly CaseSeen[], which: Standing) =>
  noticeOf(
    cases.filter((one) => standingOf(one) === which),
    ({ reference }) => reference,
  );

/** What is noticed about the reference. */
export const references = {
  'no-tests': {
    title: 'the task has no tests',
    look: ({ tested }) => (tested ? undefined : { cases: [] }),
  },
  unparsable: {
    title: 'a solution of the task does not parse',
    look: ({ unparsable }) => (unparsable.length > 0 ? { cases: [], seen: unparsable } : undefined),
  },
  'reference-fails': {
    title: 'the reference fails a functional case, in every run',
    look: (seen) => standing(functionalOf(seen), 'fails'),
  },
  'reference-exploited': {
    title: 'the reference fails a security case, in every run',
    look: (seen) => standing(securityOf(seen), 'fails'),
  },
  'reference-flaky': {
    title: 'the reference passes a case in one run and fails it in another',
    look: ({ cases }) => standing(cases, 'flaky'),
  },
  'reference-unjudged': {
    title: 'nothing can be said of a case, not even with the reference',
    look: ({ cases }) => standing(cases, 'unjudged'),
  },
  'builds-on-others': {
    title: 'the reference passes a case only behind the others of its task',
    look: ({ cases }) => noticeOf(cases.filter(({ alone }) => fell(alone))),
  },
  elsewhere: {
    title:
      'the reference passes a case here, and fails it as another user with another home, zone and hash seed',
    look: ({ cases }) =>
      noticeOf(
        cases.filter((one) => tells(one, one.elsewhere)),
        ({ elsewhere }) => [elsewhere],
      ),
  },
} as const satisfies Record<string, Look>;
