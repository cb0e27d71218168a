import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { scoresSchema } from '../../src/core/score.ts';
import {
  CORE_TASKS,
  cli,
  type Finished,
  json,
  metric,
  type RunJson,
  readJsonl,
  row,
  temporaryFolder,
  writeJsonl,
} from './support.ts';

const cwd = temporaryFolder();
const tasks = CORE_TASKS.slice(0, 3);
const LIMIT = ['--tasks', 'core', '--limit', '3'];
const EVAL = ['eval', 'samples.jsonl', ...LIMIT, '--out', 'run'];

let first: Finished;
let run: RunJson;
const scoresFile = () => readFileSync(join(cwd, 'run', 'scores.json'), 'utf8');

/** Two models, one of them with two methods: known controls, so that every number is known. */
beforeAll(async () => {
  writeJsonl(cwd, 'samples.jsonl', [
    ...tasks.map((task) => row(task, 'secure', { model: 'careful' })),
    ...tasks.map((task) => row(task, 'insecure', { model: 'careless' })),
    ...tasks.map((task) => row(task, 'broken', { model: 'careless', method: 'deleting' })),
  ]);
  first = await cli(EVAL, { cwd });
  run = json(await cli([...EVAL, '--json'], { cwd }));
});

test('a table on stdout, progress on stderr', () => {
  expect(first).toMatchObject({ exitCode: 0 });
  expect(first.stdout).toMatch(/careful .*1\.000/);
  expect(first.stdout).toMatch(/^careless .*\n\s*base/m);
  expect(first.stdout).toMatch(/^\s*deleting/m);
  expect(first.stdout).toContain('policy  both: union of bandit, ruff');
  expect(first.stdout).toContain('looks safest by Secure@1');
  expect(first.stdout).toMatch(/^sandbox (bubblewrap|container)/m);
  expect(first.stdout).not.toContain('tests:');
  expect(first.stderr).toContain('tests: 9 of 9');
  expect(`${first.stdout}${first.stderr}`).not.toContain('\u001b[');
});

test('every model and method is a row, and the controls get the numbers that they must', () => {
  expect(run.format).toBe('bifocal.result/1');
  expect(scoresSchema.parse(run.scores).rows).toHaveLength(3);
  expect(run.problems).toEqual([]);
  expect(run.unknowns.samples).toBe(0);
  expect(metric(run, 'safe@1', 'careful')).toBe(1);
  expect(metric(run, 'secure@1:exploits', 'careless')).toBe(0);
  expect(metric(run, 'pass@1', 'careless')).toBe(1);
  expect(metric(run, 'safe@1', 'careless')).toBe(0);
  expect(metric(run, 'secure@1:exploits', 'careless', 'deleting')).toBe(1);
  expect(metric(run, 'pass@1', 'careless', 'deleting')).toBe(0);
});

test('the same command again judges nothing and gives the same bytes', async () => {
  const journals = () =>
    ['samples', 'cases', 'findings'].map((name) => statSync(join(cwd, 'run', `${name}.jsonl`)).mtimeMs);
  const before = { scores: scoresFile(), journals: journals() };
  const again = await cli(EVAL, { cwd });
  expect(again.exitCode).toBe(0);
  expect(again.stderr).not.toContain('tests:');
  expect(again.stdout).toBe(first.stdout);
  expect({ scores: scoresFile(), journals: journals() }).toEqual(before);
});

test('another folder, other workers, another order: the same scores', async () => {
  const rows = readJsonl(join(cwd, 'samples.jsonl'));
  writeJsonl(cwd, 'reversed.jsonl', rows.toReversed());
  await cli(['eval', 'reversed.jsonl', ...LIMIT, '--out', 'other', '--workers', '3', '--quiet'], { cwd });
  expect(readFileSync(join(cwd, 'other', 'scores.json'), 'utf8')).toBe(scoresFile());
});

