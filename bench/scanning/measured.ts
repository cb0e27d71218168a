import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languages } from '../../src/languages/index.ts';
import type { ScanInput } from '../../src/scanners/scanner.ts';
import { type Cost, measure } from '../measure.ts';
import { type Answer, answerSchema, type Job } from './job.ts';
import type { Plain } from './known.ts';

const WORK = fileURLToPath(new URL('work.ts', import.meta.url));

/** What a job cost, start and end of its process included, and what came out. */
export type Reading = Answer & { readonly cost: Cost };

const inFolder = async <Value>(use: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = await mkdtemp(join(tmpdir(), 'bifocal-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Does a job in a fresh Node process. Rejects if the scanner is not ready or the process fails. */
export const measureJob = (job: Job): Promise<Reading> =>
  inFolder(async (folder) => {
    const [jobFile, answerFile] = [join(folder, 'job.json'), join(folder, 'answer.json')];
    await writeFile(jobFile, JSON.stringify(job));
    const cost = await measure([process.execPath, WORK, jobFile, answerFile]);
    return { cost, ...answerSchema.parse(JSON.parse(await readFile(answerFile, 'utf8'))) };
  });

/** `sh LOOP FOLDER MOST COMMAND...`: the command for each file of the folder; an exit code above MOST ends it. */
const LOOP = `
cd "$1" && most=$2 && shift 2
for file in *; do
  "$@" "$file" >/dev/null 2>&1
  code=$?
  [ "$code" -le "$most" ] || { echo "$file: exit code $code" >&2; exit 1; }
done
`;

/** A scanner's own program, once for each file, from a shell. Rejects if it fails on one of them. */
export const measurePlain = (plain: Plain, inputs: readonly ScanInput[]): Promise<Cost> =>
  inFolder(async (folder) => {
    const [loop, sources] = [join(folder, 'loop.sh'), join(folder, 'sources')];
    await mkdir(sources);
    await writeFile(loop, LOOP);
    for (const [index, { language, code }] of inputs.entries())
      await writeFile(join(sources, `sample${index}${languages[language].extension}`), code);
    return measure(['sh', loop, sources, String(plain.mostExitCode), ...(await plain.command())]);
  });
