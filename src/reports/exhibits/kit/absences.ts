import type { Absent } from '../exhibit.ts';

export const absent = (reason: string, hint: string): Absent => ({ kind: 'absent', reason, hint });

/** Reasons that several exhibits share. */
export const NO_SAMPLES = absent(
  'the runs have no samples yet',
  'go on with them: type the same command again',
);

export const NO_BASE = absent(
  'no method has a base beside it on the same tasks',
  'there must be both: bifocal run --method base,METHOD, or bifocal improve RUN --method METHOD',
);

/** @param what the runs, or one data set */
export const notThroughBothLenses = (what: string): Absent =>
  absent(
    `samples of ${what} are not judged through both lenses, so that nothing has Secure-Pass@1 or SAFE@1`,
    'have them tested and scanned: tasks with tests (--tasks) and scanners (--scanners)',
  );

export const noDataSet = (which: 'first' | 'second'): Absent =>
  which === 'first'
    ? NO_SAMPLES
    : absent(
        'the runs have no second data set',
        'give a run over another data set, too: bifocal report RUN RUN',
      );

export const NO_SCORES = absent(
  'no scanner and no test judged the samples',
  'have them tested and scanned: tasks with tests (--tasks) and scanners (--scanners)',
);
