import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/core/problem.ts';
import { taskSchema } from '../../src/core/task.ts';
import { fileSource, type SampleDefaults } from '../../src/engine/sample-files.ts';
import { toSamples } from '../../src/engine/to-sample.ts';
import { collect, jsonl, temporaryFile } from '../support/files.ts';

const task = (id: string) =>
  taskSchema.parse({
    id,
    dataset: 'test',
    language: 'python',
    prompt: { completion: 'def f(x):\n' },
    entryPoint: 'f',
  });
const TASKS = new Map(['A/0', 'A/1', '7'].map((id) => [id, task(id)]));

const read = async (
  paths: readonly string[],
  defaults: SampleDefaults = {},
  tasks: typeof TASKS | null = TASKS,
) => {
  const problems: Problem[] = [];
  const context = {
    tasks: tasks ?? undefined,
    have: new Map(),
    signal: new AbortController().signal,
    report: (problem: Problem) => problems.push(problem),
  };
  const drafts = await collect(fileSource(paths, defaults).drafts(context));
  return { drafts, problems, samples: drafts.flatMap((draft) => toSamples(draft, tasks?.get(draft.task))) };
};

const file = (...rows: unknown[]) => temporaryFile('gpt.jsonl', jsonl(...rows));
const WHOLE = 'def f(x):\n    return x\n';

test.each([
  ['HumanEval', { task_id: 'A/0', completion: '    return x\n' }, { model: 'gpt', form: 'completion' }],
  ['EvalPlus', { task_id: 'A/0', solution: WHOLE }, { form: 'answer' }],
  [
    'BigCodeBench',
    { task_id: 'A/0', raw_solution: `\`\`\`python\n${WHOLE}\`\`\``, solution: WHOLE },
    { raw: WHOLE },
  ],
  ['BigCodeBench, unsanitised', { task_id: 'A/0', raw_solution: WHOLE }, { form: 'answer' }],
  [
    'SecCodePLT+',
    { task_id: 'A/0', solution: WHOLE, model: 'm', method: 'sven', sample_index: 3 },
    { model: 'm', method: 'sven', index: 3 },
  ],
  ['a number for a name', { task_id: 7, solution: WHOLE }, { task: '7' }],
  [
    'our own',
    { task: 'A/0', model: 'm', method: 'base', index: 2, raw: WHOLE, code: 'other' },
    { index: 2, raw: WHOLE },
  ],
  [
    'recorded verdicts',
    { task_id: 'A/0', solution: WHOLE, functional: true, secure: false },
    { recorded: { functional: true, secure: false } },
  ],
])('rows as %s writes them', async (_, row, expected) => {
  const { drafts, problems, samples } = await read([file(row)]);
  expect(problems).toEqual([]);
  expect(drafts).toMatchObject([expected]);
  expect(samples[0]?.code).toMatch(/^def f\(x\):\n {4}return x\s*$/);
});

test('samples of one task, model and method are numbered as they come', async () => {
  const rows = ['A/0', 'A/0', 'A/1', 'A/0'].map((id) => ({ task_id: id, solution: WHOLE }));
  const other = { task_id: 'A/0', solution: WHOLE, method: 'codeguard+' };
  const { samples } = await read([file(...rows, other)]);
  expect(samples.map(({ id }) => id)).toEqual([
    'A/0|gpt|base|0',
    'A/0|gpt|base|1',
    'A/1|gpt|base|0',
    'A/0|gpt|base|2',
    'A/0|gpt|codeguard+|0',
  ]);
});

test('defaults name what the rows leave open, and only that', async () => {
  const path = file({ task_id: 'A/0', solution: WHOLE }, { task_id: 'A/1', solution: WHOLE, model: 'own' });
  const { drafts } = await read([path], { model: 'named', method: 'm1' });
  expect(drafts).toMatchObject([
    { model: 'named', method: 'm1' },
    { model: 'own', method: 'm1' },
  ]);
});

