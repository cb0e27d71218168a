import PQueue from 'p-queue';

/**
 * How many requests may be under way, steered as TCP steers its window: additive increase, multiplicative
 * decrease (Chiu and Jain 1989), at most one decrease per congestion episode (as NewReno, RFC 6582).
 */
export type Window = {
  /** Fractional; between 1 and `max`. */
  readonly limit: number;
  readonly max: number;
  /** Number of cuts so far. A request belongs to the episode that it started in. */
  readonly episode: number;
};

export const openWindow = (max: number): Window => ({ limit: max, max, episode: 0 });

/** One request more per round of `limit` successes. What started before the last cut says nothing about it. */
export const afterSuccess = (window: Window, startedIn: number): Window =>
  startedIn < window.episode
    ? window
    : { ...window, limit: Math.min(window.max, window.limit + 1 / window.limit) };

/** Halves the limit, once for all the requests that were under way when the server ran full. */
export const afterCongestion = (window: Window, startedIn: number): Window =>
  startedIn < window.episode
    ? window
    : { ...window, limit: Math.max(1, window.limit / 2), episode: window.episode + 1 };

/** A queue whose concurrency follows a {@link Window}. */
export type AdaptiveQueue = {
  /** Runs the job when there is room. Aborting the signal takes a waiting job out of the queue. */
  run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** To be asked when a request is sent, and handed back with {@link AdaptiveQueue.congested}. */
  episode(): number;
  congested(startedIn: number): void;
  /** Requests that may be under way now. */
  limit(): number;
};

/** Starts at `max`; the calls to `congested` bring it down, jobs that resolve bring it up again. */
export const adaptiveQueue = (max: number): AdaptiveQueue => {
  let window = openWindow(max);
  const queue = new PQueue({ concurrency: max });
  const move = (next: Window): void => {
    window = next;
    queue.concurrency = Math.floor(next.limit);
  };
  return {
    run: (job, signal) =>
      queue.add(
        async () => {
          const startedIn = window.episode;
          const result = await job();
          move(afterSuccess(window, startedIn));
          return result;
        },
        { signal },
      ),
    episode: () => window.episode,
    congested: (startedIn) => move(afterCongestion(window, startedIn)),
    limit: () => queue.concurrency,
  };
};
