import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { type Task, taskSchema } from '../../src/core/task.ts';
import type { Dataset } from '../../src/datasets/dataset.ts';
import { datasets } from '../../src/datasets/index.ts';
import { readRows } from '../../src/io/read-rows.ts';
import { languages } from '../../src/languages/index.ts';
import { chooseSandbox } from '../../src/sandbox/index.ts';
import { openBench, type TestBench } from '../../src/testing/bench.ts';
import { TOOLS } from '../../src/toolchain/index.ts';
import { requireTool } from '../../src/toolchain/require-tool.ts';
import { quickLimits } from '../support/bench.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

const SETS: readonly (readonly [string, Dataset])[] = Object.entries(datasets);

let bench: TestBench;
beforeAll(async () => {
  const { paths: interpreter } = await requireTool(TOOLS['python-tests']);
  const python = await languages.python.program?.probe(interpreter);
  bench = await openBench({
    choice: await chooseSandbox('auto', interpreter),
    interpreter,
    programs: python?.status === 'ready' ? { python } : {},
  });
});
afterAll(() => bench.close());

type Row = Readonly<Record<string, unknown>>;

/** The row with another value at a path; without the field, if there is none. */
const withField = (row: Row, path: readonly string[], value: unknown): Row => {
  const [name = '', ...inner] = path;
  if (inner.length > 0) return { ...row, [name]: withField(row[name] as Row, inner, value) };
  const { [name]: _, ...rest } = row;
  return value === undefined ? rest : { ...rest, [name]: value };
};

/** All texts of a row, at any depth. */
const textsIn = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).map(textsIn).join('\n') : String(value);

const taskIn = (outcome: Outcome<Task>): Task => {
  if (outcome.status === 'unknown') throw new Error(outcome.reason);
  return outcome.value;
};

test('every set has a subject', () => {
  expect(new Set(SUBJECTS.map(({ set }) => set))).toEqual(new Set(Object.keys(datasets)));
});

