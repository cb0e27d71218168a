import { setImmediate } from 'node:timers/promises';

const LONGEST_MS = 50;

/**
 * Lets signals and timers through in work that never waits for anything: called often, it waits now and then.
 * @throws the reason of the signal, once that is aborted
 */
export const breathing = (signal: AbortSignal): (() => Promise<void>) => {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_MS) return;
    await setImmediate();
    last = performance.now();
    signal.throwIfAborted();
  };
};
