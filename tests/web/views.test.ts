import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openBrowser, openTab } from './support/browser.ts';
import { type TestReport, writeTestReport } from './support/report.ts';

const VIEWS = [
  ['/', 'Leaderboard'],
  ['/?all=1', 'Leaderboard'],
  ['/trade-off', 'Trade-off'],
  ['/comparison', 'Comparison'],
  ['/transitions', 'Transitions'],
  ['/samples', 'Samples'],
  ['/scanners', 'Scanners'],
  ['/cwes?by=top25', 'Weaknesses'],
  ['/degeneracy', 'Degeneracy'],
  ['/validation', 'Validation'],
  ['/health', 'Run health'],
  ['/sample/synthetic/demo%2Ffind_members/lark-mini/codepatch/0', 'demo/find_members'],
  ['/nowhere', 'Nothing here'],
] as const;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is seriously wrong for those who cannot see or point. */
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>(
    'axe.run(document, { preload: false, resultTypes: ["violations"] })',
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
};

describe.skipIf(!hasChromium)('every view', () => {
  let browser: Browser;
  let report: TestReport;
  beforeAll(async () => {
    [browser, report] = await Promise.all([openBrowser(), writeTestReport()]);
  });
  afterAll(async () => {
    await browser?.close();
    report?.remove();
  });

  it.each([
    { scheme: 'light', width: 1280 },
    { scheme: 'dark', width: 390 },
  ] as const)(
    'opens from disk without complaint, and axe finds nothing serious ($scheme, $width)',
    async (look) => {
      const { page, complaints } = await openTab(browser, look);
      const faults: string[] = [];
      for (const [view, title] of VIEWS) {
        await page.goto(report.address(view));
        await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
        if (view.startsWith('/sample/')) await page.locator('.diff .cm-content').first().waitFor();
        const beyond = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        if (beyond > 0) faults.push(`${view}: ${beyond} pixels wider than the window`);
        faults.push(...(await violations(page)).map((violation) => `${view}: ${violation}`));
      }
      expect(faults).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('says what is wrong if a part of the data is missing, and tries again', async () => {
    const { page } = await openTab(browser);
    let blocked = true;
    await page.route('**/data/details-0.js', (route) => (blocked ? route.abort() : route.continue()));
    await page.goto(report.address('/samples'));
    await page.locator('.item a').first().click();
    await page.getByText('data/details-0.js cannot be read').waitFor();
    blocked = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.cm-content').first().waitFor();
    await page.close();
  });

  it('prints the view without the menu', async () => {
    const { page } = await openTab(browser);
    await page.goto(report.address('/health'));
    await page.getByRole('heading', { name: 'Run health' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'views' }).isVisible()).toBe(false);
    expect(await page.getByText('"format": "bifocal.run/1"').isVisible()).toBe(true);
    await page.close();
  });

  it('shows the help for keys, and goes where they say', async () => {
    const { page } = await openTab(browser);
    await page.goto(report.address('/'));
    await page.getByRole('heading', { name: 'Leaderboard' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('heading', { name: 'Weaknesses' }).waitFor();
    await page.close();
  });
});
