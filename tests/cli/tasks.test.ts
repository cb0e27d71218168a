import { existsSync, readFileSync } from 'node:fs';
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

type Pull = { sets: { set: string; fetched: string[]; tasks: number; likeness: string }[] };

describe('pull', () => {
  test('a set from the hub is then a set by its name', async () => {
    const { place, file } = await start();
    const pulled = json<Pull>(await cli(['tasks', 'pull', 'bigcodebench', '--json'], place));
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
    json(await cli(['tasks', 'pull', 'bigcodebench', '--json'], place));
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
