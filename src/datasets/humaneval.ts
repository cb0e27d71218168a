import { z } from 'zod';
import { ok, unknown } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { doctestsOf } from './kit/doctests.ts';
import { hasInputLists, isReleaseRow, releaseReason } from './kit/evalplus.ts';
import { identifierSchema, nameSchema, rowReader } from './kit/row.ts';
import { FUNCTION_STOPS } from './kit/stops.ts';

const FIELDS = ['prompt', 'entry_point', 'canonical_solution', 'test'] as const;

const row = rowReader(
  z.object({
    task_id: nameSchema,
    prompt: z.string(),
    entry_point: identifierSchema,
    canonical_solution: z.string(),
    test: z.string(),
  }),
);

const matches = (value: unknown): boolean => row.matches(value, FIELDS);

const taskOf = (dataset: string, cpuSeconds: number) =>
  row.mapping((fields) => {
    const visibleTests = doctestsOf(fields.prompt, fields.entry_point);
    return ok({
      id: fields.task_id,
      dataset,
      language: 'python',
      prompt: { completion: fields.prompt, stop: [...FUNCTION_STOPS] },
      entryPoint: fields.entry_point,
      setup: '',
      requires: [],
      cwes: [],
      tests: { style: 'check', functional: fields.test, prompt: fields.prompt },
      ...(visibleTests && { visibleTests }),
      exploits: false,
      cpuSeconds,
      memoryMiB: 4096,
      solutions: { secure: fields.prompt + fields.canonical_solution },
    });
  });

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
    fingerprint: '6e9aed206dade659e1e3a74a41f7e89ef3a3565e1adbfcd7e15f9f55671eb13e',
  },
  environment: 'python-tests',
  recognises: (value) => matches(value) && !hasInputLists(value) && !isReleaseRow(value),
  toTask: taskOf('humaneval', 10),
};

const plusTask = taskOf('humaneval+', 60);

/**
 * HumanEval with the tests of EvalPlus (Liu et al. 2023): the same 164 functions and ids, some hundred inputs each. The
 * inputs of a task are run by one loop and are one case. The tests need numpy.
 *
 * Read from the hub's rows, whose `test` holds the expected results. EvalPlus's release file (`HumanEvalPlus.jsonl.gz`)
 * has none: its rows are known, and refused with the name of the right file.
 */
export const humanevalPlus: Dataset = {
  id: 'humaneval+',
  title: 'HumanEval+',
  publication: {
    page: 'https://huggingface.co/datasets/evalplus/humanevalplus',
    licence: 'Apache-2.0',
    version: 'v0.1.10',
    size: 164,
    files: [{ hub: 'evalplus/humanevalplus', revision: 'main', path: 'test.jsonl' }],
  },
  environment: 'python-datasets',
  recognises: (value) => (matches(value) && hasInputLists(value)) || isReleaseRow(value, 'HumanEval/'),
  toTask: (value) =>
    isReleaseRow(value) ? unknown(releaseReason('evalplus/humanevalplus')) : plusTask(value),
};
