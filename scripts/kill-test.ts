/**
 * Kills a run at random moments, starts it again until it is done, and compares it with a run that nobody disturbed.
 *
 *     node scripts/kill-test.ts [KILLS] [SEED]
 *
 * Exit code 1 if the scores differ, or the model was asked again for an answer that was written down.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { killUntilDone, startAndStop } from '../tests/cli/kill.ts';
import { startFakeModel } from '../tests/cli/model-server.ts';

const [kills = 20, seed = 1] = process.argv.slice(2).map(Number);
const N = 3;
const CONCURRENCY = 4;
const TASKS = Math.max(4, kills);

/** About what a sample with its results takes in the journals; a kill every so many lets all of them happen. */
const BYTES_PER_SAMPLE = 3000;

const cwd = mkdtempSync(join(tmpdir(), 'bifocal-kill-'));
await using model = await startFakeModel({ n: N, delay: 80 });
await using control = await startFakeModel({ n: N });
const argsFor = (url: string, folder: string) => [
  ...['run', '--tasks', 'core', '--limit', String(TASKS), '--model', 'openai:fake', '--n', String(N)],
  ...['--base-url', url, '--concurrency', String(CONCURRENCY), '--out', folder, '--quiet'],
];
const scoresOf = (folder: string): string => readFileSync(join(cwd, folder, 'scores.json'), 'utf8');

const random = xoroshiro128plus(seed);
const most = (TASKS * N * BYTES_PER_SAMPLE) / (kills + 1);
const moments = Array.from({ length: kills }, () => ({
  bytes: uniformInt(random, 0, Math.floor(most)),
  milliseconds: uniformInt(random, 0, 150),
}));

try {
  await startAndStop(argsFor(control.url, 'whole'), { cwd, folder: join(cwd, 'whole') });
  const place = { cwd, folder: join(cwd, 'killed') };
  const { starts, askedAgain, repeated } = await killUntilDone(
    argsFor(model.url, 'killed'),
    place,
    model,
    moments,
  );
  const table = new Table({
    head: ['start', 'ended', 'seconds', 'samples', 'tests', 'scans'],
    style: { head: [], border: [] },
  });
  for (const [index, { ended, seconds, samples, cases, scans }] of starts.entries())
    table.push([index + 1, ended, seconds.toFixed(1), samples, cases, scans]);
  const same = scoresOf('killed') === scoresOf('whole');
  console.log(table.toString());
  console.log(
    `scores.json          ${same ? 'the same bytes' : 'DIFFERENT'} as of a run that nobody disturbed`,
  );
  console.log(`asked again          ${askedAgain.length} of ${TASKS * N} answers that were written down`);
  console.log(`repeated             ${repeated} answers that were on their way at one of ${kills} kills`);
  if (!same || askedAgain.length > 0) process.exitCode = 1;
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
