import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MultiEval } from '../../src/builders/multieval/build.ts';
import { type Attempt, choose, KEEP } from '../../src/builders/multieval/choose.ts';
import { tally } from '../../src/builders/multieval/tally.ts';
import type { Task } from '../../src/core/task.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import { openStudy } from '../../src/engine/study.ts';
import { exhibitOf } from '../../src/reports/exhibits/index.ts';
import { taskOf } from '../analysis/support.ts';
import { cli, json, readJsonl, writeJsonl } from '../cli/support.ts';
import { temporaryFolder } from '../cli/temporary.ts';
import { answers, type Behaviour, startServer } from '../models/openai-server.ts';

const attempt = (state: Attempt['state'], at = 0): Attempt => ({
  model: `m${at}`,
  state,
  rules: state === 'erroneous' ? ['a/R1'] : [],
  because: state === 'unknown' ? ['no answer'] : [],
  cutOff: false,
});

const state = fc.constantFrom<Attempt['state']>('erroneous', 'error-free', 'unknown');
const attempts = fc.array(state, { minLength: 1, maxLength: 6 }).map((all) => all.map(attempt));

describe('the choice of tasks', () => {
  test.each([
    ['any', ['erroneous', 'unknown', 'error-free'], 'kept'],
    ['any', ['error-free', 'unknown'], 'undecided'],
    ['any', ['error-free', 'error-free'], 'dropped'],
    ['majority', ['erroneous', 'erroneous', 'error-free'], 'kept'],
    ['majority', ['erroneous', 'error-free'], 'dropped'],
    ['majority', ['erroneous', 'unknown', 'error-free'], 'undecided'],
    ['all', ['erroneous', 'erroneous'], 'kept'],
    ['all', ['erroneous', 'unknown'], 'undecided'],
    ['all', ['erroneous', 'unknown', 'error-free'], 'dropped'],
  ] as const)('%s of %j: %s', (keep, states, choice) => {
    expect(choose(states.map(attempt), keep)).toBe(choice);
  });

  test('is what it will be, however the unknown attempts turn out, or undecided', () => {
    fc.assert(
      fc.property(
        attempts,
        fc.constantFrom(...KEEP),
        fc.constantFrom('erroneous', 'error-free'),
        (all, keep, turn) => {
          const choice = choose(all, keep);
          const known = all.map((one) => (one.state === 'unknown' ? attempt(turn) : one));
          if (choice === 'undecided')
            expect(choose(known, keep)).toBe(turn === 'erroneous' ? 'kept' : 'dropped');
          else expect(choose(known, keep)).toBe(choice);
        },
      ),
    );
  });

  test('takes from more tasks the fewer models must err', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        if (choose(all, 'all') === 'kept') expect(choose(all, 'majority')).toBe('kept');
        if (choose(all, 'majority') === 'kept') expect(choose(all, 'any')).toBe('kept');
      }),
    );
  });

  test('counts every task and every attempt once', () => {
    fc.assert(
      fc.property(fc.array(attempts), fc.constantFrom(...KEEP), (all, keep) => {
        const { kept, tally: counted } = tally(
          all.map((own, task) => ({ task, attempts: own })),
          keep,
        );
        expect(counted.kept + counted.dropped + counted.undecided).toBe(all.length);
        expect(counted.erroneous + counted.errorFree + counted.unknown).toBe(all.flat().length);
        expect(kept).toHaveLength(counted.kept);
      }),
    );
  });
});

const GOOD = 'def f():\n    return 1\n';
const BAD = 'def f():\n    return undefined_name\n';

/** What the model `careless` says to a task whose instruction asks for it; `careful` says what is right to all but one. */
const answerTo: Behaviour = (response, request) => {
  const { model, messages } = request.body;
  const asked = JSON.stringify(messages);
  const [, wish = ''] = /wish:(\w+)/.exec(asked) ?? [];
  if (wish === 'silence') return answers([''])(response, request);
  if (wish === 'cut') return answers(['```python\ndef f(:\n'], 'length')(response, request);
  const code = wish === 'hard' || (wish === 'tricky' && model === 'careless') ? BAD : GOOD;
  return answers([`\`\`\`python\n${code}\`\`\``])(response, request);
};

const server = await startServer(answerTo);
const cwd = temporaryFolder();

