import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { doctestsOf } from './doctests.ts';
import { rowReader } from './row.ts';
import { FUNCTION_STOPS } from './stops.ts';

const row = rowReader(
  z.object({
    task_id: z.string(),
    prompt: z.string(),
    entry_point: z.string(),
    canonical_solution: z.string(),
    test: z.string(),
  }),
);

/** HumanEval (Chen et al. 2021): 164 functions, tests as one `check(candidate)`. */
export const humaneval: Dataset = {
  id: 'humaneval',
  title: 'HumanEval',
  publication: {
    page: 'https://github.com/openai/human-eval',
    licence: 'MIT',
    version: '2021-07',
    size: 164,
    files: [{ url: 'https://raw.githubusercontent.com/openai/human-eval/master/data/HumanEval.jsonl.gz' }],
  },
  environment: 'python-tests',
  recognises: (value) => row.matches(value, ['prompt', 'entry_point', 'canonical_solution', 'test']),
  toTask: row.mapping((fields) => {
    const visibleTests = doctestsOf(fields.prompt, fields.entry_point);
    return ok({
      id: fields.task_id,
      dataset: 'humaneval',
      language: 'python',
      prompt: { completion: fields.prompt, stop: [...FUNCTION_STOPS] },
      entryPoint: fields.entry_point,
      setup: '',
      requires: [],
      cwes: [],
      tests: { style: 'check', functional: fields.test, prompt: fields.prompt },
      ...(visibleTests && { visibleTests }),
      exploits: false,
      cpuSeconds: 10,
      memoryMiB: 4096,
      solutions: { secure: fields.prompt + fields.canonical_solution },
    });
  }),
};
