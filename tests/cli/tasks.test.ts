import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { startHub } from '../published/hub-server.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';
import { cli, json, startCli } from './support.ts';

const FILE = 'data/v0.1.4-00000-of-00001.parquet';

const row = (number: number) => ({
  task_id: `BigCodeBench/${number}`,
  complete_prompt: `import csv\n\ndef task_func(path):\n    """Reads rows ${number}."""\n`,
  instruct_prompt: `Read the rows ${number} with task_func.`,
  code_prompt: 'import csv\n\ndef task_func(path):\n',
  canonical_solution: '    return list(csv.reader(open(path)))\n',
  test: 'import unittest\nclass TestCases(unittest.TestCase):\n    def test_a(self):\n        task_func("x")\n    def test_b(self):\n        pass\n',
  entry_point: 'task_func',
  libs: "['csv']",
});
const ROWS = [row(0), row(1)];

const HUMANEVAL = {
  task_id: 'HumanEval/0',
  prompt: 'def double(number):\n    """Twice."""\n',
  entry_point: 'double',
  canonical_solution: '    return number * 2\n',
  test: 'def check(candidate):\n    assert candidate(1) == 2\n',
};

const parquet = (): Buffer => {
  const filename = join(temporaryFolder(), 'rows.parquet');
  const names = Object.keys(row(0)) as (keyof ReturnType<typeof row>)[];
  parquetWriteFile({
    filename,
    columnData: names.map((name) => ({ name, data: ROWS.map((one) => one[name]) })),
  });
  return readFileSync(filename);
};

const start = async () => {
  const content = parquet();
  const hub = await startHub({ [FILE]: content }, 'bigcode/bigcodebench');
  const cwd = temporaryFolder();
  const data = join(cwd, 'data');
  const place = { cwd, env: { HF_ENDPOINT: hub.url, BIFOCAL_DATA: data } };
  return { hub, place, content, file: join(data, 'bigcodebench', FILE) };
};

type Pull = { sets: { set: string; what: string; fetched: string[]; tasks: number; likeness: string }[] };

