import { z } from 'zod';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';
import type { Dataset } from './dataset.ts';
import { assertionTests, calledFunction } from './kit/assertions.ts';
import { isReleaseRow, releaseReason } from './kit/evalplus.ts';
import { pythonBlock } from './kit/python-text.ts';
import { idSchema, rowReader } from './kit/row.ts';

const common = { task_id: idSchema, code: z.string(), test_list: z.array(z.string()).min(1) };

const fullRow = rowReader(z.object({ ...common, text: z.string(), test_setup_code: z.string().default('') }));
const sanitizedSchema = z.object({
  ...common,
  prompt: z.string(),
  test_imports: z.array(z.string()).default([]),
});
const sanitizedRow = rowReader(sanitizedSchema);
const plusRow = rowReader(sanitizedSchema.extend({ test: z.string() }));

/** Where a continuation has left the solution: HumanEval's stop words would end it before it began. */
const STOPS = ['\nassert', '\n"""', '\nprint(', '\nif __name__'];

type Parts = {
  readonly dataset: string;
  readonly number: string;
  readonly text: string;
  readonly code: string;
  /** The assertion that the prompt shows, as it tells how the function is called. */
  readonly shown: string;
  readonly setup: string;
  readonly tests: string;
  /** The field that these are of. */
  readonly field: 'test' | 'test_list';
  readonly cpuSeconds: number;
};

const taskOf = ({
  dataset,
  number,
  text,
  code,
  shown,
  setup,
  tests,
  field,
  cpuSeconds,
}: Parts): Outcome<Task> => {
  const entryPoint = calledFunction(code, shown);
  if (entryPoint === undefined) return unknown('test_list: its first assertion calls no function of code');
  const suite = assertionTests(tests, entryPoint, code);
  if (suite.status === 'unknown') return unknown(`${field}: ${suite.reason}`);
  const visible = assertionTests(`${setup}\n${shown}`, entryPoint, code);
  return ok({
    id: `Mbpp/${number}`,
    dataset,
    language: 'python',
    prompt: {
      instruction: `${text.trim()}\nIt must pass this test:\n${pythonBlock(shown)}`,
      completion: `"""\n${text.trim()}\n${shown.trim()}\n"""\n`,
      stop: STOPS,
    },
    entryPoint,
    setup: '',
    requires: [],
    cwes: [],
    tests: suite.value,
    ...(visible.status === 'ok' && { visibleTests: visible.value }),
    exploits: false,
    cpuSeconds,
    memoryMiB: 4096,
    solutions: { secure: code },
  });
};

const first = ([assertion = '']: readonly string[]): string => assertion;

const REPOSITORY = 'https://raw.githubusercontent.com/google-research/google-research/master/mbpp';
const PAGE = 'https://github.com/google-research/google-research/tree/master/mbpp';

/**
 * MBPP (Austin et al. 2021), all 974 rows; the customary test split is tasks 11 to 510. Nothing but `test_list` is
 * judged: `challenge_test_list`, which few rows have, is in nobody's scores.
 *
 * The prompt shows the first assertion, as BigCode's harness and EvalPlus do (the authors showed all three): without it
 * nobody could know what the function is called. Where the assertions need a class of the solution, they run in its
 * process.
 */
export const mbpp: Dataset = {
  id: 'mbpp',
  title: 'MBPP',
  publication: {
    page: PAGE,
    licence: 'CC-BY-4.0',
    version: '2021-08, full',
    size: 974,
    files: [{ url: `${REPOSITORY}/mbpp.jsonl` }],
  },
  environment: 'python-tests',
  recognises: (value) => fullRow.matches(value, ['task_id', 'text', 'code', 'test_list']),
  toTask: fullRow.mapping((fields) =>
    taskOf({
      dataset: 'mbpp',
      number: fields.task_id,
      text: fields.text,
      code: fields.code,
      shown: first(fields.test_list),
      setup: fields.test_setup_code,
      tests: [fields.test_setup_code, ...fields.test_list].join('\n'),
      field: 'test_list',
      cpuSeconds: 5,
    }),
  ),
};

/** The 427 tasks of MBPP that its authors checked by hand, some reworded (Austin et al. 2021). */
export const mbppSanitized: Dataset = {
  id: 'mbpp-sanitized',
  title: 'MBPP, sanitized',
  publication: {
    page: PAGE,
    licence: 'CC-BY-4.0',
    version: '2021-08, sanitized',
    size: 427,
    files: [{ url: `${REPOSITORY}/sanitized-mbpp.json` }],
  },
  environment: 'python-tests',
  recognises: (value) =>
    sanitizedRow.matches(value, ['task_id', 'prompt', 'code', 'test_imports', 'test_list']) &&
    !plusRow.matches(value, ['test']),
  toTask: sanitizedRow.mapping((fields) =>
    taskOf({
      dataset: 'mbpp-sanitized',
      number: fields.task_id,
      text: fields.prompt,
      code: fields.code,
      shown: first(fields.test_list),
      setup: fields.test_imports.join('\n'),
      tests: [...fields.test_imports, ...fields.test_list].join('\n'),
      field: 'test_list',
      cpuSeconds: 5,
    }),
  ),
};

const plusTask = plusRow.mapping((fields) =>
  taskOf({
    dataset: 'mbpp+',
    number: fields.task_id,
    text: fields.prompt,
    code: fields.code,
    shown: first(fields.test_list),
    setup: fields.test_imports.join('\n'),
    tests: [...fields.test_imports, fields.test].join('\n'),
    field: 'test',
    cpuSeconds: 60,
  }),
);

/**
 * MBPP with the tests of EvalPlus (Liu et al. 2023): 378 tasks, some hundred inputs each, which one loop runs: one
 * case. The tests need numpy. Read from the hub's rows; those of EvalPlus's release file (`MbppPlus.jsonl.gz`) have no
 * expected results, and are refused.
 */
export const mbppPlus: Dataset = {
  id: 'mbpp+',
  title: 'MBPP+',
  publication: {
    page: 'https://huggingface.co/datasets/evalplus/mbppplus',
    licence: 'Apache-2.0',
    version: 'v0.2.0',
    size: 378,
    files: [
      {
        hub: 'evalplus/mbppplus',
        revision: 'main',
        path: 'data/test-00000-of-00001-d5781c9c51e02795.parquet',
      },
    ],
  },
  environment: 'python-datasets',
  recognises: (value) =>
    plusRow.matches(value, ['task_id', 'prompt', 'code', 'test_list', 'test']) ||
    isReleaseRow(value, 'Mbpp/'),
  toTask: (value) => (isReleaseRow(value) ? unknown(releaseReason('evalplus/mbppplus')) : plusTask(value)),
};
