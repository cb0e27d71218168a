import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BifocalError, type ErrorCode } from '../core/errors.ts';
import type { LiveOptions, LiveSite } from './live-site.ts';

/** A call of a site in another thread. */
export type Call = { readonly id: number; readonly name: keyof LiveSite; readonly argument: unknown };

/** `refusal`: a {@link BifocalError}, which does not cross threads as what it is. `fault`: any other error. */
export type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly refusal: { readonly code: ErrorCode; readonly message: string; readonly hint: string } }
  | { readonly fault: unknown }
);

/** A {@link LiveSite} in a thread of its own. */
export type SiteThread = {
  call<Name extends keyof LiveSite>(
    name: Name,
    argument: Parameters<LiveSite[Name]>[0],
  ): Promise<ReturnType<LiveSite[Name]>>;
  /** Ends the thread after what was asked for is answered. */
  close(): Promise<void>;
  /** Ends it at once. */
  discard(): Promise<void>;
};

/** As this file is: TypeScript from source, JavaScript when built. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Reads and scores runs in another thread.
 *
 * @throws BifocalError as `openLiveSite` does; the reason of the signal
 */
export const startSite = async (options: LiveOptions, signal: AbortSignal): Promise<SiteThread> => {
  const worker = new Worker(WORKER, { workerData: options, execArgv: [] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const expect = (id: number): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    return answer.promise.finally(() => waiting.delete(id));
  };
  let gone: unknown;
  const fail = (error: unknown): void => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(error);
  };
  worker.on('message', (answer: Answer) => {
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    if ('value' in answer) resolve?.(answer.value);
    else if ('fault' in answer) reject?.(answer.fault);
    else reject?.(new BifocalError(answer.refusal.code, answer.refusal.message, answer.refusal.hint));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that reads the runs is gone')));
  const discard = async (): Promise<void> => void (await worker.terminate());
  const stop = (): void => fail(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    const ready = expect(0);
    signal.throwIfAborted();
    await ready;
  } catch (error) {
    await discard();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  let last = 0;
  return {
    call: ((name: keyof LiveSite, argument: unknown) => {
      if (gone !== undefined) return Promise.reject(gone);
      const id = ++last;
      const answer = expect(id);
      worker.postMessage({ id, name, argument } satisfies Call);
      return answer;
    }) as SiteThread['call'],
    async close() {
      await Promise.allSettled([...waiting.values()].map(({ promise }) => promise));
      await discard();
    },
    discard,
  };
};