test('a policy changes the numbers as it must', async () => {
  const scored = async (...flags: string[]) =>
    json<RunJson>(await cli(['score', 'run', '--json', ...flags], { cwd }));
  const [dynamic, statics, high] = [
    await scored('--security', 'dynamic'),
    await scored('--security', 'static'),
    await scored('--security', 'static', '--min-severity', 'high', '--k', '1,2'),
  ];
  expect(dynamic.scores.policyText).toBe('dynamic: exploit tests');
  for (const [model, method] of [
    ['careful', 'base'],
    ['careless', 'base'],
    ['careless', 'deleting'],
  ] as const) {
    expect(metric(dynamic, 'secure@1', model, method)).toBe(
      metric(dynamic, 'secure@1:exploits', model, method),
    );
    expect(metric(statics, 'secure@1', model, method)).toBeLessThanOrEqual(
      Math.min(
        metric(statics, 'secure@1:bandit', model, method),
        metric(statics, 'secure@1:ruff', model, method),
      ),
    );
    expect(metric(high, 'secure@1', model, method)).toBeGreaterThanOrEqual(
      metric(statics, 'secure@1', model, method),
    );
  }
  expect(high.scores.policy).toMatchObject({ security: 'static', minSeverity: 'high' });
  expect(high.scores.ks).toEqual([1, 2]);
  expect(JSON.parse(scoresFile())).toEqual(high.scores);
});

test('score runs nothing: it works where no tool is', async () => {
  const before = statSync(join(cwd, 'run', 'cases.jsonl')).mtimeMs;
  const env = { BIFOCAL_HOME: join(cwd, 'nothing-here'), PATH: '' };
  const scored = await cli(['score', 'run'], { cwd, env });
  expect(scored.exitCode).toBe(0);
  expect(scored.stdout).toContain('careless');
  expect(statSync(join(cwd, 'run', 'cases.jsonl')).mtimeMs).toBe(before);
  expect(existsSync(env.BIFOCAL_HOME)).toBe(false);
});

test('another run in the same folder is refused, and says how they differ', async () => {
  const refused = await cli(['eval', 'samples.jsonl', '--tasks', 'core', '--limit', '2', '--out', 'run'], {
    cwd,
  });
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/BIFOCAL_RUN_CHANGED another run lies in run: it differs in tasks\n {2}->/);
  expect(refused.stdout).toBe('');
});

test('the code goes out, other findings come in: a new column', async () => {
  const code = json<{ written: string[] }>(await cli(['export', 'run', '--to', 'code', '--json'], { cwd }));
  const index = JSON.parse(readFileSync(join(cwd, code.written[1] ?? ''), 'utf8')) as Record<string, string>;
  expect(Object.keys(index)).toHaveLength(9);
  await cli(['export', 'run', '--to', 'sarif', '--out', 'sarif'], { cwd });
  const log = JSON.parse(readFileSync(join(cwd, 'sarif', 'findings.sarif'), 'utf8')) as {
    runs: { tool: { driver: { name: string } } }[];
  };
  const bandit = log.runs.find(({ tool }) => tool.driver.name.toLowerCase() === 'bandit');
  if (!bandit) throw new Error('no results of bandit in the log');
  bandit.tool.driver.name = 'Other Scanner';
  writeJsonl(cwd, 'other.sarif', [{ ...log, runs: [bandit] }]);

  const imported = json<RunJson>(await cli(['import', 'run', 'other.sarif', '--json'], { cwd }));
  expect(imported.scores.scanners).toEqual(['bandit', 'ruff', 'other-scanner']);
  for (const { model, method } of imported.scores.rows)
    expect(metric(imported, 'secure@1:other-scanner', model, method)).toBe(
      metric(run, 'secure@1:bandit', model, method),
    );
  const twice = await cli(['import', 'run', 'other.sarif'], { cwd });
  expect(twice).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('already') });
  const again = await cli([...EVAL, '--quiet'], { cwd });
  expect(again.stdout).toContain('other-scanner');
});
