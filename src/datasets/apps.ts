import { z } from 'zod';
import { type Outcome, ok, unknown } from '../core/outcome.ts';
import type { Task, TestSuite } from '../core/task.ts';
import type { Dataset } from './dataset.ts';
import { isSolutionClass, USUAL_IMPORTS } from './kit/leetcode.ts';
import { pythonBlock, pythonString } from './kit/python-text.ts';
import { identifierSchema, idSchema, type JsonField, jsonText, rowReader, textIn } from './kit/row.ts';

/** Text, or a list of its lines. A whole number that JSON's reader cannot hold is no input any more. */
const linesSchema = z.union([
  z.string(),
  z
    .array(z.union([z.string(), z.int(), z.number().refine((number) => !Number.isInteger(number))]))
    .transform((lines) => lines.join('\n')),
]);
const callsSchema = z.object({
  fn_name: identifierSchema,
  inputs: z.array(z.array(z.unknown())),
  outputs: z.array(z.unknown()),
});
const programsSchema = z.object({
  fn_name: z
    .union([z.null(), z.literal('')])
    .optional()
    .transform(() => undefined),
  inputs: z.array(linesSchema),
  outputs: z.array(linesSchema),
});

const row = rowReader(
  z.object({
    problem_id: idSchema,
    question: z.string(),
    solutions: jsonText(z.array(z.string())),
    input_output: jsonText(z.union([callsSchema, programsSchema])),
    difficulty: z.string(),
    starter_code: z.string().default(''),
  }),
);

/** JSON knows neither tuples nor numbers as keys, and some outputs stand in a list of their own. */
const comparison = (text: string): string => `import json

APPS_DATA = json.loads(${pythonString(text)})


def apps_restored(value):
    try:
        return {int(key): item for key, item in value.items()} if isinstance(value, dict) else value
    except ValueError:
        return value


def apps_lists(value):
    return [apps_lists(item) for item in value] if isinstance(value, (list, tuple)) else value


def apps_arguments(number):
    return [apps_restored(value) for value in APPS_DATA["inputs"][number]]


def apps_agrees(got, number):
    wanted = APPS_DATA["outputs"][number]
    alone = wanted[0] if isinstance(wanted, list) and len(wanted) == 1 else wanted
    return apps_lists(got) in (apps_restored(wanted), apps_restored(alone))
`;

/** Functions are called through a proxy; a method of a class only in the sample's own process. */
const callTests = (name: string, count: number, text: string, inClass: boolean): TestSuite => {
  const numbers = Array.from({ length: count }, (_, index) => index);
  if (!inClass) {
    const test = (at: number) =>
      `\n\ndef test_${at}():\n    assert apps_agrees(${name}(*apps_arguments(${at})), ${at})\n`;
    const functional = `from solution import ${name}\n${comparison(text)}${numbers.map(test).join('')}`;
    return { style: 'functions', functional };
  }
  const test = (at: number) =>
    `\n    def test_${at}(self):\n        self.assertTrue(apps_agrees(Solution().${name}(*apps_arguments(${at})), ${at}))\n`;
  const head = `import unittest\n${comparison(text)}\n\nclass TestCalls(unittest.TestCase):`;
  return { style: 'unittest', functional: head + numbers.map(test).join('') };
};

const programTests = ({ inputs, outputs }: z.infer<typeof programsSchema>): TestSuite => ({
  style: 'program',
  cases: inputs.map((stdin, index) => ({
    id: `case[${index}]`,
    kind: 'functional',
    stdin,
    stdout: outputs[index] ?? '',
  })),
});

type Form = Pick<Task, 'setup' | 'entryPoint' | 'tests'> & { readonly instruction: string };
type InputOutput = JsonField<z.infer<typeof callsSchema> | z.infer<typeof programsSchema>>;

