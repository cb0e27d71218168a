import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A diagnostic of Ruff's; rows and columns count from 1, columns in code points. */
export type RuffDiagnostic = {
  readonly code: string | null;
  readonly message: string;
  readonly start: { readonly row: number; readonly column: number };
  readonly end: { readonly row: number; readonly column: number };
};

export type RuffThread = {
  /** Rejects if Ruff crashes, takes longer than `limit` milliseconds, or is aborted; discard the thread then. */
  check(code: string, limit: number, signal?: AbortSignal): Promise<readonly RuffDiagnostic[]>;
  /** Keeps the thread for the next one who asks. It does not keep the process alive. */
  release(): void;
  discard(): Promise<void>;
};

/** As this file is: TypeScript from source, JavaScript when built. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** By selection. */
const idle = new Map<string, RuffThread[]>();

/**
 * A thread that runs Ruff with a selection of rules, for one user at a time. It has a stack of its own, so that how
 * deep a program may nest does not hang on the caller's stack; and a thread, unlike a call, can be stopped. Starting
 * one takes as long as checking hundreds of programs, so they are kept.
 */
export const takeRuff = (select: readonly string[]): RuffThread =>
  idle.get(select.join())?.pop() ?? startRuff(select);

const startRuff = (select: readonly string[]): RuffThread => {
  const worker = new Worker(WORKER, {
    workerData: { select },
    execArgv: [],
    resourceLimits: { stackSizeMb: 16 },
  });
  const thread: RuffThread = {
    async check(code, limit, signal) {
      worker.ref();
      const signals = [AbortSignal.timeout(limit), ...(signal ? [signal] : [])];
      const answer = once(worker, 'message', { signal: AbortSignal.any(signals) });
      worker.postMessage(code);
      const [diagnostics] = await answer;
      return diagnostics;
    },
    release() {
      worker.unref();
      const key = select.join();
      idle.set(key, [...(idle.get(key) ?? []), thread]);
    },
    async discard() {
      await worker.terminate();
    },
  };
  return thread;
};
