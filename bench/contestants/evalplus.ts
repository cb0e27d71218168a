import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Contestant } from '../contestant.ts';
import { peerPython } from '../peers/environment.ts';
import { runPeer, writeJsonl } from '../peers/run.ts';

const INPUTS = fileURLToPath(new URL('humaneval_inputs.py', import.meta.url));
const REFERENCES = 'references.jsonl';
const ROWS = 'rows.jsonl';
const SAMPLES = 'samples.jsonl';
const RESULTS = 'samples_eval_results.json';

/** Lets the evaluator compute and keep the references' outputs, as it does once for a set. */
const GROUND_TRUTH = `
from evalplus.data import get_human_eval_plus, get_human_eval_plus_hash
from evalplus.evaluate import get_groundtruth
get_groundtruth(get_human_eval_plus(), get_human_eval_plus_hash(), [])
`;

const resultsSchema = z.object({
  eval: z.record(
    z.string(),
    z.tuple([z.object({ base_status: z.string(), base_fail_tests: z.array(z.unknown()) })]),
  ),
});

/**
 * EvalPlus' published evaluator. HumanEval+ comes from where no package registry is, so it gets HumanEval's own inputs
 * (`humaneval_inputs.py`) in its format, and compares outputs with the reference's (`--base_only`).
 */
export const contestant: Contestant = {
  id: 'evalplus',
  title: 'evalplus 0.3.1 (PyPI)',
  covers: (dataset) => dataset === 'humaneval',
  prepare: async (job) => {
    await peerPython('evalplus');
    await writeJsonl(
      job,
      REFERENCES,
      job.references.map(({ row }) => row),
    );
    await runPeer('evalplus', job, [INPUTS, REFERENCES, ROWS], {});
    const samples = job.references.map(({ task }) => ({ task_id: task.id, solution: task.solutions.secure }));
    await writeJsonl(job, SAMPLES, samples);
    await runPeer('evalplus', job, ['-c', GROUND_TRUTH], variables(job.folder));
  },
  judge: async (job) => {
    const options = ['--dataset', 'humaneval', '--samples', SAMPLES, '--base_only'];
    await runPeer(
      'evalplus',
      job,
      ['-m', 'evalplus.evaluate', ...options, '--parallel', String(job.workers)],
      variables(job.folder),
    );
    const results = resultsSchema.parse(JSON.parse(await readFile(join(job.folder, RESULTS), 'utf8')));
    return new Map(
      Object.entries(results.eval).map(([task, [{ base_status, base_fail_tests }]]) => {
        const inputs = base_fail_tests.length > 0 ? JSON.stringify(base_fail_tests[0]).slice(0, 200) : '';
        return [task, { passed: base_status === 'pass', detail: `${base_status} ${inputs}`.trim() }];
      }),
    );
  },
};

const variables = (folder: string): Record<string, string> => ({
  HUMANEVAL_OVERRIDE_PATH: join(folder, ROWS),
});