/** How the solution is asked for and judged: called, or as a program. */
const formOf = (field: InputOutput | undefined, question: string, starter: string): Form => {
  const hasTests = field !== undefined && field.value.inputs.length > 0;
  const start = starter.trim() === '' ? '' : `\n\nBegin with this code:\n${pythonBlock(starter)}`;
  if (typeof field?.value.fn_name === 'string') {
    const { fn_name: name, inputs } = field.value;
    const inClass = isSolutionClass(starter);
    return {
      instruction: `${question.trim()}${start || `\n\nWrite the function ${name}.`}`,
      setup: USUAL_IMPORTS,
      entryPoint: inClass ? 'Solution' : name,
      ...(hasTests && { tests: callTests(name, inputs.length, field.text, inClass) }),
    };
  }
  return {
    instruction: `${question.trim()}${start}\n\nWrite a whole program that reads standard input and writes standard output.`,
    setup: '',
    ...(hasTests && { tests: programTests(field.value) }),
  };
};

const taskOf = (dataset: string, split: string, level: string | undefined) =>
  row.mapping(
    ({ problem_id, question, solutions, input_output, difficulty, starter_code }): Outcome<Task> => {
      if (level !== undefined && difficulty !== level)
        return unknown(`difficulty: ${difficulty}, not ${level}`);
      const { inputs = [], outputs = [] } = input_output?.value ?? {};
      if (inputs.length !== outputs.length)
        return unknown(`input_output: ${inputs.length} inputs and ${outputs.length} outputs`);
      const { instruction, ...form } = formOf(input_output, question, starter_code);
      const [secure] = solutions?.value ?? [];
      return ok({
        id: `${split === 'train' ? 'apps-train' : 'apps'}/${problem_id}`,
        dataset,
        language: 'python',
        prompt: { instruction },
        ...form,
        requires: ['numpy'],
        cwes: [],
        exploits: false,
        cpuSeconds: 4,
        memoryMiB: 1024,
        solutions: secure === undefined ? {} : { secure },
      });
    },
  );

const recognises = (value: unknown): boolean =>
  row.matches(value, ['problem_id', 'question', 'input_output', 'difficulty', 'starter_code']);

const PUBLISHED = {
  page: 'https://huggingface.co/datasets/codeparrot/apps',
  licence: 'MIT',
} as const;
const ON_HUB = { hub: 'codeparrot/apps' } as const;

type Split = 'test' | 'train';

/** One split; of it, where a level is named, the problems of that difficulty. */
const ofSplit = (split: Split, level: string | undefined, size: number): Dataset => {
  const id = ['apps', ...(split === 'train' ? ['train'] : []), ...(level ? [level] : [])].join('-');
  return {
    id,
    title: ['APPS', split, ...(level ? [level] : [])].join(', '),
    publication: {
      ...PUBLISHED,
      version: ['2021-05', split, ...(level ? [level] : [])].join(', '),
      size,
      files: [
        level
          ? { ...ON_HUB, revision: 'refs/convert/parquet', path: `${level}/${split}/0000.parquet` }
          : { ...ON_HUB, revision: 'main', path: `${split}.jsonl` },
      ],
    },
    environment: 'python-datasets',
    recognises: (value) => recognises(value) && (!level || textIn(value, 'difficulty') === level),
    toTask: taskOf(id, split, level),
  };
};

/**
 * APPS (Hendrycks et al. 2021), the 5,000 problems of the test split. Those of the training split have the same numbers,
 * and sets of their own.
 *
 * Most are programs (`program`); those with `fn_name` are functions (`functions`) or, where the starter code has a class
 * `Solution`, methods (`unittest`). The published harness is more lenient with programs: it takes numbers that are close
 * for equal, and lines in another order; here lines are compared as text. Problems with several right answers have a
 * checker in neither. The reference is the first of `solutions`, which may be wrong or slow; about a fourth of the rows
 * have none.
 */
export const apps = ofSplit('test', undefined, 5000);
export const appsTrain = ofSplit('train', undefined, 5000);

/** The problems of one difficulty. Rows of another one are no tasks of it, and say so. */
export const appsIntroductory = ofSplit('test', 'introductory', 1000);
export const appsInterview = ofSplit('test', 'interview', 3000);
export const appsCompetition = ofSplit('test', 'competition', 1000);
export const appsTrainIntroductory = ofSplit('train', 'introductory', 2639);
export const appsTrainInterview = ofSplit('train', 'interview', 2000);
export const appsTrainCompetition = ofSplit('train', 'competition', 361);
