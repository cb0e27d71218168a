import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { suggestCategory } from '../../analysis/degeneracy/suggest.ts';
import type { Suggestion, Suspect } from '../../analysis/degeneracy/suspect.ts';
import type { Outcome } from '../../core/outcome.ts';

/** What a thread is given. */
export type SuggestJob = {
  readonly suspects: readonly Suspect[];
  /** Takes one message: the suggestions, in order. */
  readonly port: MessagePort;
  /** Counts what all threads have looked at, and at the end of each one more. */
  readonly done: Int32Array;
};

/** Fewer are done before a thread has started. */
const FEW = 50;
const MOST_THREADS = 8;
/** A thread that does nothing for so long has not started, or is gone. */
const SILENCE_MS = 60_000;

/** As this file is: TypeScript from source, JavaScript when built. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/**
 * What a program takes each of many suspects for, in their order: the same as {@link suggestCategory} of each, by all
 * processors. It waits for them. The threads are not only for speed: syntax trees are native memory, which is given
 * back when a thread comes to rest between two of them, and whoever waits never does.
 */
export const suggestAll = (suspects: readonly Suspect[]): readonly Outcome<Suggestion>[] => {
  if (suspects.length < FEW) return suspects.map(suggestCategory);
  const threads = Math.min(MOST_THREADS, availableParallelism(), Math.ceil(suspects.length / FEW));
  const size = Math.ceil(suspects.length / threads);
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const parts = Array.from({ length: threads }, (_, part) => {
    const own = suspects.slice(part * size, (part + 1) * size);
    const { port1, port2 } = new MessageChannel();
    const workerData: SuggestJob = { suspects: own, port: port2, done };
    const worker = new Worker(WORKER, { workerData, transferList: [port2], execArgv: [] });
    worker.on('error', () => {}); // What it leaves undone is done here.
    worker.unref();
    return { own, port: port1, worker };
  });
  waitFor(done, suspects.length + threads);
  return parts.flatMap(({ own, port, worker }) => {
    const received: { message: readonly Outcome<Suggestion>[] } | undefined = receiveMessageOnPort(port);
    port.close();
    void worker.terminate();
    return received?.message ?? own.map(suggestCategory);
  });
};

const waitFor = (done: Int32Array, total: number): void => {
  for (let seen = Atomics.load(done, 0); seen < total; seen = Atomics.load(done, 0)) {
    if (Atomics.wait(done, 0, seen, SILENCE_MS) === 'timed-out') return;
  }
};
