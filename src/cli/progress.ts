import { MultiBar, type SingleBar } from 'cli-progress';
import type { Listener, Progress } from '../engine/progress.ts';

const TITLES = { samples: 'samples', tests: 'tests', scans: 'scans' } as const satisfies Record<
  Progress['stage'],
  string
>;
const PLAIN_INTERVAL_MS = 30_000;

/** Progress on stderr, and its end. */
export type ProgressView = Listener & { stop(): void };

const unknownText = (unknown: number): string => (unknown > 0 ? `${unknown} unknown` : '');

/** One live line per stage: share, rate, time left, unknowns. */
const terminalProgress = (): ProgressView => {
  const bars = new MultiBar({
    format: '{title} {bar} {value}/{total}  {rate}/s  {eta_formatted} left  {unknown}',
    barsize: 24,
    hideCursor: true,
    stream: process.stderr,
    clearOnComplete: true,
    emptyOnZero: true,
  });
  const started = new Map<Progress['stage'], { bar: SingleBar; since: number; first: number }>();
  return {
    progress({ stage, done, total, unknown }) {
      const known = total ?? done;
      let entry = started.get(stage);
      if (!entry) {
        const bar = bars.create(known, done, { title: TITLES[stage].padEnd(8), rate: '-', unknown: '' });
        entry = { bar, since: performance.now(), first: done - 1 };
        started.set(stage, entry);
      }
      const rate = (done - entry.first) / Math.max(0.001, (performance.now() - entry.since) / 1000);
      entry.bar.setTotal(known);
      entry.bar.update(done, { rate: rate.toFixed(rate < 10 ? 1 : 0), unknown: unknownText(unknown) });
    },
    notice: (message) => bars.log(`${message}\n`),
    stop: () => bars.stop(),
  };
};

/** For logs: a line at every tenth of a stage, or every half minute. */
const plainProgress = (): ProgressView => {
  const last = new Map<Progress['stage'], { tenth: number; time: number }>();
  return {
    progress({ stage, done, total, unknown }) {
      const tenth = total ? Math.floor((10 * done) / total) : 0;
      const before = last.get(stage) ?? { tenth: 0, time: performance.now() };
      const due = tenth > before.tenth || performance.now() - before.time > PLAIN_INTERVAL_MS;
      last.set(stage, due ? { tenth, time: performance.now() } : before);
      if (!due) return;
      const parts = [`${TITLES[stage]}: ${done}${total ? ` of ${total}` : ''}`, unknownText(unknown)];
      process.stderr.write(`${parts.filter(Boolean).join(', ')}\n`);
    },
    notice: (message) => void process.stderr.write(`${message}\n`),
    stop: () => {},
  };
};

const silent: ProgressView = {
  progress: () => {},
  notice: (message) => void process.stderr.write(`${message}\n`),
  stop: () => {},
};

export const progressView = (quiet: boolean): ProgressView =>
  quiet ? silent : process.stderr.isTTY ? terminalProgress() : plainProgress();
