import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { pythonDatasets } from '../../src/toolchain/python-datasets.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import type { Contestant } from '../contestant.ts';
import { peerPython } from '../peers/environment.ts';
import { runPeer, writeJsonl } from '../peers/run.ts';

const ROWS = 'rows.jsonl';
const SAMPLES = 'samples.jsonl';
const RESULTS = 'samples_eval_results.json';

const resultsSchema = z.object({
  eval: z.record(
    z.string(),
    z.tuple([z.object({ status: z.string(), details: z.record(z.string(), z.string()) })]),
  ),
});

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** BigCodeBench's published evaluator on this machine, as its command line runs it, the references as samples. */
export const contestant: Contestant = {
  id: 'bigcodebench',
  title: 'bigcodebench 0.2.5 (PyPI)',
  covers: (dataset) => dataset === 'bigcodebench',
  prepare: async (job) => {
    await peerPython('bigcodebench');
    await writeJsonl(
      job,
      ROWS,
      job.references.map(({ row }) => row),
    );
    const samples = job.references.map(({ task }) => ({ task_id: task.id, solution: task.solutions.secure }));
    await writeJsonl(job, SAMPLES, samples);
  },
  judge: async (job) => {
    // without --no_gt it would run the references twice
    const options = [
      '--split',
      'complete',
      '--subset',
      'full',
      '--execution',
      'local',
      '--no_gt',
      '--samples',
      SAMPLES,
    ];
    const { paths } = await requireTool(pythonDatasets);
    const workers = ['--parallel', String(job.workers)];
    await runPeer('bigcodebench', job, ['-m', 'bigcodebench.evaluate', ...options, ...workers], {
      BIGCODEBENCH_OVERRIDE_PATH: join(job.folder, ROWS),
      PYTHONPATH: paths.site, // the libraries that we test with come before its own
      NLTK_DATA: join(paths.site, 'llama_index', 'core', '_static', 'nltk_cache'),
    });
    const results = resultsSchema.parse(JSON.parse(await readFile(join(job.folder, RESULTS), 'utf8')));
    return new Map(
      Object.entries(results.eval).map(([task, [{ status, details }]]) => {
        const [name, trace] = Object.entries(details)[0] ?? ['', ''];
        return [task, { passed: status === 'pass', detail: `${status} ${name} ${lastLine(trace)}`.trim() }];
      }),
    );
  },
};
