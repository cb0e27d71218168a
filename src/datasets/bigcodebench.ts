import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { identifierSchema, nameSchema, rowReader } from './kit/row.ts';
import { FUNCTION_STOPS } from './kit/stops.ts';

/** The published file writes `libs` as a Python list in a string. */
const libsSchema = z.union([
  z.array(z.string()),
  z.string().transform((text) => [...text.matchAll(/['"]([\w.]+)['"]/g)].flatMap(([, name]) => name ?? [])),
]);

const row = rowReader(
  z.object({
    task_id: nameSchema,
    complete_prompt: z.string(),
    instruct_prompt: z.string(),
    code_prompt: z.string(),
    canonical_solution: z.string(),
    test: z.string(),
    entry_point: identifierSchema,
    libs: libsSchema.default([]),
  }),
);

const recognises: Dataset['recognises'] = (value) =>
  row.matches(value, ['complete_prompt', 'code_prompt', 'test', 'entry_point']);

const taskOf = (dataset: string) =>
  row.mapping((fields) =>
    ok({
      id: fields.task_id,
      dataset,
      language: 'python',
      prompt: {
        instruction: fields.instruct_prompt,
        completion: fields.complete_prompt,
        stop: [...FUNCTION_STOPS],
      },
      entryPoint: fields.entry_point,
      setup: '',
      requires: [...new Set(fields.libs.map((lib) => lib.split('.')[0] ?? lib))],
      cwes: [],
      tests: { style: 'unittest', functional: fields.test },
      exploits: false,
      cpuSeconds: 60,
      memoryMiB: 30 * 1024,
      solutions: { secure: fields.complete_prompt + fields.canonical_solution },
    }),
  );

/**
 * BigCodeBench (Zhuo et al. 2024): tests are unittest classes that share the sample's process.
 *
 * A task has both prompts: BigCodeBench-Instruct is `--prompt instruction` (`instruct_prompt`; what `auto` takes), and
 * BigCodeBench-Complete is `--prompt completion` (`complete_prompt`, a signature with its docstring).
 */
export const bigcodebench: Dataset = {
  id: 'bigcodebench',
  title: 'BigCodeBench',
  publication: {
    page: 'https://huggingface.co/datasets/bigcode/bigcodebench',
    licence: 'Apache-2.0',
    version: 'v0.1.4',
    size: 1140,
    files: [{ hub: 'bigcode/bigcodebench', revision: 'main', path: 'data/v0.1.4-00000-of-00001.parquet' }],
    fingerprint: '136746b10acee9f46ee168572657465bd442859607594d5a45ffaf3265b6c110',
  },
  environment: 'python-datasets',
  recognises,
  toTask: taskOf('bigcodebench'),
};

/**
 * The 148 tasks of BigCodeBench-Hard, with the ids and fields of the whole set: a file of them is only taken for Hard
 * if it is named (`bigcodebench-hard=FILE`).
 */
export const bigcodebenchHard: Dataset = {
  id: 'bigcodebench-hard',
  title: 'BigCodeBench-Hard',
  publication: {
    page: 'https://huggingface.co/datasets/bigcode/bigcodebench-hard',
    licence: 'Apache-2.0',
    version: 'v0.1.4',
    size: 148,
    files: [
      { hub: 'bigcode/bigcodebench-hard', revision: 'main', path: 'data/v0.1.4-00000-of-00001.parquet' },
    ],
  },
  environment: 'python-datasets',
  recognises,
  toTask: taskOf('bigcodebench-hard'),
};