test('several files are one source; a repeated sample counts once, and is named', async () => {
  const row = { task_id: 'A/0', solution: WHOLE, model: 'm', sample_index: 0 };
  const second = file(row);
  const { drafts, problems } = await read([file(row), second]);
  expect(drafts).toHaveLength(1);
  expect(problems).toEqual([
    { where: `${second}:1`, message: 'sample 0 of A/0 by m (base) is there twice; the first one counts' },
  ]);
});

test('every bad line is named with file and line, and the rest goes on', async () => {
  const path = temporaryFile(
    'bad.jsonl',
    Buffer.concat([
      Buffer.from('{"task_id": "A/0"\n'),
      Buffer.from('{"task_id":"A/0","solution":"caf\xe9"}\n', 'latin1'),
      Buffer.from(
        jsonl(
          { task_id: 'B/9', solution: WHOLE },
          { task_id: 'A/0' },
          { solution: WHOLE },
          { task_id: 'A/0', solution: 5 },
          { task_id: 'A/0', solution: WHOLE, sample_index: -1 },
          { task_id: 'A/0', solution: WHOLE, language: 'cobol' },
          ['A/0', WHOLE],
          null,
        ),
      ),
      Buffer.from(jsonl({ task_id: 'A/1', solution: WHOLE })),
    ]),
  );
  const { drafts, problems } = await read([path]);
  expect(drafts).toMatchObject([{ task: 'A/1' }]);
  expect(problems.map(({ where }) => where)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((line) => `${path}:${line}`),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^not JSON/),
    expect.stringMatching(/^not UTF-8/),
    'no task is called B/9',
    'no solution or completion in this row',
    'no task_id in this row',
    expect.stringContaining('solution'),
    expect.stringContaining('sample_index'),
    expect.stringContaining('language'),
    expect.stringContaining('expected object'),
    expect.stringContaining('expected object'),
  ]);
});

test.each([
  ['an empty solution', '', 'empty solution'],
  ['white space', ' \n\t', 'empty solution'],
  ['20 MB', `x = "${'y'.repeat(20_000_000)}"`, 'solution larger than 1 MiB'],
  ['null bytes', 'x = 1\0', 'null bytes in the solution'],
])('%s is kept, named, and not judged', async (_, solution, problem) => {
  const path = file({ task_id: 'A/0', solution });
  const { samples, problems } = await read([path]);
  expect(problems).toEqual([{ where: `${path}:1`, message: problem }]);
  expect(samples).toMatchObject([{ task: 'A/0', problem, code: '', extraction: { parses: null } }]);
});

test('without tasks every row is a sample', async () => {
  const path = file({ task_id: 'any', solution: 'int f(void);', language: 'c' });
  const { samples, problems } = await read([path], {}, null);
  expect(problems).toEqual([]);
  expect(samples).toMatchObject([{ task: 'any', language: 'c', code: 'int f(void);' }]);
});

test('the same content has the same identity, whatever its folder; other content another', () => {
  const [one, same, other] = [file(1), file(1), file(2)];
  expect(fileSource([one]).identity).toEqual(fileSource([same]).identity);
  expect(fileSource([one]).identity).not.toEqual(fileSource([other]).identity);
  expect(JSON.stringify(fileSource([one]).identity)).not.toContain(one);
});

test('gzipped files are read, and the model is called after the file', async () => {
  const path = temporaryFile('claude.jsonl.gz', gzipSync(jsonl({ task_id: 'A/0', solution: WHOLE })));
  expect((await read([path])).drafts).toMatchObject([{ model: 'claude' }]);
});

test('a file that is not there ends the command with a hint', () => {
  expect(() => fileSource(['/nonexistent.jsonl'])).toThrow(
    expect.objectContaining({ code: 'BIFOCAL_INPUT', hint: 'give the path of a JSONL file of samples' }),
  );
});
