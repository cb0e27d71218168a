import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { Dataset } from './dataset.ts';
import { idSchema, rowReader } from './kit/row.ts';

const row = rowReader(
  z.object({
    prompt: z.string(),
    reference_code: z.string(),
    code_context: z.string(),
    metadata: z.object({ problem_id: idSchema, library: z.string() }),
  }),
);

/** Problems whose libraries (some gigabytes) are in none of our environments. */
const UNTESTED: ReadonlySet<string> = new Set(['Pytorch', 'Tensorflow']);

/**
 * What the published harness does with a solution, in its own process: the context says where its text goes. A body
 * whose answer came without its indentation gets it back.
 */
const DRIVER = `import pathlib
import textwrap

import problem

solution = pathlib.Path("main.py").read_text(encoding="utf-8")
before = getattr(problem, "exec_context", "").partition("[insert]")[0].rstrip()
if before.endswith(":") and not solution.lstrip("\\n").startswith((" ", "\\t")):
    solution = textwrap.indent(solution, "    ")
problem.test_execution(solution)
if hasattr(problem, "test_string"):
    problem.test_string(solution)
print("{{passed}}")
`;

/**
 * DS-1000 (Lai et al. 2022), in the form of 2024: a thousand questions about seven libraries. A solution is a piece of
 * code that `code_context` puts in the place of `[insert]` before it runs it, so tests and solution share a process
 * (`native`, trust `token`): code that looks for the word in that process can find it.
 *
 * The problems of PyTorch and TensorFlow (113) have no tests here: no environment of ours has these libraries. Expected
 * values are computed by the tests with the libraries that are there, so other versions than the set's own may judge
 * otherwise.
 */
export const ds1000: Dataset = {
  id: 'ds1000',
  title: 'DS-1000',
  publication: {
    page: 'https://huggingface.co/datasets/xlangai/DS-1000',
    licence: 'CC-BY-SA-4.0',
    version: '2024-04',
    size: 1000,
    files: [{ hub: 'xlangai/DS-1000', revision: 'main', path: 'test.jsonl' }],
  },
  environment: 'python-datasets',
  recognises: (value) => row.matches(value, ['prompt', 'reference_code', 'code_context', 'metadata']),
  toTask: row.mapping(({ prompt, reference_code, code_context, metadata }) =>
    ok({
      id: `ds1000/${metadata.problem_id}`,
      dataset: 'ds1000',
      language: 'python',
      prompt: { instruction: `${prompt.trim()}\n\nAnswer only with the code that belongs there.` },
      setup: '',
      requires: [],
      cwes: [],
      ...(!UNTESTED.has(metadata.library) && {
        tests: {
          style: 'native',
          files: { 'problem.py': code_context, 'run_tests.py': DRIVER },
          build: [],
          cases: [{ id: 'tests', kind: 'functional', command: ['python', 'run_tests.py'] }],
        },
      }),
      exploits: false,
      cpuSeconds: 60,
      memoryMiB: 4096,
      solutions: { secure: reference_code },
    }),
  ),
};
