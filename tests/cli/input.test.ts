import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  CORE_TASKS,
  cli,
  type Finished,
  json,
  metric,
  type RunJson,
  readJsonl,
  row,
  solution,
  writeJsonl,
} from './support.ts';
import { temporaryFolder } from './temporary.ts';

const cwd = temporaryFolder();
const [one = '', two = '', three = ''] = CORE_TASKS;

describe('a file with every kind of bad line', () => {
  let shown: Finished;
  let run: RunJson;

  beforeAll(async () => {
    const good = [row(one, 'secure'), row(two, 'secure')];
    const lines = [
      JSON.stringify(good[0]),
      '{"task_id": "core/',
      JSON.stringify(row(one, 'insecure', { task_id: 'core/no-such-task' })),
      JSON.stringify({ ...good[0], sample_index: 0 }),
      Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
      JSON.stringify({ task_id: `core/${one}`, solution: '# '.repeat(10 << 20), model: 'large' }),
      JSON.stringify({ task_id: `core/${one}`, solution: 'x = "\0"\n', model: 'null' }),
      JSON.stringify({ task_id: `core/${one}`, solution: ' \n', model: 'empty' }),
      '',
      JSON.stringify({ task_id: `core/${one}`, model: 'nothing' }),
      JSON.stringify({ solution: 'pass' }),
      '[1, 2]',
      JSON.stringify({ task_id: `core/${one}`, solution: 7 }),
      JSON.stringify({ task_id: `core/${one}`, solution: 'def broken(:\n', model: 'unparsable' }),
      JSON.stringify(good[1]),
    ];
    writeFileSync(
      join(cwd, 'mixed.jsonl'),
      Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])),
    );
    const args = ['eval', 'mixed.jsonl', '--tasks', 'core', '--limit', '2', '--out', 'mixed'];
    run = json(await cli([...args, '--json', '--max-unknown', '1'], { cwd }));
    shown = await cli([...args, '--quiet'], { cwd });
  }, 120_000);

  test('two thirds of the samples are unknown: exit code 4 says so, after the table', () => {
    expect(shown.exitCode).toBe(4);
    expect(shown.stdout).toContain('SAFE@1');
    expect(shown.stderr).toMatch(/BIFOCAL_UNKNOWNS 67 % .*--max-unknown/s);
  });

  test.each([
    [2, /not JSON/],
    [3, /no task is called core\/no-such-task/],
    [4, /there twice; the first one counts/],
    [5, /not UTF-8/],
    [6, /larger than 1 MiB/],
    [7, /null bytes/],
    [8, /empty solution/],
    [10, /no solution or completion/],
    [11, /no task_id/],
    [12, /expected object/i],
    [13, /expected string/i],
  ])('line %i is named, and what is wrong with it', (line, message) => {
    const problem = run.problems.find(({ where }) => where === `mixed.jsonl:${line}`);
    expect(problem?.message).toMatch(message);
  });

  test('nothing else is called wrong', () => {
    expect(run.problems).toHaveLength(11);
    expect(readJsonl(join(cwd, 'mixed', 'problems.jsonl'))).toEqual(run.problems);
  });

  test('the rest is judged, under the name of the file', () => {
    const judged = run.scores.rows.find(({ model }) => model === 'mixed');
    expect(judged).toMatchObject({ samples: 2, unknown: { security: 0, function: 0 } });
    expect(metric(run, 'safe@1', 'mixed')).toBe(1);
  });

  test.each(['large', 'null', 'empty'])(
    'the sample of %s is unknown in both lenses, never secure',
    (model) => {
      const judged = run.scores.rows.find((one) => one.model === model);
      expect(judged).toMatchObject({ samples: 1, unknown: { security: 1, function: 1 } });
      expect(judged?.metrics['secure@1']).toMatchObject({ value: 0, low: 0, high: 1, unknown: 1 });
    },
  );

  test('code that does not parse is failing, and not secure', () => {
    const judged = run.scores.rows.find(({ model }) => model === 'unparsable');
    expect(judged).toMatchObject({ unknown: { security: 1, function: 0 } });
    expect(metric(run, 'pass@1', 'unparsable')).toBe(0);
  });

  test('a person sees the first problems, the count of the rest, and why samples are unknown', () => {
    expect(shown.stderr).toMatch(/^input {3}mixed\.jsonl:2: not JSON/m);
    expect(shown.stderr).toMatch(/^input {3}and 1 more: mixed\/problems\.jsonl$/m);
    expect(shown.stdout).toMatch(/^unknown 4 samples could not be judged whole: .*empty solution \(1\)/m);
    expect(shown.stdout).toContain('≤1.000');
    expect(shown.stdout).not.toContain('mixed.jsonl:');
  });
});

test('verdicts that came with the samples count only where there are none of ours, and are marked', async () => {
  const recorded = [
    { ...row(one, 'secure'), functional: true, secure: true, model: 'theirs' },
    { ...row(two, 'secure'), functional: false, secure: true, model: 'theirs' },
  ];
  writeJsonl(cwd, 'recorded.jsonl', recorded);
  const scanned = await cli(['eval', 'recorded.jsonl', '--out', 'recorded'], { cwd });
  expect(scanned.stdout).toMatch(/^theirs †/m);
  expect(scanned.stdout).toContain('† ');
  expect(scanned.stdout).toContain('nothing tested');
  const marked = json<RunJson>(await cli(['score', 'recorded', '--json'], { cwd }));
  expect(metric(marked, 'pass@1', 'theirs')).toBe(0.5);
  expect(marked.scores.rows[0]?.recorded).toEqual({ security: 2, function: 2 });
  const ignored = json<RunJson>(await cli(['score', 'recorded', '--no-recorded', '--json'], { cwd }));
  expect(ignored.scores.rows[0]).toMatchObject({
    recorded: { security: 0, function: 0 },
    unknown: { function: 2 },
  });
});

