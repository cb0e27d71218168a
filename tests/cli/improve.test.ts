import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '../../src/analysis/explanation.ts';
import type { Sample } from '../../src/core/sample.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { answers, startServer } from '../models/openai-server.ts';
import { cli, json, metric, type RunJson, readJsonl, row, solution, writeJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const TASK = 'load-app-config';
const ID = `core/${TASK}`;

/** Repeats itself once, then really mends it. */
const server = await startServer(
  answers([`\`\`\`python\n${solution(TASK, 'insecure')}\n# again\n\`\`\``]),
  answers([`\`\`\`python\n${solution(TASK, 'secure')}\n\`\`\``]),
);

const IMPROVE = [
  ...['improve', 'run', '--method', 'codepatch:look=vulnerabilities', '--listen', 'ruff'],
  ...['--model', 'openai:fake', '--base-url', server.url, '--price', '1,2', '--quiet', '--json'],
];
const VERDICTS = 'verdicts.jsonl';
const NAME = 'codepatch:look=vulnerabilities@openai:fake';

let before: RunJson;
let after: RunJson;

afterAll(() => server[Symbol.asyncDispose]());

beforeAll(async () => {
  writeJsonl(cwd, 'samples.jsonl', [row(TASK, 'insecure', { model: 'somebody', method: 'base' })]);
  before = json(
    await cli(['eval', 'samples.jsonl', '--tasks', 'core', '--quiet', '--json', '--out', 'run'], { cwd }),
  );
  after = json(await cli(IMPROVE, { cwd }));
}, 120_000);

describe('improve', () => {
  test('holds both: the samples as they were, and what became of them', () => {
    expect(metric(before, 'pass@1', 'somebody')).toBe(1);
    expect(metric(after, 'pass@1', 'somebody')).toBe(1);
    expect(metric(after, 'secure@1', 'somebody')).toBe(0);
    expect(metric(after, 'secure@1', 'somebody', NAME)).toBe(1);
    expect(metric(after, 'pass@1', 'somebody', NAME)).toBe(1);
    const of = (folder: string): Verdict | undefined =>
      readJsonl<Verdict>(join(cwd, folder, VERDICTS)).find(({ method }) => method === 'base');
    expect(of(after.folder)).toEqual(of(before.folder));
  });

  test('the manifest says who listened to whom, and the scores hold these out', () => {
    expect(after.inputs.methods).toMatchObject({
      [NAME]: { method: 'codepatch', listens: ['ruff'], limits: { rounds: 3 } },
    });
    expect(after.scores.heldOut?.scanners).toEqual(['bandit', 'bifocal']);
  });

  test('each round is judged, and the leaderboard counts none', () => {
    const samples = readJsonl<Sample>(join(cwd, after.folder, 'samples.jsonl'));
    expect(samples.map(({ id }) => id)).toEqual([
      `${ID}|somebody|base|0`,
      `${ID}|somebody|${NAME}|0|round 0`,
      `${ID}|somebody|${NAME}|0|round 1`,
      `${ID}|somebody|${NAME}|0`,
    ]);
    expect(readJsonl(join(cwd, after.folder, 'cases.jsonl'))).toHaveLength(4);
    expect(after.scores.rows.map(({ samples: count }) => count)).toEqual([1, 1]);
  });

  test('the same command asks for nothing again', async () => {
    const asked = server.seen.length;
    expect(json(await cli(IMPROVE, { cwd })).scores).toEqual(after.scores);
    expect(server.seen).toHaveLength(asked);
  });

  test('no prompt holds a hidden test', () => {
    const tests = JSON.stringify(server.seen);
    expect(tests).not.toMatch(/def test_|from solution import/);
  });

  test.each([
    [['--of', 'nobody'], /no samples of "nobody"/],
    [['--method', 'nobody'], /no method is called "nobody"/],
    [['--model', 'nobody'], /no model is named 'nobody'/],
    [['--model', 'none', '--listen', 'ruff', '--out', 'alone'], /asks a model, and there is none/],
    [['--listen', 'eslint', '--out', 'deaf'], /none of eslint can be used/],
  ])('%j is refused, and it says why', async (args, message) => {
    const { exitCode, stderr } = await cli([...IMPROVE.filter((arg) => arg !== '--json'), ...args], { cwd });
    expect(exitCode).toBeGreaterThan(1);
    expect(stderr).toMatch(message);
  });
});

describe('explain', () => {
  test('tells every prompt, answer, finding and decision, and what it took', async () => {
    const { stdout } = await cli(['explain', after.folder, `|${NAME}|`], { cwd });
    for (const part of [
      /^verdict {2}secure, functional/m,
      /listened to ruff/,
      /round 0, the first attempt\n/,
      /was asked before \(first attempt\)/,
      /ruff: finds \d/,
      /round 2\n/,
      /1000 tokens in, 200 out, .*\$0\.0014/,
      /# again/,
      /ended: clean; handed in: the code of round 2/,
      /repelled +exploit /,
    ])
      expect(stdout).toMatch(part);
  });

  test('as JSON', async () => {
    const explanation = json<Explanation>(
      await cli(['explain', after.folder, `${ID}|somebody|${NAME}|0`, '--json'], { cwd }),
    );
    expect(explanation).toMatchObject({
      format: 'bifocal.explanation/1',
      trace: { stop: 'clean', kept: 2 },
      rounds: [
        { round: 0, security: 'insecure' },
        { round: 1, security: 'insecure' },
      ],
    });
  });
});

test('a budget that is used up ends the run with exit code 5, and a larger one goes on', async () => {
  const run = [
    ...['run', '--tasks', 'core', '--limit', '3', '--model', 'openai:fake', '--base-url', server.url],
    ...['--price', '1,2', '--concurrency', '1', '--max-unknown', '1', '--quiet', '--out', 'poor'],
  ];
  const poor = await cli([...run, '--budget-usd', '0.002'], { cwd });
  expect(poor.exitCode).toBe(5);
  expect(poor.stderr).toMatch(/BIFOCAL_BUDGET/);
  expect(readJsonl(join(cwd, 'poor', 'samples.jsonl'))).toHaveLength(2);
  expect((await cli([...run, '--budget-usd', '1'], { cwd })).exitCode).toBe(0);
  expect(readJsonl(join(cwd, 'poor', 'samples.jsonl'))).toHaveLength(3);
});
