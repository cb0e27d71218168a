import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../src/builders/unit-tests/report.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import { cli, json } from '../cli/support.ts';
import { answers, startServer } from '../models/openai-server.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

const TIMEOUT = { timeout: 120_000 };

const task = (id: string, secure: string, rest: object = {}) => ({
  id,
  dataset: 'own',
  language: 'python',
  prompt: { instruction: `Write f for ${id}.` },
  entryPoint: 'f',
  solutions: { secure },
  ...rest,
});

const SET = jsonl(
  task('own/1', 'def f(n):\n    if n > 2:\n        return "many"\n    return "few"\n'),
  task('own/2', 'def f(n):\n    return n * 2\n', {
    tests: {
      style: 'calls',
      prelude: '',
      cases: [
        { id: 'a', kind: 'functional', args: '{"n": 77}', expected: { status: 'value', source: '154' } },
      ],
    },
  }),
  task('own/3', 'def f(n):\n    return n.unknown\n'),
);

type Result = { reports: Report[]; written: number; undone: Record<string, number> };

test('a set is built, asked for once, and read back', TIMEOUT, async () => {
  const text = '{"n": 1}\n{"n": 2}\n{"n": 3}\n{"n": 9}\n';
  await using server = await startServer(answers([text]));
  const cwd = temporaryFolder();
  const place = { cwd, env: { OPENAI_API_KEY: 'x' } };
  const set = temporaryFile('own.jsonl', SET);
  const args = [
    'tasks',
    'build-tests',
    set,
    '--json',
    '--out',
    'built.jsonl',
    '--rounds',
    '1',
    '--mutants',
    '2',
  ].concat([...['--model', 'openai:m', '--base-url', server.url]]);
  const first = json<Result>(await cli(args, place));
  expect(first).toMatchObject({ written: 1, undone: {} });
  expect(first.reports.map(({ task, status }) => [task, status])).toEqual([
    ['own/1', 'built'],
    ['own/3', 'none'],
  ]);
  expect(server.seen).toHaveLength(2);
  expect(JSON.stringify(server.seen[0]?.body.messages)).toContain('{\\"n\\": 77}');

  const file = join(cwd, 'built.jsonl');
  const content = readFileSync(file, 'utf8');
  const { tasks, problems } = await loadTasks(file);
  expect(problems).toEqual([]);
  expect(tasks).toMatchObject([
    {
      id: 'own/1',
      tests: { style: 'calls' },
      provenance: {
        builder: 'unit-tests',
        version: 2,
        model: { spec: 'openai:m' },
        decoding: { temperature: 0.7 },
        proposed: { model: 4 },
        prompts: expect.stringMatching(/^[0-9a-f]{64}$/),
        mutants: { unjudged: 0 },
        insecure: 'none',
      },
    },
  ]);
  expect(existsSync(`${file}.lock`)).toBe(false);

  expect(json<Result>(await cli(args, place))).toEqual(first);
  expect(server.seen, 'nothing is asked twice').toHaveLength(2);
  expect(readFileSync(file, 'utf8')).toBe(content);

  // Other thresholds ask nothing anew, but decide anew.
  const strict = await cli([...args, '--min-cases', '9'], place);
  expect(json<Result>(strict, 1)).toMatchObject({ written: 0 });
  expect(server.seen).toHaveLength(2);
});

test('a budget ends the questions, and the same command goes on', TIMEOUT, async () => {
  await using server = await startServer(answers(['{"n": 1}\n{"n": 3}\n{"n": 2}']));
  const place = { cwd: temporaryFolder(), env: { OPENAI_API_KEY: 'x' } };
  const set = temporaryFile('own.jsonl', SET);
  const args = [
    'tasks',
    'build-tests',
    set,
    '--json',
    '--rounds',
    '1',
    '--workers',
    '1',
    '--limit',
    '2',
  ].concat([...['--model', 'openai:m', '--base-url', server.url, '--price', '1,1', '--budget-usd']]);
  const cut = json<Result>(await cli([...args, '0.001'], place), 5);
  expect(cut.reports).toHaveLength(1);
  expect(cut.undone).toEqual({ 'the budget (money) is used up': 1 });
  const whole = json<Result>(await cli([...args, '1'], place));
  expect(whole.reports).toHaveLength(2);
  expect(server.seen).toHaveLength(2);
});

test('what cannot be done is said at once', TIMEOUT, async () => {
  const place = { cwd: temporaryFolder() };
  const [, second = ''] = SET.split('\n');
  const { exitCode, stderr } = await cli(
    ['tasks', 'build-tests', temporaryFile('own.jsonl', `${second}\n`)],
    place,
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--also-with-tests');
});

test(
  'nothing that was not built here is written over, and what cannot be written is said at once',
  TIMEOUT,
  async () => {
    const cwd = temporaryFolder();
    const [line = ''] = SET.split('\n');
    writeFileSync(join(cwd, 'first.jsonl'), `${line}\n`);
    writeFileSync(join(cwd, 'other.txt'), 'mine\n');
    mkdirSync(join(cwd, 'folder'));
    const run = (...args: string[]) =>
      cli(
        [
          'tasks',
          'build-tests',
          'first.jsonl',
          '--json',
          '--mutants',
          '1',
          '--min-cases',
          '1',
          '--weak',
          ...args,
        ],
        { cwd },
      );
    for (const out of ['first.jsonl', './first.jsonl', 'other.txt', 'folder', 'other.txt/x.jsonl']) {
      const { exitCode, stderr } = await run('--out', out);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`cannot be written to ${out}`)]);
    }
    expect(readFileSync(join(cwd, 'first.jsonl'), 'utf8')).toBe(`${line}\n`);
    expect(readFileSync(join(cwd, 'other.txt'), 'utf8')).toBe('mine\n');
    const { exitCode, stderr } = await run('--min-kill', '50');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('from 0 to 1')]);

    expect(json<{ out: string }>(await run()).out).toBe('first-built.jsonl');
    const made = await run('--out', 'new/folder/x.jsonl');
    expect(made.exitCode).toBe(0);
    expect(existsSync(join(cwd, 'new/folder/x.jsonl'))).toBe(true);
  },
);