test('scanning alone is judged by scanners alone, and says so', async () => {
  writeJsonl(cwd, 'scan.jsonl', [row(one, 'secure'), row('upload-deduplication', 'insecure')]);
  const args = ['eval', 'scan.jsonl', '--tasks', 'core', '--no-tests', '--scanners', 'ruff', '--quiet'];
  const scanned = json<RunJson>(await cli([...args, '--out', 'scan', '--json'], { cwd }));
  expect(scanned.scores.policy.security).toBe('static');
  expect(scanned.scores.rows[0]).toMatchObject({ unknown: { security: 0, function: 2 } });
  expect(metric(scanned, 'secure@1', 'scan')).toBe(0.5);
  expect(scanned.inputs.sandbox).toBe('nothing tested');
});

test('samples of tasks beyond --limit are left alone, not called wrong', async () => {
  writeJsonl(cwd, 'limit.jsonl', [row(one, 'secure'), row(three, 'secure')]);
  const limited = json<RunJson>(
    await cli(
      ['eval', 'limit.jsonl', '--tasks', 'core', '--limit', '2', '--no-tests', '--out', 'limit', '--json'],
      { cwd },
    ),
  );
  expect(limited.problems).toEqual([]);
  expect(limited.scores.rows[0]?.samples).toBe(1);
  expect(limited.tasksWithoutSamples).toBe(1);
});

test.each([
  {
    what: 'a file that is not there',
    args: ['eval', 'none.jsonl'],
    message: /BIFOCAL_INPUT cannot read none\.jsonl/,
  },
  { what: 'a folder instead of a file', args: ['eval', '.'], message: /BIFOCAL_INPUT cannot read \./ },
  {
    what: 'a gzip file that is none',
    args: ['eval', 'fake.jsonl.gz'],
    message: /BIFOCAL_INPUT there is not one sample .*fake\.jsonl\.gz:1: cannot be read/,
  },
  {
    what: 'an unknown task set',
    args: ['eval', 'one.jsonl', '--tasks', 'nope'],
    message: /BIFOCAL_INPUT there are no tasks at nope\n {2}-> name a set \(core, /,
  },
  {
    what: 'an unknown scanner',
    args: ['eval', 'one.jsonl', '--scanners', 'nope'],
    message: /no scanner is called "nope"\n {2}-> choose from: standard, all, bandit, ruff/,
  },
  {
    what: 'an unknown language',
    args: ['eval', 'one.jsonl', '--language', 'cobol'],
    message: /--language.*cobol.*python/s,
  },
  {
    what: 'half a price',
    args: ['run', '--model', 'openai:x', '--price', '1'],
    message: /--price.*two numbers/s,
  },
  {
    what: 'an unknown option',
    args: ['eval', 'one.jsonl', '--sevurity', 'both'],
    message: /unknown option '--sevurity'.*--security/s,
  },
  { what: 'a limit of nothing', args: ['eval', 'one.jsonl', '--limit', '0'], message: /at least 1/ },
  { what: 'a folder without a run', args: ['score', '.'], message: /BIFOCAL_INPUT \. holds no run/ },
  {
    what: 'a journal that something else changed',
    args: ['score', 'damaged'],
    message: /BIFOCAL_INPUT damaged\/samples\.jsonl:1/,
  },
])('$what ends with exit code 2 and what to do', async ({ args, message }) => {
  writeJsonl(cwd, 'one.jsonl', [{ task_id: 'x', solution: solution(one, 'secure') }]);
  writeFileSync(join(cwd, 'fake.jsonl.gz'), 'not gzip\n');
  if (args[1] === 'damaged') {
    await cli(['eval', 'one.jsonl', '--scanners', 'ruff', '--out', 'damaged'], { cwd });
    writeFileSync(join(cwd, 'damaged', 'samples.jsonl'), '{"id":\n');
  }
  const ended = await cli([...args, '--offline'].slice(0, args[0] === 'score' ? args.length : undefined), {
    cwd,
  });
  expect(ended.stderr).toMatch(message);
  expect(ended.exitCode).toBe(2);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).not.toContain('BIFOCAL_BUG');
});

test('with --json an error is JSON too', async () => {
  const ended = await cli(['score', 'nowhere', '--json'], { cwd });
  expect(json<object>(ended, 2)).toMatchObject({
    format: 'bifocal.error/1',
    code: 'BIFOCAL_INPUT',
    hint: expect.stringContaining('run.json'),
  });
});

test('a reader that has seen enough is no error', async () => {
  const { execa } = await import('execa');
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
  const piped = await execa(
    'sh',
    ['-c', `"$0" "$1" tasks list core --json | head -c 10; exit 0`, process.execPath, main],
    { cwd },
  );
  expect(piped.stderr).toBe('');
});
