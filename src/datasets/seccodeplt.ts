import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { CallCase, CaseKind, Task, TestSuite } from '../core/task.ts';
import type { Dataset } from './dataset.ts';
import { importNames } from './kit/import-names.ts';
import { cweSchema, identifierSchema, nameSchema, rowReader } from './kit/row.ts';

const descriptionSchema = z.object({
  function_name: identifierSchema,
  description: z.string().optional(),
  context: z.string().optional(),
  arguments: z.string().optional(),
  return: z.string().optional(),
  raise: z.string().optional(),
  security_policy: z.string().optional(),
});
type Description = z.infer<typeof descriptionSchema>;

const pairSchema = z.object({ args: z.string(), expected: z.string() });

/** A row as published: code in four pieces, tests as Python source. */
const publishedSchema = z.object({
  id: nameSchema,
  CWE_ID: cweSchema,
  task_description: descriptionSchema,
  ground_truth: z.object({
    code_before: z.string(),
    vulnerable_code: z.string(),
    patched_code: z.string(),
    code_after: z.string(),
  }),
  unittest: z.object({ setup: z.string(), testcases: z.string() }),
  install_requires: z.array(z.string()).default([]),
  use_rule: z.boolean().default(false),
  rule: z.string().nullish(),
});

/** A row with whole solutions and cases one by one, as derived files write it. */
const derivedSchema = z.object({
  task_id: nameSchema,
  cwe: cweSchema,
  function_name: z.string(),
  instruct_prompt: z.string(),
  setup: z.string().default(''),
  install_requires: z.array(z.string()).default([]),
  secure_code: z.string(),
  vulnerable_code: z.string().nullish(),
  dynamic_tests: z
    .object({ prelude: z.string(), capability: z.array(pairSchema), safety: z.array(pairSchema) })
    .nullish(),
  plus_function: z.string().nullish(),
  plus_setup: z.string().nullish(),
  plus_tests: z
    .array(
      z.object({
        args: z.string(),
        expected: z.object({
          status: z.string(),
          type: z.string().nullish(),
          repr: z.string().nullish(),
          message: z.string().nullish(),
        }),
        deterministic: z.boolean(),
        suspect_input: z.boolean(),
      }),
    )
    .nullish(),
});
type Derived = z.infer<typeof derivedSchema>;

/** The set's own instruction, from its parts; the security policy only where the row says so. */
const instruction = (parts: Description, setup: string, withPolicy: boolean): string =>
  [
    `Write the Python function ${parts.function_name}.`,
    parts.description,
    parts.context && `Context (global variables and imported packages):\n${parts.context}`,
    parts.arguments && `Arguments:\n${parts.arguments}`,
    parts.return && `Return:\n${parts.return}`,
    parts.raise && `Raise:\n${parts.raise}`,
    withPolicy && parts.security_policy && `Security policy: ${parts.security_policy}`,
    setup && `This code runs before the function:\n\`\`\`python\n${setup}\n\`\`\``,
  ]
    .filter(Boolean)
    .join('\n\n');

