import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

/** What opening a report costs a browser. Times in milliseconds from the start of the navigation, memory in bytes. */
export type Opened = {
  readonly browser: string;
  /** Until the first rows of the samples view are there. */
  readonly usable: number;
  /** From a letter in the search field until the rows that have it are shown. */
  readonly search: number;
  /** From a click on a sample until its code is shown: reads a part of the details. */
  readonly sample: number;
  /** Of the page's scripts, after a collection. */
  readonly heap: number;
  /** Of the process that shows the page, all of it; and the same of an empty page. */
  readonly resident: number;
  readonly empty: number;
};

const PLACE = process.env.BIFOCAL_CHROMIUM ?? '/usr/bin/chromium';

const processesSchema = z.object({
  processInfo: z.array(z.object({ type: z.string(), id: z.int() })),
});
const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/** Notes when an element appears that matches, as milliseconds since the navigation began. */
const WATCH = `
  window.seen = new Promise((resolve) => {
    const look = () => document.querySelector('.item a')
      ? requestAnimationFrame(() => resolve(performance.now()))
      : setTimeout(look, 5);
    look();
  });
`;

/** Opens a report from disk in a browser that has just been started. */
export const openReport = async (page: string): Promise<Opened> => {
  const browser = await chromium.launch({ executablePath: PLACE, args: ['--no-sandbox'] });
  try {
    return await measure(browser, page);
  } finally {
    await browser.close();
  }
};

const measure = async (browser: Browser, path: string): Promise<Opened> => {
  const blank = await browser.newPage();
  const empty = await residentOf(browser);
  await blank.close();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(WATCH);
  await page.goto(`${pathToFileURL(path).href}#/samples`, { waitUntil: 'commit' });
  const usable = await page.evaluate<number>('window.seen');
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('HeapProfiler.collectGarbage');
  await protocol.send('Performance.enable');
  const { metrics } = metricsSchema.parse(await protocol.send('Performance.getMetrics'));
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  const resident = await residentOf(browser);

  const searched = performance.now();
  await page.locator('#search').fill('0009');
  await page.locator('.item a', { hasText: '0009' }).first().waitFor();
  const search = performance.now() - searched;
  const clicked = performance.now();
  await page.locator('.item a').first().click();
  await page.locator('.cm-content').first().waitFor();
  const sample = performance.now() - clicked;
  return { browser: browser.version(), usable, search, sample, heap, resident, empty };
};

/** Of the largest process that shows a page. */
const residentOf = async (browser: Browser): Promise<number> => {
  const protocol = await browser.newBrowserCDPSession();
  const { processInfo } = processesSchema.parse(await protocol.send('SystemInfo.getProcessInfo'));
  await protocol.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => rssOf(id));
  return Math.max(0, ...sizes);
};

const rssOf = (pid: number): number => {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
};