describe.each(SETS)('%s', (key, { id, title, publication }) => {
  test('says what it is and where it is published', () => {
    expect(id).toBe(key);
    expect(title.length).toBeGreaterThan(3);
    if (publication === undefined) return expect(id).toBe('bifocal');
    expect(publication.page).toMatch(/^https:\/\//);
    expect(publication.licence).toMatch(/^[A-Za-z0-9.-]+$/);
    expect(publication.version).not.toBe('');
    expect(publication.size).toBeGreaterThan(100);
    for (const file of publication.files) {
      if ('url' in file) expect(file.url).toMatch(/^https:\/\/\S+\.(?:jsonl|json|jsonl\.gz)$/);
      else expect(file.path).toMatch(/\.(?:jsonl|json|parquet)$/);
    }
  });
});

const named = SUBJECTS.map((subject) => ({
  name: [subject.set, subject.kind].filter(Boolean).join(', '),
  ...subject,
}));

describe.each(named)('a row of $name', (subject: Subject) => {
  const { set, row, needs, alike = [], hidden } = subject;
  const dataset: Dataset = datasets[set];
  const taskOf = (): Task => taskIn(dataset.toTask(row));

  test('is recognised by its set, and by no other but those that look the same', () => {
    const known = SETS.filter(([, each]) => each.recognises(row)).map(([each]) => each);
    expect(known.sort()).toEqual([...new Set([set, ...alike])].sort());
  });

  test('is a task', () => {
    const task = taskOf();
    expect(taskSchema.parse(task)).toEqual(taskSchema.parse(JSON.parse(JSON.stringify(task))));
    if (set !== 'bifocal') expect(task.dataset).toBe(set);
    expect(task.prompt.instruction ?? task.prompt.completion).toMatch(/\w/);
  });

  test('shows in its prompt neither the solution nor the tests', () => {
    const { prompt, setup, solutions, title = '' } = taskOf();
    const shown = [prompt.instruction, prompt.completion, title, setup].join('\n');
    expect(shown).not.toContain(solutions.secure?.trim() ?? taskIn(dataset.toTask(row)).original);
    for (const text of hidden) {
      expect(textsIn(row)).toContain(text);
      expect(shown).not.toContain(text);
    }
  });

  test.each(needs)('is unknown without %s, or with another type of it', (path) => {
    for (const value of [undefined, { odd: 1 }, null]) {
      const outcome = dataset.toTask(withField(row, path.split('.'), value));
      expect(outcome).toEqual({ status: 'unknown', reason: expect.stringContaining(path) });
    }
  });

  test('is never more than unknown, whatever is wrong with it', () => {
    const fields = fc.constantFrom(...Object.keys(row));
    const rows = fc.oneof(
      fc.tuple(fields, fc.anything()).map(([name, value]) => withField(row, [name], value)),
      fc.tuple(fields, fc.string()).map(([name, value]) => withField(row, [name], value)),
      fc.anything(),
    );
    fc.assert(
      fc.property(rows, (odd) => {
        expect(typeof dataset.recognises(odd)).toBe('boolean');
        const outcome = dataset.toTask(odd);
        if (outcome.status === 'unknown') expect(outcome.reason).toMatch(/\w/);
        else expect(taskSchema.safeParse(outcome.value).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test.each(named.filter(({ stub }) => stub === undefined))(
  'a row of $name has no tests, and says what it was made of',
  ({ set, row }) => {
    const task = taskIn((datasets[set] as Dataset).toTask(row));
    expect(task).toMatchObject({ original: expect.stringMatching(/\w/), solutions: {} });
    expect(task.tests).toBeUndefined();
  },
);

describe.concurrent('tests in the sandbox', { timeout: 60_000 }, () => {
  test.each(named.filter(({ stub }) => stub !== undefined))(
    'the reference of $name passes them, and a stub does not',
    async ({ set, row, stub = '', trust }) => {
      const task = taskIn((datasets[set] as Dataset).toTask(row));
      const run = (code: string) => bench.run({ id: 'sample', code }, task, { limits: quickLimits(task) });
      const [right, empty] = await Promise.all([run(task.solutions.secure ?? ''), run(stub)]);
      expect(right).toMatchObject({ status: 'ok', cases: expect.arrayContaining([expect.anything()]) });
      for (const result of right.cases) expect(result).toMatchObject({ outcome: 'passed', trust });
      expect(empty.status).toBe('ok');
      expect(empty.cases.map(({ outcome }) => outcome)).toContain('failed');
      expect(empty.cases.map(({ outcome }) => outcome)).not.toContain('unknown');
    },
  );
});

const DATA = join(import.meta.dirname, '../../../shared/data');

describe.each([
  ['humaneval', 'humaneval.jsonl', 164, 164],
  ['bigcodebench', 'bigcodebench.jsonl', 1140, 1140],
  ['seccodeplt', 'seccodeplt.jsonl', 1345, 1345],
  ['seccodeplt+', 'seccodeplt.jsonl', 1345, 1199],
  ['cyberseceval-instruct', 'cyberseceval/instruct.json', 1916, 1916],
  ['cyberseceval-autocomplete', 'cyberseceval/autocomplete.json', 1916, 1916],
] as const)('the real %s', (id, file, count, own) => {
  const path = join(DATA, file);
  if (!existsSync(path))
    console.warn(`SKIPPED: no ${basename(path)} in ../shared/data; ${id} is not tested on it`);

  test.skipIf(!existsSync(path))('every row is a task of it', { timeout: 60_000 }, async () => {
    const dataset: Dataset = datasets[id];
    const ids = new Set<string>();
    let recognised = 0;
    for await (const entry of readRows(path)) {
      if ('problem' in entry) throw new Error(entry.problem);
      if (dataset.recognises(entry.row)) recognised += 1;
      const task = taskSchema.parse(taskIn(dataset.toTask(entry.row)));
      ids.add(task.id);
    }
    expect(ids.size).toBe(count);
    expect(recognised).toBe(own);
  });
});
