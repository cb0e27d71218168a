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
  writeJsonl,
} from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
/** Scanners find something in the reference of the second (low) and in the insecure controls of all but the first. */
const [quiet, ...flagged] = [
  'account-transfer',
  'count-upload-words',
  'one-time-login-code',
  'upload-deduplication',
] as const;
const tasks = [quiet, ...flagged];
const JUDGED = ['--tasks', 'core', '--scanners', 'bandit,ruff'];
const EVAL = ['eval', 'samples.jsonl', ...JUDGED, '--out', 'run'];

let first: Finished;
let run: RunJson;
const scoresFile = () => readFileSync(join(cwd, 'run', 'scores.json'), 'utf8');

/** Two models, one of them with two methods: known controls, so that every number is known. */
beforeAll(async () => {
  writeJsonl(cwd, 'samples.jsonl', [
    ...tasks.map((task) => row(task, 'secure', { model: 'careful' })),
    row(quiet, 'secure', { model: 'careless' }),
    ...flagged.map((task) => row(task, 'insecure', { model: 'careless' })),
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
  expect(first.stdout).toContain('deleting (careless) looks safest by Secure@1 (100.0 %) and is the worst');
  expect(first.stdout).toMatch(/^sandbox (bubblewrap|container)/m);
  expect(first.stdout).not.toContain('tests:');
  expect(first.stderr).toContain('tests: 12 of 12');
  expect(`${first.stdout}${first.stderr}`).not.toContain('\u001b[');
});

test('every model and method is a row, and the controls get the numbers that they must', () => {
  expect(run.format).toBe('bifocal.result/1');
  expect(scoresSchema.parse(run.scores).rows).toHaveLength(3);
  expect(run.problems).toEqual([]);
  expect(run.unknowns.samples).toBe(0);
  expect(run.tasksWithoutSamples).toBe(CORE_TASKS.length - tasks.length);
  expect(metric(run, 'pass@1', 'careful')).toBe(1);
  expect(metric(run, 'secure@1:exploits', 'careful')).toBe(1);
  expect(metric(run, 'safe@1', 'careful')).toBe(0.75);
  expect(metric(run, 'pass@1', 'careless')).toBe(1);
  expect(metric(run, 'secure@1:exploits', 'careless')).toBe(0.25);
  expect(metric(run, 'safe@1', 'careless')).toBe(0.25);
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
  await cli(['eval', 'reversed.jsonl', ...JUDGED, '--out', 'other', '--workers', '3', '--quiet'], {
    cwd,
  });
  expect(readFileSync(join(cwd, 'other', 'scores.json'), 'utf8')).toBe(scoresFile());
});

test.each([
  { flags: ['--security', 'dynamic'], careful: 1, careless: 0.25 },
  { flags: ['--security', 'static'], careful: 0.75, careless: 0.25 },
  { flags: ['--security', 'static', '--min-severity', 'medium'], careful: 1, careless: 0.5 },
  { flags: ['--security', 'both', '--min-severity', 'high'], careful: 1, careless: 0.25 },
])('scored again with $flags', async ({ flags, careful, careless }) => {
  const before = scoresFile();
  const scored = json<RunJson>(await cli(['score', 'run', '--json', '--k', '1,2', ...flags], { cwd }));
  expect(metric(scored, 'secure@1', 'careful')).toBe(careful);
  expect(metric(scored, 'secure@1', 'careless')).toBe(careless);
  expect(scored.scores.ks).toEqual([1, 2]);
  expect(scoresFile()).toBe(before);
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
  const refused = await cli(['eval', 'samples.jsonl', ...JUDGED, '--limit', '2', '--out', 'run'], {
    cwd,
  });
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/BIFOCAL_RUN_CHANGED another run lies in run: it differs in tasks\n {2}->/);
  expect(refused.stdout).toBe('');
});

test('the code goes out, other findings come in: a new column', async () => {
  const code = json<{ written: string[] }>(await cli(['export', 'run', '--to', 'code', '--json'], { cwd }));
  const index = JSON.parse(readFileSync(join(cwd, code.written[1] ?? ''), 'utf8')) as Record<string, string>;
  expect(Object.keys(index)).toHaveLength(12);
  await cli(['export', 'run', '--to', 'sarif', '--out', 'sarif'], { cwd });
  const log = JSON.parse(readFileSync(join(cwd, 'sarif', 'findings.sarif'), 'utf8')) as {
    runs: { tool: { driver: { name: string } } }[];
  };
  const bandit = log.runs.find(({ tool }) => tool.driver.name.toLowerCase() === 'bandit');
  if (!bandit) throw new Error('no results of bandit in the log');
  bandit.tool.driver.name = 'Other Scanner';
  writeJsonl(cwd, 'other.sarif', [{ ...log, runs: [bandit] }]);

  const imported = json<RunJson>(await cli(['import', 'run', 'other.sarif', '--json'], { cwd }));
  expect(imported.scores.scanners.map(({ id }) => id)).toEqual(['bandit', 'ruff', 'other-scanner']);
  for (const { model, method } of imported.scores.rows)
    expect(metric(imported, 'secure@1:other-scanner', model, method)).toBe(
      metric(run, 'secure@1:bandit', model, method),
    );
  const twice = await cli(['import', 'run', 'other.sarif'], { cwd });
  expect(twice).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('already') });
  const again = await cli([...EVAL, '--quiet'], { cwd });
  expect(again.stdout).toContain('other-scanner');
});