const task = (id: string, wish: string): Task =>
  taskOf({ id, dataset: 'own', prompt: { instruction: `wish:${wish}` }, exploits: false });

const BUILD = [
  ...['tasks', 'build-multieval', 'first.jsonl', 'second.jsonl', '--out', 'built', '--json', '--quiet'],
  ...['--model', 'openai:careful,openai:careless', '--base-url', server.url],
  ...['--analyzers', 'ruff-defects,py-compile'],
];

let built: MultiEval;

afterAll(() => server[Symbol.asyncDispose]());

beforeAll(async () => {
  writeJsonl(cwd, 'first.jsonl', [
    task('1', 'easy'),
    task('2', 'tricky'),
    task('3', 'hard'),
    task('4', 'silence'),
  ]);
  writeJsonl(cwd, 'second.jsonl', [task('1', 'easy'), task('2', 'cut')]);
  built = json<MultiEval>(await cli(BUILD, { cwd }));
}, 120_000);

describe('build-multieval', () => {
  test('says of each set what became of its tasks, step by step', () => {
    expect(built.sets).toMatchObject([
      {
        available: 4,
        tasks: 4,
        attempts: 8,
        erroneous: 3,
        errorFree: 3,
        unknown: 2,
        kept: 2,
        dropped: 1,
        undecided: 1,
      },
      {
        available: 2,
        tasks: 2,
        attempts: 4,
        erroneous: 2,
        cutOff: 2,
        errorFree: 2,
        unknown: 0,
        kept: 1,
        dropped: 1,
      },
    ]);
    expect(built.total).toMatchObject({ available: 6, attempts: 12, erroneous: 5, kept: 3, undecided: 1 });
    expect(built.sets[0]?.unknownBecause).toEqual([{ reason: 'the model answered nothing', samples: 2 }]);
    expect(built.sets[0]?.rules[0]).toEqual({ rule: 'ruff-defects/F821', attempts: 3 });
    expect(built.making).toMatchObject({ keep: 'any', analyzers: { 'py-compile': expect.any(String) } });
    expect(JSON.parse(readFileSync(join(cwd, 'built', 'multieval.json'), 'utf8'))).toEqual(built);
  });

  test('writes tasks that load again, each with where it is from and who erred', async () => {
    const { tasks, problems } = await loadTasks(join(cwd, 'built', 'multieval.jsonl'));
    expect(problems).toEqual([]);
    const [first, second] = built.sets.map(({ name }) => name);
    expect(tasks.map(({ id, dataset }) => [id, dataset])).toEqual([
      [`${first}/2`, 'multieval'],
      [`${first}/3`, 'multieval'],
      [`${second}/2`, 'multieval'],
    ]);
    expect(tasks[0]?.prompt).toEqual({ instruction: 'wish:tricky' });
    expect(tasks[0]?.provenance).toMatchObject({
      builder: 'multieval',
      set: first,
      dataset: 'own',
      task: '2',
      attempts: [
        { model: 'openai:careful', state: 'error-free' },
        { model: 'openai:careless', state: 'erroneous', rules: ['ruff-defects/F821'] },
      ],
    });
  });

  test('asks for nothing again, and takes a stricter choice from the same attempts', async () => {
    const asked = server.seen.length;
    const strict = json<MultiEval>(await cli([...BUILD, '--keep', 'all'], { cwd }));
    expect(server.seen).toHaveLength(asked);
    expect(strict.sets.map(({ kept }) => kept)).toEqual([1, 1]);
    expect(readJsonl<Task>(join(cwd, 'built', 'multieval.jsonl'))).toHaveLength(2);
  });

  test('its runs are ordinary ones: the error-free rate of each set is a table', () => {
    const run = join(cwd, 'built', built.sets[0]?.run ?? '');
    const table = exhibitOf('b-table1')?.make(openStudy([run]));
    expect(table).toMatchObject({
      kind: 'table',
      rows: [
        ['openai:careful', 'base', { value: 0.5, unknown: 1, bounds: [0.5, 0.75], n: 4 }],
        ['openai:careless', 'base', { value: 0.25, unknown: 1, bounds: [0.25, 0.5], n: 4 }],
      ],
    });
  });

  test('refuses what does not look for defects', async () => {
    const { exitCode, stderr } = await cli(
      ['tasks', 'build-multieval', 'first.jsonl', '--analyzers', 'ruff'],
      { cwd },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('ruff does not look for defects');
  });
});
