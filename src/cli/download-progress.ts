import { SingleBar } from 'cli-progress';

const PLAIN_INTERVAL_MS = 10_000;

/** Bytes for people: 1.2 kB, 340 MB. */
export const bytesText = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 10 && power > 0 ? 1 : 0)} ${units[power]}`;
};

/** What is told while files are fetched, on stderr, and its end. */
export type DownloadView = {
  readonly progress: (name: string, done: number, total: number | undefined) => void;
  readonly stop: () => void;
};

const terminalView = (): DownloadView => {
  const bar = new SingleBar({
    format: '{name} {bar} {done} of {all}  {eta_formatted} left',
    barsize: 24,
    hideCursor: true,
    stream: process.stderr,
    clearOnComplete: true,
  });
  let current: string | undefined;
  return {
    progress: (name, done, total) => {
      const payload = { name, done: bytesText(done), all: total === undefined ? '?' : bytesText(total) };
      if (current === name) bar.update(done, payload);
      else bar.start(total ?? done, done, payload);
      bar.setTotal(total ?? done);
      current = name;
    },
    stop: () => bar.stop(),
  };
};

/** For logs: a line at every tenth of a file, or every ten seconds. */
const plainView = (): DownloadView => {
  const last = new Map<string, { tenth: number; time: number }>();
  return {
    progress: (name, done, total) => {
      const tenth = total ? Math.floor((10 * done) / total) : 0;
      const before = last.get(name) ?? { tenth: 0, time: performance.now() };
      const due = tenth > before.tenth || performance.now() - before.time > PLAIN_INTERVAL_MS;
      last.set(name, due ? { tenth, time: performance.now() } : before);
      if (due) process.stderr.write(`${name}: ${bytesText(done)}${total ? ` of ${bytesText(total)}` : ''}\n`);
    },
    stop: () => {},
  };
};

const silent: DownloadView = { progress: () => {}, stop: () => {} };

export const downloadView = (quiet: boolean): DownloadView =>
  quiet ? silent : process.stderr.isTTY ? terminalView() : plainView();
