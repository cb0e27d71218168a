import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { worldVariables } from '../../src/testing/world.ts';
import type { Job } from '../contestant.ts';
import { enclosed } from '../enclosure.ts';
import { peerPython } from './environment.ts';

/** How much of a failure's output is shown. */
const LINES = 5;

/** Writes rows as JSON lines into the job's folder; resolves to the file. */
export const writeJsonl = async (job: Job, name: string, rows: readonly unknown[]): Promise<string> => {
  const file = join(job.folder, name);
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
};

/**
 * Runs a peer's interpreter in an enclosure and the job's folder, with `variables` besides the usual ones. Its output goes to a file
 * there. Rejects with the end of that output if it fails.
 */
export const runPeer = async (
  peer: string,
  job: Job,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<void> => {
  const log = join(job.folder, `${peer}.log`);
  const [file = '', ...rest] = await enclosed([await peerPython(peer), ...args], job.folder);
  const { exitCode } = await execa(file, rest, {
    cwd: job.folder,
    extendEnv: false,
    env: {
      ...worldVariables(job.folder),
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HF_HUB_OFFLINE: '1',
      ...variables,
    },
    reject: false,
    stdin: 'ignore',
    stdout: { file: log, append: true },
    stderr: { file: log, append: true },
  });
  if (exitCode === 0) return;
  const tail = (await readFile(log, 'utf8')).trim().split('\n').slice(-LINES).join('\n');
  throw new Error(`${peer} ended with exit code ${exitCode}:\n${tail}`);
};
