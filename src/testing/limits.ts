import type { Task } from '../core/task.ts';

/** Limits of one job. CPU seconds hold per case; the wall clock starts when the code starts. */
export type Limits = {
  readonly cpu_seconds: number;
  readonly wall_seconds: number;
  readonly load_cpu_seconds: number;
  readonly load_wall_seconds: number;
  /** For how long the judge may say nothing. */
  readonly silence_seconds: number;
  /** Beyond what the libraries take that are in memory before the sample is loaded. */
  readonly memory_bytes: number;
  readonly file_bytes: number;
  readonly processes: number;
};

const MIB = 1024 * 1024;

/** How much slower than the reference a solution may be. */
const SLOWNESS = 10;

/**
 * CPU time is what is limited; wall time is only the backstop for code that sleeps, so it is generous.
 *
 * @param referenceSeconds CPU time that the slowest case of the reference solution took on this machine, if measured:
 *   where it needs much of the task's limit, the limit grows with it, so that it means the same on a slow machine
 */
export const limitsOf = (task: Task, referenceSeconds = 0): Limits => {
  const cpu = Math.ceil(Math.max(task.cpuSeconds, SLOWNESS * referenceSeconds));
  return {
    cpu_seconds: cpu,
    wall_seconds: cpu * 3 + 10,
    load_cpu_seconds: cpu + 20,
    load_wall_seconds: cpu * 3 + 60,
    silence_seconds: cpu * 9 + 180, // loading, a case and its end, each with the wall clock's limit
    memory_bytes: task.memoryMiB * MIB,
    file_bytes: 256 * MIB,
    processes: 256,
  };
};
