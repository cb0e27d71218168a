import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveOptions } from './live-site.ts';
import type { ReadLabelPost, ReadReviewPost } from './posts.ts';
import { stampsOf } from './stamps.ts';
import { type SiteThread, startSite } from './thread.ts';

/** What watchers are told. */
export type News =
  | { readonly event: 'version'; readonly version: number }
  | { readonly event: 'problem'; readonly message: string };

/** Runs as they are now, looked at again whenever they change. */
export type Live = {
  version(): number;
  /**
   * A part of the data as a script. `gone`: rows are others since that version; undefined: there is no such part.
   *
   * @param version that the reader has; undefined: whatever there is
   */
  part(name: string, version?: number): Promise<string | 'gone' | undefined>;
  /** Both return the version in which what was said can be seen. */
  label(post: ReadLabelPost): Promise<number>;
  review(post: ReadReviewPost): Promise<number>;
  /** Tells a watcher of the problem that there is, if any, and of all news, until the returned function is called. */
  watch(watcher: (news: News) => void): () => void;
  close(): Promise<void>;
};

export type LiveTiming = {
  /** Milliseconds between two looks at the files. */
  readonly look: number;
  /** Least milliseconds between two times that everything is read. */
  readonly rest: number;
  /** The same as a multiple of how long it took. */
  readonly share: number;
};

const TIMING: LiveTiming = { look: 1000, rest: 3000, share: 3 };

/**
 * Opens runs and keeps up with them. They are read in a thread of its own; while the next state is being made, the last
 * one answers.
 *
 * @param signal ends the reading of the first state
 * @throws BifocalError as `openStudy` does, for the first state; for later ones watchers are told, and the last one stays
 */
export const openLive = async (
  options: LiveOptions,
  { timing = TIMING, signal }: { readonly timing?: LiveTiming; readonly signal?: AbortSignal } = {},
): Promise<Live> => {
  const ended = new AbortController();
  const watchers = new Set<(news: News) => void>();
  const tell = (news: News): void => {
    for (const watcher of watchers) watcher(news);
  };
  let problem: News | undefined;
  let stamps = stampsOf(options.folders);
  let current: SiteThread = await startSite(options, signal ?? ended.signal);
  let [version, since] = [1, 1];
  await current.call('publish', version);

  const publish = async (): Promise<number> => {
    const next = ++version;
    await current.call('publish', next);
    tell({ event: 'version', version: next });
    return next;
  };
  const say = async (act: () => Promise<void>): Promise<number> => {
    await act();
    stamps = { ...stamps, labels: stampsOf(options.folders).labels };
    return publish();
  };
  const renew = async (): Promise<void> => {
    const next = await startSite(options, ended.signal);
    const last = current;
    current = next;
    since = version + 1;
    await publish();
    await last.close();
  };
  /** @returns milliseconds that it took */
  const look = async (): Promise<number> => {
    const start = performance.now();
    const now = stampsOf(options.folders);
    const before = stamps;
    stamps = now;
    if (now.records !== before.records) await renew();
    else if (now.labels !== before.labels) await publish();
    else return 0;
    return performance.now() - start;
  };
  const keepLooking = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      let took = 0;
      try {
        took = await look();
        if (took > 0) problem = undefined;
      } catch (error) {
        if (ended.signal.aborted) return;
        problem = { event: 'problem', message: error instanceof Error ? error.message : String(error) };
        tell(problem);
      }
      const pause = took > 0 ? Math.max(timing.rest, timing.share * took) : timing.look;
      await sleep(pause, undefined, { signal: ended.signal }).catch(() => {});
    }
  };
  const looking = keepLooking();

  return {
    version: () => version,
    part: async (name, wanted) =>
      wanted !== undefined && (wanted < since || wanted > version) ? 'gone' : current.call('part', name),
    label: (post) => say(() => current.call('label', post)),
    review: (post) => say(() => current.call('review', post)),
    watch(watcher) {
      watchers.add(watcher);
      if (problem) watcher(problem);
      return () => void watchers.delete(watcher);
    },
    async close() {
      ended.abort(new Error('the server is closed'));
      await looking;
      await current.discard();
    },
  };
};
