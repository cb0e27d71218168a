/**
 * What a report of very many samples costs: seconds and memory to make it, its size on disk, and how fast a browser opens
 * it from there.
 *
 *     npm run bench:report -- [--tasks 1000] [--keep FOLDER]
 *
 * The run is synthetic: ten models, two methods, five samples of each task. Needs Chromium (BIFOCAL_CHROMIUM, or
 * /usr/bin/chromium). Exit code 1 if the page takes longer than 2 seconds or more than 300 MB.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { parsers } from '../src/cli/options.ts';
import { openStudy } from '../src/engine/study.ts';
import { writeSite } from '../src/engine/write-site.ts';
import { openReport } from './report-scale/browser.ts';
import { samplesOf, writeSyntheticRun } from './report-scale/synthetic.ts';

const MOST_SECONDS = 2;
const MOST_BYTES = 300e6;
const ROUNDS = 3;

const command = new Command('bench:report')
  .description('what a report of very many samples costs')
  .option('--tasks <n>', 'a hundred samples each', parsers.integer(1), 1000)
  .option('--keep <folder>', 'where run and report are left (default: nowhere)');
const { tasks, keep } = z
  .object({ tasks: z.number(), keep: z.string().optional() })
  .parse(command.parse().opts());

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Does something, and says how long it took: on the clock, and of processors. */
const timed = async <T>(name: string, act: () => T | Promise<T>): Promise<T> => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  say(`${name.padEnd(24)}${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processors`);
  return result;
};

const folder = keep ?? mkdtempSync(join(tmpdir(), 'bifocal-scale-'));
try {
  const size = { tasks, models: 10, methods: ['base', 'codepatch'], perTask: 5 };
  const run = join(folder, 'run');
  say(
    `${samplesOf(size)} samples; ${availableParallelism()} x ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  await writeSyntheticRun(run, size);
  const study = await timed('read and score', () => openStudy([run]));
  const { page, files, bytes } = await timed('write', () => writeSite(study, join(folder, 'report')));
  say(`${'memory at most'.padEnd(24)}${megabytes(process.resourceUsage().maxRSS * 1024)}`);
  say(`${'on disk'.padEnd(24)}${megabytes(bytes)} in ${files} files`);
  let slow = false;
  for (let round = 0; round < ROUNDS; round++) {
    const { browser, usable, search, sample, heap, resident, empty } = await openReport(page);
    say(
      `Chromium ${browser}: samples after ${(usable / 1000).toFixed(2)} s, search ${search.toFixed(0)} ms, a sample ${sample.toFixed(0)} ms; scripts hold ${megabytes(heap)}, the process ${megabytes(resident)} (an empty page ${megabytes(empty)})`,
    );
    slow ||= usable > 1000 * MOST_SECONDS || resident > MOST_BYTES;
  }
  if (slow) process.exitCode = 1;
} finally {
  if (keep === undefined) rmSync(folder, { recursive: true, force: true });
}
