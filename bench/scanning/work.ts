/**
 * The process that is measured: lets one scanner at batches of samples, one batch after the other.
 *
 *     node bench/scanning/work.ts JOB.json ANSWER.json
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFile, writeFile } from 'node:fs/promises';
import { type Scan, scanOf } from '../../src/core/finding.ts';
import { unknown } from '../../src/core/outcome.ts';
import { openScanners } from '../../src/scanners/open.ts';
import type { Answer, Job } from './job.ts';

/** Processes that this one has started so far, as Node reports them. */
let processes = 0;
subscribe('child_process', () => {
  processes += 1;
});

const scanAll = async ({ scanner: name, batches }: Job): Promise<Answer> => {
  const [scanner] = openScanners([name], {});
  if (scanner === undefined) throw new Error(`${name} names no scanner`);
  const state = await scanner.probe();
  if (state.status === 'unknown') throw new Error(state.reason);
  const scans: Scan[] = [];
  const before = processes;
  for (const batch of batches) {
    const outcomes = await scanner.scan(batch);
    for (const { id } of batch)
      scans.push(scanOf(id, scanner.id, outcomes.get(id) ?? unknown('the scanner gave no answer')));
  }
  const started = processes - before;
  await scanner.close?.();
  return { processes: started, scans };
};

const [jobFile = '', answerFile = ''] = process.argv.slice(2);
try {
  const job = JSON.parse(await readFile(jobFile, 'utf8')) as Job;
  await writeFile(answerFile, JSON.stringify(await scanAll(job)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
