import { type Profile, profileFor, profiles } from './profiles.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

/** Workers by profile, started when there is work for them and kept for more. */
export type Pool = {
  /** How far jobs are kept from one another, in words. */
  readonly level: string;
  /** Lends a worker that has loaded what these sources import. */
  withWorker<T>(sources: readonly string[], use: (worker: Worker) => Promise<T>): Promise<T>;
  /** Starts a worker for one job, with these environment variables besides the usual ones, and ends it. */
  withOwn<T>(world: Readonly<Record<string, string>>, use: (worker: Worker) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const WARM = 'fork server, namespaces and system call filter per job';
const COLD = 'started anew for each job';

/** Makes a pool ready: finds out, by starting one, whether a worker can serve job after job. */
export const openPool = async ({
  reuse,
  ...options
}: Omit<WorkerOptions, 'profile' | 'world'> & {
  /** Whether one worker may serve many jobs, where it can. */
  readonly reuse: boolean;
}): Promise<Pool> => {
  const idle = new Map<string, Worker[]>(profiles.map(({ id }) => [id, []]));
  const busy = new Set<Worker>();
  const start = (profile: Profile | undefined, world = {}) => startWorker({ ...options, profile, world });

  const take = async (profile: Profile): Promise<Worker> => {
    const waiting = idle.get(profile.id) ?? [];
    for (let worker = waiting.pop(); worker; worker = waiting.pop()) if (worker.alive()) return worker;
    return start(profile);
  };

  const plain = profileFor('');
  const first = await start(reuse && options.sandbox.nests ? plain : undefined);
  const warm = await first.ready.catch(() => false);
  if (warm) idle.get(plain.id)?.push(first);
  else await first.stop();

  return {
    level: [warm ? WARM : COLD, 'rlimits', ...(first.bounded ? ['memory cgroup'] : [])].join(', '),
    async withWorker(sources, use) {
      const profile = warm ? profileFor(...sources) : undefined;
      const worker = profile ? await take(profile) : await start(undefined);
      busy.add(worker);
      try {
        return await use(worker);
      } finally {
        busy.delete(worker);
        if (profile && worker.alive()) idle.get(profile.id)?.push(worker);
        else await worker.stop();
      }
    },
    async withOwn(world, use) {
      const worker = await start(undefined, world);
      busy.add(worker);
      try {
        return await use(worker);
      } finally {
        busy.delete(worker);
        await worker.stop();
      }
    },
    async close() {
      const all = [...busy, ...[...idle.values()].flat()];
      for (const waiting of idle.values()) waiting.length = 0;
      await Promise.all(all.map((worker) => worker.stop()));
    },
  };
};
