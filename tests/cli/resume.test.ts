import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journaled, killUntilDone, startAndStop } from './kill.ts';
import { type FakeModel, startFakeModel } from './model-server.ts';
import { cli, type Finished, json, metric, type RunJson, readJsonl } from './support.ts';
import { temporaryFolder } from './temporary.ts';

const KEY = 'sk-canary-0123456789abcdef';
const N = 2;
const LIMIT = 4;
const CONCURRENCY = 3;
const cwd = temporaryFolder();
const env = { OPENAI_API_KEY: KEY };

const RUN = ['run', '--tasks', 'core', '--limit', String(LIMIT), '--model', 'openai:fake', '--n', String(N)];
const argsFor = (model: FakeModel, folder: string, ...rest: string[]) => [
  ...RUN,
  ...['--base-url', model.url, '--concurrency', String(CONCURRENCY), '--out', folder, ...rest],
];
const scoresOf = (folder: string) => readFileSync(join(cwd, folder, 'scores.json'), 'utf8');

let model: FakeModel;
let whole: Finished;

beforeAll(async () => {
  model = await startFakeModel({ n: N, busyEvery: 4 });
  whole = await cli(argsFor(model, 'whole', '--json', '--k', '1,2'), { cwd, env });
});
afterAll(() => model[Symbol.asyncDispose]());

test('every task is answered n times, through refusals, and judged', () => {
  const run = json<RunJson>(whole);
  const statuses = model.requests.length;
  expect([...model.answered.values()]).toEqual(Array(LIMIT * N).fill(1));
  expect(statuses).toBeGreaterThan(LIMIT * N);
  expect(run.scores.rows).toMatchObject([
    {
      model: 'openai:fake',
      method: 'base',
      samples: LIMIT * N,
      tasks: LIMIT,
      unknown: { security: 0, function: 0 },
    },
  ]);
  expect(metric(run, 'pass@1', 'openai:fake')).toBeGreaterThan(0);
  expect(metric(run, 'pass@2', 'openai:fake')).toBeGreaterThanOrEqual(metric(run, 'pass@1', 'openai:fake'));
  const usages = readJsonl<{ usage?: { completionTokens?: number } }>(join(cwd, 'whole', 'samples.jsonl'));
  for (const { usage } of usages) expect(usage).toMatchObject({ completionTokens: 200 });
});

test('the key went to the server and nowhere else', () => {
  expect(model.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(whole.stdout + whole.stderr).not.toContain(KEY);
  for (const name of readdirSync(join(cwd, 'whole'), { recursive: true, encoding: 'utf8' })) {
    const path = join(cwd, 'whole', name);
    if (statSync(path).isFile()) expect(readFileSync(path, 'utf8')).not.toContain(KEY);
  }
});

test('the same run again asks for nothing', async () => {
  const before = model.requests.length;
  const bytes = scoresOf('whole');
  await cli(argsFor(model, 'whole', '--k', '1,2', '--quiet'), { cwd, env });
  expect(model.requests.length).toBe(before);
  expect(scoresOf('whole')).toBe(bytes);
});

test('a server that is not there: exit code 3, and no key in the message', async () => {
  const ended = await cli([...RUN, '--base-url', 'http://127.0.0.1:9/v1', '--max-retries', '0', '--json'], {
    cwd,
    env,
  });
  expect(json<object>(ended, 3)).toMatchObject({
    code: 'BIFOCAL_MODEL',
    hint: expect.stringContaining('running at'),
  });
  expect(ended.stdout + ended.stderr).not.toContain(KEY);
});

test('Ctrl-C: exit code 130 and the words to go on; the same command does', async () => {
  await using slow = await startFakeModel({ n: N, delay: 150 });
  const folder = join(cwd, 'stopped');
  const args = argsFor(slow, 'stopped', '--k', '1,2', '--quiet');
  const stopped = await startAndStop(
    args,
    { cwd, env, folder },
    { signal: 'SIGINT', bytes: 0, milliseconds: 20 },
  );
  expect(stopped.ended).toBe('exit code 130');
  expect(stopped.stderr).toContain(`To go on, type the same again:\n  bifocal ${args.join(' ')}\n`);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
  const kept = journaled(folder);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(LIMIT * N);
  await cli(args, { cwd, env });
  expect(scoresOf('stopped')).toBe(scoresOf('whole'));
});

test('killed at random moments and started again: the same scores, and no kept answer is asked for twice', async () => {
  await using slow = await startFakeModel({ n: N, delay: 60 });
  const folder = join(cwd, 'killed');
  const args = argsFor(slow, 'killed', '--k', '1,2', '--quiet');
  const stops = [0, 2000, 6000].map((bytes) => ({ bytes, milliseconds: 15 }));
  const { starts, askedAgain, repeated } = await killUntilDone(args, { cwd, env, folder }, slow, stops);
  expect(starts.map(({ ended }) => ended)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 'exit code 0']);
  expect(scoresOf('killed')).toBe(scoresOf('whole'));
  expect(askedAgain).toEqual([]);
  expect(repeated).toBeLessThanOrEqual(stops.length * CONCURRENCY);
});
