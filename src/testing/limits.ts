import type { Task } from '../core/task.ts';

/** Limits of one job. CPU seconds hold per case; the wall clock starts when the code starts. */
export type Limits = {
  readonly cpu_seconds: number;
  readonly wall_seconds: number;
  readonly load_cpu_seconds: number;
  readonly load_wall_seconds: number;
  /** For how long the judge may say nothing. */
  readonly silence_seconds: number;
  readonly memory_bytes: number;
  readonly file_bytes: number;
  readonly processes: number;
};

const MIB = 1024 * 1024;

/** CPU time is what is limited; wall time is only the backstop for code that sleeps, so it is generous. */
export const limitsOf = (task: Task): Limits => {
  const cpu = Math.ceil(task.cpuSeconds);
  return {
    cpu_seconds: cpu,
    wall_seconds: cpu * 3 + 10,
    load_cpu_seconds: cpu + 20,
    load_wall_seconds: cpu * 3 + 60,
    silence_seconds: cpu * 3 + 90,
    memory_bytes: task.memoryMiB * MIB,
    file_bytes: 256 * MIB,
    processes: 256,
  };
};