describe('pull', () => {
  test('a set from the hub is then a set by its name', async () => {
    const { place, file } = await start();
    const first = await cli(['tasks', 'pull', 'bigcodebench', '--json'], place);
    const pulled = json<Pull>(first, 1);
    expect(first.stderr).toContain('2 tasks of bigcodebench, where 1140 were published');
    expect(first.stderr).toContain('differs from the published version; its files are kept');
    expect(pulled.sets).toMatchObject([{ set: 'bigcodebench', fetched: [FILE], tasks: 2 }]);
    expect(existsSync(file)).toBe(true);
    const listed = json<{ id: string }[]>(await cli(['tasks', 'list', 'bigcodebench', '--json'], place));
    expect(listed.map(({ id }) => id)).toEqual(['BigCodeBench/0', 'BigCodeBench/1']);
    const { sets } = json<{ sets: { id: string; state: string; path: string | null }[] }>(
      await cli(['tasks', 'list', '--json'], place),
    );
    expect(sets.find(({ id }) => id === 'bigcodebench')).toMatchObject({
      state: 'here',
      path: join(place.env.BIFOCAL_DATA, 'bigcodebench'),
      likeness: expect.stringMatching(/^(differs|never)/),
    });
    writeFileSync(file, readFileSync(file).subarray(1));
    const changed = json<{ sets: { id: string; likeness: string }[] }>(
      await cli(['tasks', 'list', '--json'], place),
    );
    expect(changed.sets.find(({ id }) => id === 'bigcodebench')?.likeness).toBe(
      'changed since it was pulled',
    );
    expect(sets[0]).toMatchObject({ id: 'core', state: 'here' });
    expect(sets.find(({ id }) => id === 'humaneval')).toMatchObject({ state: 'absent', path: null });
  });

  test('Ctrl-C loses nothing: the same command goes on', async () => {
    const { hub, place, content, file } = await start();
    hub.state.stallAfter = 500;
    const running = startCli(['tasks', 'pull', 'bigcodebench', '--quiet'], place);
    await expect
      .poll(() => existsSync(`${file}.part`) && readFileSync(`${file}.part`).length, {
        timeout: 20_000,
      })
      .toBe(500);
    running.kill('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('bifocal tasks pull bigcodebench --quiet');
    delete hub.state.stallAfter;
    json(await cli(['tasks', 'pull', 'bigcodebench', '--json'], place), 1);
    expect(hub.seen.at(-1)?.range).toBe('bytes=500-');
    expect(readFileSync(file)).toEqual(content);
  });

  test('a copy of your own, if it is one of the set', async () => {
    const { place } = await start();
    const copy = temporaryFile('mine.jsonl', jsonl(...ROWS));
    const other = temporaryFile('other.jsonl', jsonl({ some: 'row' }));
    const refused = await cli(['tasks', 'pull', 'bigcodebench', '--from', other], place);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('is one of BigCodeBench');
    await cli(['tasks', 'pull', 'bigcodebench', '--from', copy], place);
    const folder = join(place.env.BIFOCAL_DATA, 'bigcodebench');
    expect(readFileSync(join(folder, 'mine.jsonl'))).toEqual(readFileSync(copy));
    expect(JSON.parse(readFileSync(join(folder, 'published.json'), 'utf8'))).toMatchObject({
      files: [{ name: 'mine.jsonl', whole: true }],
      tasks: 2,
    });
  });
});

describe('pull of several sets', () => {
  test('one that cannot be had does not hide the others', async () => {
    const { place } = await start();
    const { stdout, stderr, exitCode } = await cli(
      ['tasks', 'pull', 'bigcodebench', 'apps', '--json', '--quiet'],
      place,
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain('BIFOCAL_PROVISION');
    expect(JSON.parse(stdout)).toMatchObject({
      sets: [{ set: 'bigcodebench', tasks: 2 }],
      failed: [{ set: 'apps', code: 'BIFOCAL_PROVISION', message: expect.stringContaining('APPS') }],
    });
  });

  test('rows of another set are told, and are not taken', async () => {
    const { place } = await start();
    const copy = temporaryFile('mine.jsonl', jsonl(...ROWS));
    const refused = await cli(['tasks', 'pull', 'humaneval', '--from', copy], place);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('is one of HumanEval: its rows are of bigcodebench');
  });

  test('sources of pairs, too', async () => {
    const { place } = await start();
    const pair = { input: 'Add.', accepted: '```python\n1 + 1\n```', rejected: '```python\n1 - 1\n```' };
    const copy = temporaryFile('pairs.jsonl', jsonl(pair, { some: 'row' }));
    const { sets } = json<Pull>(
      await cli(['tasks', 'pull', 'code-preference', '--from', copy, '--json'], place),
    );
    expect(sets).toMatchObject([{ set: 'code-preference', what: 'pairs', tasks: 1, problems: 1 }]);
    expect(existsSync(join(place.env.BIFOCAL_DATA, 'code-preference', 'pairs.jsonl'))).toBe(true);
    const wrong = temporaryFile('other.jsonl', jsonl(row(0)));
    const refused = await cli(['tasks', 'pull', 'code-preference', '--from', wrong], place);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('no row of');
  });
});

describe('a set', () => {
  const SPEC = () => temporaryFile('rows.jsonl', jsonl(...ROWS));

  test('stats: several sets side by side', async () => {
    const cwd = temporaryFolder();
    const { stdout } = await cli(['tasks', 'stats', SPEC(), 'core'], { cwd });
    expect(stdout).toMatch(/^bigcodebench +python +NL, CT +2 +✓ +2\.0 +✗$/m);
    expect(stdout).toMatch(/^core +python +NL, CT +\d+ +✓ +\d+\.\d +✓$/m);
  });

  test('show: what a person wants to know of a task', async () => {
    const { stdout } = await cli(['tasks', 'show', SPEC(), '1'], { cwd: temporaryFolder() });
    expect(stdout).toMatch(/^BigCodeBench\/1$/m);
    expect(stdout).toMatch(/^solutions +secure$/m);
    expect(stdout).toMatch(/^tests +unittest: 2 functional, 0 security$/m);
    expect(stdout).toContain('Read the rows 1 with task_func.');
  });

  test('list: tasks that the quarantine list leaves out are marked', async () => {
    const cwd = temporaryFolder();
    const path = temporaryFile('rows.jsonl', jsonl(row(0), row(59)));
    const { stdout } = await cli(['tasks', 'list', path], { cwd });
    expect(stdout).toMatch(/^BigCodeBench\/0 .*task_func$/m);
    expect(stdout).toMatch(/^BigCodeBench\/59 .*\(in quarantine\)$/m);
    const listed = json<{ quarantined: unknown[] }[]>(await cli(['tasks', 'list', path, '--json'], { cwd }));
    expect(listed.map(({ quarantined }) => quarantined.length)).toEqual([0, 1]);
  });

  test('show: what would act on the terminal is made visible', async () => {
    const path = temporaryFile(
      'rows.jsonl',
      jsonl({ ...row(0), instruct_prompt: 'Clear\u001b[2J it.\nThen.' }),
    );
    const { stdout } = await cli(['tasks', 'show', path, '0'], { cwd: temporaryFolder() });
    expect(stdout).toContain('Clear<U+001B>[2J it.\nThen.');
    expect(stdout).not.toContain('\u001b[2J');
  });

  test('stats: rows of another set are told once', async () => {
    const path = temporaryFile('rows.jsonl', jsonl(row(0), { ...HUMANEVAL }, { ...HUMANEVAL }));
    const { stdout } = await cli(['tasks', 'stats', `bigcodebench=${path}`], { cwd: temporaryFolder() });
    expect(stdout).toMatch(/^ +note +2 rows are of humaneval$/m);
  });

  test('lint: a set of which every row is bad', async () => {
    const path = temporaryFile(
      'rows.jsonl',
      jsonl({ ...row(0), test: 5 }, { ...row(1), test: 5, code_prompt: 1 }),
    );
    const { exitCode, stdout } = await cli(['tasks', 'lint', path], { cwd: temporaryFolder() });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/rows\.jsonl:1: test: Invalid input/);
    expect(stdout).toMatch(/rows\.jsonl:2: code_prompt: Invalid input.*; test: Invalid input/);
    expect(stdout).toContain('0 tasks, 2 errors');
  });

  test('lint: warnings are no failure, errors are', async () => {
    const cwd = temporaryFolder();
    const fine = await cli(['tasks', 'lint', 'core'], { cwd });
    expect(fine).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('0 errors, 0 warnings') });
    const rows = [row(0), row(0), { ...row(2), canonical_solution: '    return (\n' }];
    const path = temporaryFile('rows.jsonl', jsonl(...rows));
    const { remarks } = json<{ remarks: { code: string; place: string; task?: string }[] }>(
      await cli(['tasks', 'lint', path, '--json'], { cwd }),
      1,
    );
    expect(remarks.filter(({ code }) => code !== 'prompt-twice')).toMatchObject([
      { code: 'row', place: `${path}:2` },
      { code: 'reference-syntax', task: 'BigCodeBench/2', place: 'solutions.secure' },
    ]);
  });
});
