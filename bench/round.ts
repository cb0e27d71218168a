import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contestant, Job, Verdict, Verdicts } from './contestant.ts';
import { type Cost, measure } from './measure.ts';

const JUDGE = fileURLToPath(new URL('judge.ts', import.meta.url));

/** What one contestant did with one job. */
export type Attempt = { readonly cost: Cost; readonly verdicts: Verdicts };

/** Prepares and measures one contestant once, in a fresh folder that is removed afterwards. Rejects if it fails. */
export const attempt = async (contestant: Contestant, job: Omit<Job, 'folder'>): Promise<Attempt> => {
  const place = await mkdtemp(join(tmpdir(), 'bifocal-bench-'));
  try {
    const folder = join(place, 'room');
    const [jobFile, verdictsFile] = [join(place, 'job.json'), join(place, 'verdicts.json')];
    await mkdir(folder);
    const whole: Job = { ...job, folder };
    await contestant.prepare(whole);
    await writeFile(jobFile, JSON.stringify(whole));
    const cost = await measure([process.execPath, JUDGE, contestant.id, jobFile, verdictsFile]);
    const verdicts: Record<string, Verdict> = JSON.parse(await readFile(verdictsFile, 'utf8'));
    return { cost, verdicts: new Map(Object.entries(verdicts)) };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};
