import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { worldVariables } from '../../src/testing/world.ts';
import { pythonDatasets } from '../../src/toolchain/python-datasets.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import type { Job, Verdicts } from '../contestant.ts';
import { enclosed } from '../enclosure.ts';

const POOL = fileURLToPath(new URL('pool.py', import.meta.url));
const verdictsSchema = z.record(z.string(), z.object({ passed: z.boolean(), detail: z.string() }));

/** Wall seconds that a script may take: BigCodeBench's evaluator gives a task 240. */
const timeoutOf = (cpuSeconds: number): number => Math.max(60, 4 * cpuSeconds);

/**
 * Runs one self-contained script per task, each in a new process behind `wrapper` (where `{script}` stands for the
 * script on the host). `script`: where the process finds it, if not there. `home`: for HOME and TMPDIR. `enclose`:
 * whether all of them are in one enclosure.
 */
export const runPool = async (
  { references, workers, folder }: Job,
  {
    wrapper,
    script = '{script}',
    home,
    enclose = false,
  }: { wrapper: readonly string[]; script?: string; home: string; enclose?: boolean },
): Promise<Verdicts> => {
  const { paths } = await requireTool(pythonDatasets);
  const job = join(folder, 'job.json');
  const out = join(folder, 'verdicts.json');
  const tasks = references.map(({ task }) => ({
    id: task.id,
    timeout: timeoutOf(task.cpuSeconds),
    script: {
      site: paths.site,
      setup: task.setup,
      code: task.solutions.secure,
      entry_point: task.entryPoint,
      tests: task.tests,
    },
  }));
  const command = [...wrapper, paths.python, '-s', '-B', script];
  await writeFile(job, JSON.stringify({ workers, folder, command, env: worldVariables(home), tasks }));
  const pool = [paths.python, '-I', POOL, job, out];
  const [file = '', ...args] = enclose ? await enclosed(pool, folder) : pool;
  await execa(file, args, { stdout: 'ignore', stderr: 'inherit' });
  return new Map(Object.entries(verdictsSchema.parse(JSON.parse(await readFile(out, 'utf8')))));
};
