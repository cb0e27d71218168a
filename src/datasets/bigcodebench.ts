import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { rowReader } from './row.ts';
import { FUNCTION_STOPS } from './stops.ts';

/** The published file writes `libs` as a Python list in a string. */
const libsSchema = z.union([
  z.array(z.string()),
  z.string().transform((text) => [...text.matchAll(/['"]([\w.]+)['"]/g)].flatMap(([, name]) => name ?? [])),
]);

const row = rowReader(
  z.object({
    task_id: z.string(),
    complete_prompt: z.string(),
    instruct_prompt: z.string(),
    code_prompt: z.string(),
    canonical_solution: z.string(),
    test: z.string(),
    entry_point: z.string(),
    libs: libsSchema.default([]),
  }),
);

/** BigCodeBench (Zhuo et al. 2024), full or hard: tests are unittest classes that share the sample's process. */
export const bigcodebench: Dataset = {
  id: 'bigcodebench',
  title: 'BigCodeBench',
  publication: {
    page: 'https://huggingface.co/datasets/bigcode/bigcodebench',
    licence: 'Apache-2.0',
    version: 'v0.1.4',
    size: 1140,
    files: [],
  },
  environment: 'python-datasets',
  recognises: (value) => row.matches(value, ['complete_prompt', 'code_prompt', 'test', 'entry_point']),
  toTask: row.mapping((fields) =>
    ok({
      id: fields.task_id,
      dataset: 'bigcodebench',
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
  ),
};
