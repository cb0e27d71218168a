import type { PairProgress } from '../../../builders/pairs/build.ts';

const LIVE_MS = 250;
const PLAIN_MS = 30_000;

/** Says on stderr how far the building is: on one line of a terminal, or now and then. */
export const pairProgress = (quiet: boolean) => {
  const start = performance.now();
  const live = process.stderr.isTTY;
  let last = start;
  let shown = false;
  return {
    progress({ source, records, kept }: PairProgress): void {
      const now = performance.now();
      if (quiet || now - last < (live ? LIVE_MS : PLAIN_MS)) return;
      last = now;
      shown = true;
      const rate = Math.round(records / ((now - start) / 1000));
      const line = `${source}: ${records} records read, ${kept} pairs kept, ${rate}/s`;
      process.stderr.write(live ? `\r\u001B[K${line}` : `${line}\n`);
    },
    stop(): void {
      if (shown && live) process.stderr.write('\r\u001B[K');
    },
  };
};
