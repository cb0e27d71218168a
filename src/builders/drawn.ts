import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Task } from '../core/task.ts';
import { draw } from '../stats/sampling.ts';

export type Drawing = {
  /** Only the first so many; of these, so many are drawn. Absent: all. */
  readonly limit?: number | undefined;
  readonly sample?: number | undefined;
  readonly seed: number;
};

/** In the order of the set, so that a larger sample is no other run where it holds the whole set. */
export const drawn = (tasks: readonly Task[], { limit, sample, seed }: Drawing): readonly Task[] => {
  const first = tasks.slice(0, limit);
  if (sample === undefined || sample >= first.length) return first;
  const chosen = new Set(draw(first, sample, xoroshiro128plus(seed)));
  return first.filter((task) => chosen.has(task));
};
