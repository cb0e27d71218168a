import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jointOf } from '../../src/analysis/joint.ts';
import { hasChromium, openBrowser, openTab } from './support/browser.ts';
import { type TestReport, writeTestReport } from './support/report.ts';

describe.skipIf(!hasChromium)('samples', () => {
  let browser: Browser;
  let report: TestReport;
  beforeAll(async () => {
    [browser, report] = await Promise.all([openBrowser(), writeTestReport()]);
  });
  afterAll(async () => {
    await browser?.close();
    report?.remove();
  });

  const open = async (view: string): Promise<Page> => {
    const { page } = await openTab(browser);
    await page.goto(report.address(view));
    await page.locator('.view h1').waitFor();
    return page;
  };
  const named = (page: Page): Promise<string> => page.locator('.item.chosen a').innerText();

  it('are moved through with j and k, and opened with Enter', async () => {
    const page = await open('/samples?model=lark-mini');
    const first = await page.locator('.item a').nth(0).getAttribute('href');
    const third = await page.locator('.item a').nth(2).getAttribute('href');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.locator('.item.chosen a').getAttribute('href')).toBe(third);
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('3 of 90 in the list').waitFor();
    expect(page.url().endsWith(third ?? '-')).toBe(true);
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.getByText('1 of 90 in the list').waitFor();
    expect(page.url().endsWith(first ?? '-')).toBe(true);
    await page.keyboard.press('j');
    await page.getByText('2 of 90 in the list').waitFor();
    const second = page.url().split('#')[1];
    await page.keyboard.press('Escape');
    await page.getByText('90 of 270 samples').waitFor();
    expect(await page.locator('.item.chosen a').getAttribute('href')).toBe(`#${second}`);
    await page.close();
  });

  it('are filtered as the link says, and the link as they are filtered', async () => {
    const page = await open('/samples?security=insecure&method=guarded');
    const expected = report.study.runs.flatMap(({ scored }) =>
      scored.verdicts.filter(({ security, method }) => security === 'insecure' && method === 'guarded'),
    ).length;
    await page.getByText(`${expected} of 270 samples`).waitFor();
    expect(await page.getByLabel('Security').inputValue()).toBe('insecure');
    await page.keyboard.press('/');
    await page.keyboard.type('find_orders');
    await page.getByLabel('Security').selectOption('');
    await page.getByText('3 of 270 samples').waitFor();
    const link = page.url();
    expect(link).toContain('q=find_orders');
    expect(await named(page)).toBe('demo/find_orders');
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('3 of 270 samples').waitFor();
    await page.close();
  });

  it('of a cell of the transition matrix are listed by a click on it', async () => {
    const page = await open('/transitions?arm=synthetic%20%2F%20lark-mini%20%2F%20codepatch');
    const verdicts = report.study.runs.flatMap(({ scored }) => scored.verdicts);
    const stateOf = (task: string, method: string): string => {
      const found = verdicts.find(
        (one) => one.task === task && one.model === 'lark-mini' && one.method === method,
      );
      const { security, works } = jointOf(found ?? { security: 'unknown', function: 'unknown' });
      return `${security} ${works}`;
    };
    const tasks = [...new Set(verdicts.map(({ task }) => task))].filter(
      (task) =>
        stateOf(task, 'base') === 'insecure functional' && stateOf(task, 'codepatch') === 'secure not',
    );
    expect(tasks.length).toBeGreaterThan(0);
    await page
      .getByRole('link', { name: `${tasks.length} samples: insecure, works, then secure, does not work` })
      .click();
    await page.getByText(`${tasks.length} of 270 samples`).waitFor();
    expect((await page.locator('.item a').allInnerTexts()).toSorted()).toEqual(tasks.toSorted());
    await page.close();
  });

  it('of a state of the Sankey are listed by a click on it', async () => {
    const page = await open('/transitions');
    const right = page.locator('.chart svg');
    await right.waitFor();
    const { x = 0, y = 0, width = 0 } = (await right.boundingBox()) ?? {};
    await page.mouse.click(x + width - 215, y + 40);
    await page.getByRole('heading', { level: 1, name: 'Samples' }).waitFor();
    const listed = page.getByRole('status').filter({ hasText: 'of 270 samples' });
    const link = new URLSearchParams(page.url().split('?')[1]);
    expect(link.get('from')).toBe('any');
    const expected = report.study.comparison.contrasts
      .flatMap(({ transitions }) => transitions.cells)
      .filter(({ to }) => `${to.security}.${to.works}` === link.get('to'))
      .reduce((sum, { samples }) => sum + samples, 0);
    expect(await listed.innerText()).toContain(`${expected} of 270 samples`);
    await page.close();
  });

  it('are all printed, and not only those in sight', async () => {
    const page = await open('/samples?model=lark-mini');
    await page.locator('.item').first().waitFor();
    expect(await page.locator('.item').count()).toBeLessThan(60);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.item').count()).toBe(90);
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => page.locator('.item').count()).toBeLessThan(60);
    await page.close();
  });

  it('show hostile text, and do not run it', async () => {
    const page = await open('/samples?q=onerror&method=base&model=ember-7b');
    await page.keyboard.press('Enter');
    await page.locator('.cm-content').first().waitFor();
    expect(await page.locator('h1').innerText()).toContain('<img src=x onerror=');
    await page.getByText('What was asked for').click();
    const shown = await page.locator('.view').innerText();
    expect(shown).toContain('</script><script>window.hacked=2</script><U+2028><U+202E>');
    expect(await page.locator('.cm-specialChar').count()).toBeGreaterThan(0);
    expect(await page.locator('.view img:not(.cm-widgetBuffer), .view script').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.goto(report.address('/degeneracy'));
    await page.locator('.view h1').waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.close();
  });

  it('are labelled by keyboard, kept in the browser, and saved as a file', async () => {
    const page = await open('/validation');
    await page.getByLabel('Your name').fill('bo');
    await page.getByRole('button', { name: 'Label' }).click();
    await page.getByText('11 of 12, bo').waitFor();
    expect(await page.locator('.view').innerText()).not.toMatch(/lark-mini|ember-7b|orrery-32b|codeql-\d/);
    await page.keyboard.press('i');
    await page.getByText('12 of 12, bo').waitFor();
    await page.keyboard.press('u');
    await page.getByText('12 labels of 12').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save labels-bo.jsonl' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('labels-bo.jsonl');
    const text = await (await file.createReadStream()).toArray();
    const labels = Buffer.concat(text)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(labels).toHaveLength(12);
    expect(labels.slice(-2).map(({ verdict }) => verdict)).toEqual(['insecure', 'unsure']);
    await page.reload();
    await page.getByLabel('Your name').fill('bo');
    await page.getByRole('button', { name: 'Label' }).click();
    await page.getByText('12 labels of 12').waitFor();
    await page.close();
  });
});
