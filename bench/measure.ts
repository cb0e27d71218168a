import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { requirePython } from '../src/toolchain/python.ts';

const MEASURE = fileURLToPath(new URL('measure.py', import.meta.url));

const costSchema = z.object({
  method: z.string().describe('how CPU time was counted'),
  wall: z.number(),
  user: z.number(),
  system: z.number(),
  others: z.number().describe('CPU seconds that the machine worked for others meanwhile'),
  peak: z.number().describe('MiB that the largest of its processes had resident at once'),
  left: z.int().describe('processes that the command left running; they were ended'),
});
export type Cost = z.infer<typeof costSchema>;

const run = async (args: readonly string[]): Promise<{ exitCode: number | undefined; report: unknown }> => {
  const python = await requirePython('bench', '3.10');
  const folder = await mkdtemp(join(tmpdir(), 'bifocal-bench-report-'));
  const file = join(folder, 'report.json');
  try {
    const { exitCode } = await execa(python.executable, ['-I', MEASURE, file, ...args], {
      reject: false,
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'inherit',
    });
    return { exitCode, report: JSON.parse(await readFile(file, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Seconds that a command and all its descendants cost. Rejects if the command fails. */
export const measure = async (command: readonly string[]): Promise<Cost> => {
  const { exitCode, report } = await run(command);
  if (exitCode !== 0) throw new Error(`${command.join(' ')} ended with exit code ${exitCode}`);
  return costSchema.parse(report);
};

/** How CPU time is counted here, shown by a tree of processes of which `burnt` seconds must be found. */
export const checkMeasure = async (): Promise<{ method: string; burnt: number; counted: number }> => {
  const { report } = await run(['--self-check']);
  const { method, user, system, burnt } = costSchema.extend({ burnt: z.number() }).parse(report);
  return { method, burnt, counted: user + system };
};
