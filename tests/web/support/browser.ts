import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACE = process.env.BIFOCAL_CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a Chromium to open the page in. Says so loudly where there is none. */
export const hasChromium = existsSync(PLACE);
if (!hasChromium) {
  console.warn(
    `THE PAGE IS NOT TESTED: no Chromium at ${PLACE}. Install one, or set BIFOCAL_CHROMIUM to its path.`,
  );
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: PLACE, args: ['--no-sandbox'] });

/** A tab, and everything that its console complains of. */
export type Tab = { readonly page: Page; readonly complaints: readonly string[] };

export type Look = { readonly scheme?: 'light' | 'dark'; readonly width?: number };

export const openTab = async (
  browser: Browser,
  { scheme = 'light', width = 1280 }: Look = {},
): Promise<Tab> => {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 800 } });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return { page, complaints };
};
