import { appendFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { RUN_FILES, toJsonl } from '../../src/engine/run-folder.ts';
import { sampleOf } from '../analysis/support.ts';
import { makeSiteRun } from '../reports/site/runs.ts';
import { cli, json, startCli } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const cwd = temporaryFolder();
makeSiteRun('run', true, cwd);
makeSiteRun('other', false, cwd);

beforeAll(async () => {
  if (existsSync(join(REPOSITORY, 'web', 'dist', 'index.html'))) return;
  await execa('npm', ['run', '--silent', 'build:web'], { cwd: REPOSITORY });
});

describe('bifocal report', () => {
  test('writes a page into the run, with its data', async () => {
    const written = json<{ page: string; samples: number }>(await cli(['report', 'run', '--json'], { cwd }));
    expect(written).toMatchObject({
      format: 'bifocal.report/1',
      samples: 5,
      page: join(cwd, 'run/report/index.html'),
    });
    expect(readdirSync(join(cwd, 'run', 'report')).sort()).toEqual([
      'app.css',
      'app.js',
      'data',
      'index.html',
    ]);
    expect(readdirSync(join(cwd, 'run', 'report', 'data')).sort()).toEqual([
      'details-0.js',
      'index.js',
      'samples.js',
    ]);
  });

  test('of several runs writes one beside them', async () => {
    const { stdout, exitCode } = await cli(['report', 'run', 'other', '--title', 'Both'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(join(cwd, 'bifocal-report', 'index.html'));
    expect(stdout).toContain('10 samples');
  });

  test('writes tables and figures by name, and says what is absent and why', async () => {
    const args = ['report', 'run', '--only', 'table6,table3', '--format', 'md,csv', '--out', 'tables'];
    const { stdout } = await cli(args, { cwd });
    expect(readdirSync(join(cwd, 'tables')).sort()).toEqual(['table6.csv', 'table6.md']);
    expect(stdout).toMatch(/^tables\/table6\.md$/m);
    expect(stdout).toMatch(/absent {2}table3 .*\n +-> .*bifocal review/);
  });

  test('refuses what does not fit together', async () => {
    const refused = await cli(['report', 'run', '--only', 'table4', '--title', 'x'], { cwd });
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--title') });
  });
});

describe('bifocal view', () => {
  test('serves a run that goes on, and ends with Ctrl-C', async () => {
    const running = startCli(['view', 'run', '--no-open', '--json'], { cwd });
    let said = '';
    running.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
    });
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/\}\n$/);
    const { url } = JSON.parse(said) as { url: string };
    expect(await (await fetch(url)).text()).toContain('app.js');
    const index = () => fetch(new URL('data/index.js', url)).then((answer) => answer.text());
    expect(await index()).toContain('"samples":5');
    appendFileSync(
      join(cwd, 'run', RUN_FILES.samples),
      toJsonl([sampleOf({ task: 'set/called', index: 1 })]),
    );
    await expect.poll(index, { timeout: 60_000, interval: 500 }).toContain('"samples":6');
    running.kill('SIGINT');
    expect((await running).exitCode).toBe(0);
  });
});
