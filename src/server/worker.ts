/**
 * Runs in a thread of its own, so that reading and scoring runs does not keep the server from answering: makes a
 * {@link LiveSite} of `workerData` and answers calls of it, one at a time. The first message says whether that went well.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { BifocalError } from '../core/errors.ts';
import { type LiveOptions, type LiveSite, openLiveSite } from './live-site.ts';
import type { Answer, Call } from './thread.ts';

const options: LiveOptions = workerData;

const answerOf = (id: number, act: () => unknown): Answer => {
  try {
    return { id, value: act() };
  } catch (error) {
    if (error instanceof BifocalError) {
      const { code, message, hint } = error;
      return { id, refusal: { code, message, hint } };
    }
    return { id, fault: error };
  }
};

let site: LiveSite | undefined;

parentPort?.postMessage(
  answerOf(0, () => {
    site = openLiveSite(options);
  }),
);

parentPort?.on('message', ({ id, name, argument }: Call) => {
  const act = site?.[name] as ((argument: unknown) => unknown) | undefined;
  parentPort?.postMessage(answerOf(id, () => act?.(argument)));
});