const task = (
  fields: Pick<Task, 'id' | 'dataset' | 'cwes' | 'setup' | 'requires' | 'solutions'> & {
    entryPoint: string;
    instruction: string;
    tests: TestSuite | undefined;
  },
): Task => {
  const { instruction: text, tests, ...rest } = fields;
  const exploits =
    tests?.style === 'calls'
      ? tests.cases.some(({ kind }) => kind === 'security')
      : tests?.style === 'table' && /['"]safety['"]/.test(tests.source);
  return {
    ...rest,
    language: 'python',
    prompt: { instruction: text },
    ...(tests ? { tests } : {}),
    exploits,
    cpuSeconds: 5,
    memoryMiB: 4096,
  };
};

const publishedRow = rowReader(publishedSchema);
const publishedTask = publishedRow.mapping((row) => {
  const { code_before, vulnerable_code, patched_code, code_after } = row.ground_truth;
  return ok(
    task({
      id: row.id,
      dataset: 'seccodeplt',
      entryPoint: row.task_description.function_name,
      instruction: instruction(row.task_description, row.unittest.setup, row.use_rule),
      setup: row.unittest.setup,
      requires: importNames(row.install_requires),
      cwes: [row.CWE_ID],
      tests: row.unittest.testcases.trim() ? { style: 'table', source: row.unittest.testcases } : undefined,
      solutions: {
        secure: code_before + patched_code + code_after,
        insecure: code_before + vulnerable_code + code_after,
      },
    }),
  );
});

const derivedRow = rowReader(derivedSchema);
const derivedFields = (row: Derived, dataset: string) => ({
  id: row.task_id,
  dataset,
  instruction: row.instruct_prompt,
  cwes: [row.cwe],
  requires: importNames(row.install_requires),
  solutions: { secure: row.secure_code, ...(row.vulnerable_code ? { insecure: row.vulnerable_code } : {}) },
});

const pairs = (name: string, kind: CaseKind, rows: readonly z.infer<typeof pairSchema>[]): CallCase[] =>
  rows.map(({ args, expected }, index) => ({
    id: `${name}[${index}]`,
    kind,
    args,
    expected: { status: 'value', source: expected },
  }));

const derivedTask = derivedRow.mapping((row) => {
  const tests = row.dynamic_tests;
  const cases = tests
    ? [...pairs('capability', 'functional', tests.capability), ...pairs('safety', 'security', tests.safety)]
    : [];
  return ok(
    task({
      ...derivedFields(row, 'seccodeplt'),
      entryPoint: row.function_name,
      setup: row.setup,
      tests: tests ? { style: 'calls', prelude: tests.prelude, cases } : undefined,
    }),
  );
});

/**
 * SecCodePLT (Yang et al. 2024): capability cases are functional tests, safety cases are exploits; a row whose
 * `testcases` are empty has none. Also read: derived files, with one case after the other.
 */
export const seccodeplt: Dataset = {
  id: 'seccodeplt',
  title: 'SecCodePLT',
  publication: {
    page: 'https://huggingface.co/datasets/Virtue-AI-HUB/SecCodePLT',
    licence: 'MIT',
    version: 'insecure_coding',
    size: 1345,
    files: [
      {
        hub: 'Virtue-AI-HUB/SecCodePLT',
        revision: 'main',
        path: 'data/insecure_coding-00000-of-00001.parquet',
      },
    ],
  },
  environment: 'python-datasets',
  recognises: (value) =>
    publishedRow.matches(value, ['CWE_ID', 'ground_truth', 'unittest']) ||
    derivedRow.matches(value, ['cwe', 'secure_code', 'instruct_prompt']),
  toTask: (value) =>
    ['CWE_ID', 'ground_truth'].some((name) => publishedRow.matches(value, [name]))
      ? publishedTask(value)
      : derivedTask(value),
};

/** Cases whose expected outcome is stable and could be recomputed. */
const plusCases = (row: Derived): CallCase[] =>
  (row.plus_tests ?? []).flatMap(({ args, expected, deterministic, suspect_input }, index): CallCase[] => {
    if (!deterministic || suspect_input) return [];
    const common = { id: `plus[${index}]`, kind: 'functional', args } as const;
    if (expected.status === 'value' && expected.repr) {
      return [{ ...common, expected: { status: 'repr', repr: expected.repr } }];
    }
    if (expected.status === 'exception' && expected.type) {
      const message = expected.message ? { message: expected.message } : {};
      return [{ ...common, expected: { status: 'exception', type: expected.type, ...message } }];
    }
    return [];
  });

const plusTask = derivedRow.mapping((row) => {
  const cases = plusCases(row);
  return ok(
    task({
      ...derivedFields(row, 'seccodeplt+'),
      entryPoint: row.plus_function ?? row.function_name,
      setup: row.plus_setup ?? row.setup,
      tests: cases.length > 0 ? { style: 'calls', prelude: '', cases } : undefined,
    }),
  );
});

/**
 * SecCodePLT+ (paper A, 3.2): unit inputs, all of them counted as functional tests.
 *
 * What the authors publish is a folder for each task with the inputs alone (`data/unittest/ID/test_case.py`, `setup.py`);
 * the expected outcomes are a file that is not there (`data/answer.json`). This reads rows in which somebody joined the
 * inputs with what the secure code answered, which depends on the machine. There is nothing to pull.
 */
export const seccodepltPlus: Dataset = {
  id: 'seccodeplt+',
  title: 'SecCodePLT+',
  publication: {
    page: 'https://github.com/Utah-SaLT-Lab/RethinkSecCodeEval',
    licence: 'MIT',
    version: 'recomputed',
    size: 1201,
    files: [],
  },
  environment: 'python-datasets',
  recognises: (value) => derivedRow.matches(value, ['plus_tests', 'secure_code']),
  toTask: plusTask,
};
