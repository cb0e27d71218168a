/**
 * The process that is measured: lets one contestant judge one job.
 *
 *     node bench/judge.ts CONTESTANT JOB.json VERDICTS.json
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Contestant, Job } from './contestant.ts';

const [id = '', jobFile = '', verdictsFile = ''] = process.argv.slice(2);
try {
  // only the one that is asked for is loaded: what the others import is no cost of its
  const { contestant } = (await import(`./contestants/${id}.ts`)) as { contestant: Contestant };
  const job = JSON.parse(await readFile(jobFile, 'utf8')) as Job;
  await writeFile(verdictsFile, JSON.stringify(Object.fromEntries(await contestant.judge(job))));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
