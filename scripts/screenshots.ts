/**
 * Takes the README's pictures of the report, from the demo's run.
 *
 *     npm run demo && npm run screenshots
 *
 * Takes a Chromium at /usr/bin/chromium, or where BIFOCAL_CHROMIUM says.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { SampleKey } from '../src/core/sample.ts';
import { openStudy } from '../src/engine/study.ts';
import { writeSite } from '../src/engine/write-site.ts';

const [run = 'bifocal-runs/demo'] = process.argv.slice(2);
const PICTURES = resolve(import.meta.dirname, '../docs/images');
const SIZE = { width: 1200, height: 860 };

const study = openStudy([run]);
const exposed = study.runs[0]?.scored.verdicts.find(
  ({ scanners, exploits, function: works }) =>
    Object.values(scanners).includes('insecure') && exploits === 'insecure' && works === 'functional',
);

const addressOf = ({ task, model, method, index }: SampleKey): string =>
  `/sample/${[study.runs[0]?.name ?? '', task, model, method, String(index)].map(encodeURIComponent).join('/')}`;

/** A picture's name, the view that it shows, and what must be seen before it is taken. */
const SHOTS: readonly (readonly [name: string, view: string, seen: string])[] = [
  ['leaderboard', '/', 'table'],
  ['trade-off', '/trade-off', 'canvas, svg'],
  ['scanners', '/scanners', 'canvas, svg'],
  ...(exposed ? [['sample', addressOf(exposed), '.cm-editor'] as const] : []),
];

const folder = mkdtempSync(join(tmpdir(), 'bifocal-pictures-'));
const { page } = await writeSite(study, join(folder, 'report'), { title: 'demo' });
const browser = await chromium.launch({
  executablePath: process.env.BIFOCAL_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  mkdirSync(PICTURES, { recursive: true });
  const tab = await browser.newPage({ viewport: SIZE, reducedMotion: 'reduce' });
  for (const [name, view, seen] of SHOTS) {
    await tab.goto(`${pathToFileURL(page)}#${view}`);
    await tab.locator(seen).first().waitFor();
    await tab.waitForTimeout(500); // charts draw in a frame of their own
    await tab.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
