import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import { firstAttempt } from './kit/first-attempt.ts';
import { openJob } from './kit/job.ts';
import type { Method } from './method.ts';

/** The model as it is: asks once. */
export const base: Method = {
  id: 'base',
  title: 'the model as it is',
  source: 'the baseline of every comparison',
  needs: [],
  settings: z.strictObject({}),
  rounds: 0,
  listens: () => [],
  oracle: () => undefined,
  seesLabel: () => false,
  generate: async (request) => {
    const job = openJob(request, 0);
    const output = await firstAttempt(job);
    return output.status === 'unknown' ? output : ok(job.handIn(output.value, { stop: 'answered' }));
  },
};
