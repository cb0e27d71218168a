import { z } from 'zod';
import { ok, unknown } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { assertionTests } from './kit/assertions.ts';
import { identifierSchema, rowReader, shortHash } from './kit/row.ts';
import { FUNCTION_STOPS } from './kit/stops.ts';

const row = rowReader(
  z.object({
    problem: z.string(),
    entrypoint: identifierSchema,
    assertions: z.string(),
    username: z.string(),
    prompt: z.string(),
    completion: z.string().default(''),
    is_success: z.boolean().default(false),
  }),
);

/**
 * StudentEval (Babe et al. 2023): 1,749 descriptions of 48 functions by students, each a task. Several are of one student
 * who tried again, so scores over all rows are no sample of problems; the authors report four groups of them (first or
 * last attempt, successful or not). BigCode's harness takes those groups only.
 *
 * There is no reference: where the row says that a model's completion passed, that is it.
 */
export const studenteval: Dataset = {
  id: 'studenteval',
  title: 'StudentEval',
  publication: {
    page: 'https://huggingface.co/datasets/wellesley-easel/StudentEval',
    licence: 'OpenRAIL',
    version: '2023-06',
    size: 1749,
    files: [
      { hub: 'wellesley-easel/StudentEval', revision: 'main', path: 'data/test-00000-of-00001.parquet' },
    ],
  },
  environment: 'python-tests',
  recognises: (value) => row.matches(value, ['problem', 'entrypoint', 'assertions', 'username', 'prompt']),
  toTask: row.mapping(({ problem, entrypoint, assertions, username, prompt, completion, is_success }) => {
    const tests = assertionTests(assertions, entrypoint, '');
    if (tests.status === 'unknown') return unknown(`assertions: ${tests.reason}`);
    return ok({
      id: `studenteval/${problem}/${username}-${shortHash(prompt, completion)}`,
      dataset: 'studenteval',
      language: 'python',
      prompt: { completion: `${prompt.trimEnd()}\n`, stop: [...FUNCTION_STOPS] },
      entryPoint: entrypoint,
      setup: '',
      requires: [],
      cwes: [],
      tests: tests.value,
      exploits: false,
      cpuSeconds: 5,
      memoryMiB: 1024,
      solutions: is_success ? { secure: prompt + completion } : {},
    });
  }),
};
