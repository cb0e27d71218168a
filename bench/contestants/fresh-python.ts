import type { Contestant } from '../contestant.ts';
import { runPool } from './pool.ts';

/** The plainest way: a script per task, run by a new interpreter. All tasks are in one enclosure. */
export const contestant: Contestant = {
  id: 'fresh-python',
  title: 'a fresh python3 per task',
  covers: () => true,
  prepare: async () => {},
  judge: (job) => runPool(job, { wrapper: [], home: job.folder, enclose: true }),
};
