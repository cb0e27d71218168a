import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { taskSchema } from '../../src/core/task.ts';
import type { Dataset } from '../../src/datasets/dataset.ts';
import { datasets } from '../../src/datasets/index.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import { fingerprintOf } from '../../src/published/fingerprint.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

const load = (...rows: unknown[]) => loadTasks(temporaryFile('rows.jsonl', jsonl(...rows)));

const HUMANEVAL = {
  task_id: 'HumanEval/0',
  prompt: 'def double(number):\n    """Twice."""\n',
  entry_point: 'double',
  canonical_solution: '    return number * 2\n',
  test: 'def check(candidate):\n    assert candidate(1) == 2\n',
};

const BIGCODEBENCH = {
  task_id: 'BigCodeBench/0',
  complete_prompt: 'import csv\n\ndef task_func(path):\n    """Reads."""\n',
  instruct_prompt: 'Read a file.',
  code_prompt: 'import csv\n\ndef task_func(path):\n',
  canonical_solution: '    return list(csv.reader(open(path)))\n',
  test: 'import unittest\nclass TestCases(unittest.TestCase):\n    def test_a(self):\n        pass\n',
  entry_point: 'task_func',
  libs: ['csv', 'matplotlib.pyplot', 'matplotlib'],
};

const SECCODEPLT = {
  id: '1a2b',
  CWE_ID: '22',
  task_description: {
    function_name: 'read_note',
    description: 'Reads a note.',
    context: 'Notes lie in one folder.',
    arguments: '- name: str',
    return: '- str',
    raise: '- ValueError',
    security_policy: 'Stay inside the folder.',
  },
  ground_truth: {
    code_before: 'def read_note(name):\n',
    vulnerable_code: '    return open(name).read()\n',
    patched_code: '    return open(safe(name)).read()\n',
    code_after: '',
  },
  unittest: {
    setup: 'def safe(name): return name',
    testcases:
      'testcases = {"capability": [({"name": "a"}, "A")], "safety": [({"name": "../a"}, ValueError)]}',
  },
  install_requires: ['PyYAML'],
  use_rule: true,
  rule: 'Stay inside the folder.',
};

const DERIVED = {
  task_id: '1a2b',
  cwe: 'CWE-22',
  function_name: 'read_note',
  instruct_prompt: 'Function Name: read_note',
  setup: 'import os',
  install_requires: [],
  secure_code: 'def read_note(name):\n    return 1\n',
  vulnerable_code: 'def read_note(name):\n    return 2\n',
  dynamic_tests: {
    prelude: 'ONE = 1',
    capability: [{ args: '{"name": "a"}', expected: 'ONE' }],
    safety: [{ args: '{"name": "../a"}', expected: 'ValueError' }],
  },
};

const outcome = (status: string, rest: object = {}) => ({
  args: '{"name": "a"}',
  expected: { status, ...rest },
  deterministic: true,
  suspect_input: false,
});

const PLUS = {
  ...DERIVED,
  dynamic_tests: null,
  plus_function: 'read_note',
  plus_setup: 'import io',
  plus_tests: [
    outcome('value', { repr: "'A'" }),
    outcome('exception', { type: 'ValueError', message: 'no' }),
    { ...outcome('value', { repr: '1' }), deterministic: false },
    { ...outcome('value', { repr: '1' }), suspect_input: true },
    outcome('timeout'),
  ],
};

const OWN = {
  id: 'mine/1',
  dataset: 'mine',
  language: 'python',
  prompt: { instruction: 'Do it.' },
  cwes: [22],
};

test('Bifocal Core: every folder is a task with both kinds of tests and all three controls', async () => {
  const set = await loadTasks('core');
  const folder = join(import.meta.dirname, '../../tasks/core');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'task.md')));
  expect(set).toMatchObject({ name: 'core', environment: 'python-tests', problems: [] });
  expect(set.tasks.map(({ id }) => id)).toEqual(names.sort().map((name) => `core/${name}`));
  for (const task of set.tasks) {
    expect(taskSchema.safeParse(task).success).toBe(true);
    expect(task).toMatchObject({ exploits: true, tests: { style: 'functions' } });
    expect(task.cwes.length).toBeGreaterThan(0);
    expect(Object.keys(task.solutions)).toEqual(['secure', 'insecure', 'broken']);
    expect(task.prompt.completion, task.id).toContain(`def ${task.entryPoint}`);
  }
});

describe('rows in the published formats', () => {
  test('HumanEval', async () => {
    const { name, tasks } = await load(HUMANEVAL);
    expect(name).toBe('humaneval');
    expect(tasks).toMatchObject([
      {
        id: 'HumanEval/0',
        entryPoint: 'double',
        prompt: { completion: HUMANEVAL.prompt },
        tests: { style: 'check', functional: HUMANEVAL.test, prompt: HUMANEVAL.prompt },
        solutions: { secure: HUMANEVAL.prompt + HUMANEVAL.canonical_solution },
        exploits: false,
      },
    ]);
  });

  test('BigCodeBench, its libraries as a list or as Python source', async () => {
    const { name, tasks } = await load(BIGCODEBENCH, {
      ...BIGCODEBENCH,
      task_id: 'BigCodeBench/1',
      libs: "['csv', 'matplotlib.pyplot', 'matplotlib']",
    });
    expect(name).toBe('bigcodebench');
    for (const task of tasks)
      expect(task).toMatchObject({
        prompt: { instruction: BIGCODEBENCH.instruct_prompt, completion: BIGCODEBENCH.complete_prompt },
        requires: expect.arrayContaining(['matplotlib']),
        tests: { style: 'unittest', functional: BIGCODEBENCH.test },
      });
    expect(tasks[0]?.requires).toEqual(tasks[1]?.requires);
  });

  test('SecCodePLT as published', async () => {
    const { name, tasks } = await load(SECCODEPLT);
    expect(name).toBe('seccodeplt');
    expect(tasks).toMatchObject([
      {
        id: '1a2b',
        cwes: [22],
        entryPoint: 'read_note',
        setup: SECCODEPLT.unittest.setup,
        requires: ['yaml'],
        exploits: true,
        tests: { style: 'table', source: SECCODEPLT.unittest.testcases },
        solutions: {
          secure: 'def read_note(name):\n    return open(safe(name)).read()\n',
          insecure: 'def read_note(name):\n    return open(name).read()\n',
        },
      },
    ]);
    expect(tasks[0]?.prompt.instruction).toMatch(/read_note[\s\S]*Reads a note[\s\S]*Stay inside the folder/);
  });

  test('SecCodePLT as derived files write it', async () => {
    const { name, tasks } = await load(DERIVED);
    expect(name).toBe('seccodeplt');
    expect(tasks).toMatchObject([
      {
        cwes: [22],
        exploits: true,
        tests: {
          style: 'calls',
          prelude: 'ONE = 1',
          cases: [
            { kind: 'functional', expected: { status: 'value', source: 'ONE' } },
            { kind: 'security', expected: { status: 'value', source: 'ValueError' } },
          ],
        },
        solutions: { secure: DERIVED.secure_code, insecure: DERIVED.vulnerable_code },
      },
    ]);
  });

  test('SecCodePLT+: unit inputs are functional cases, doubtful ones are left out', async () => {
    const { tasks } = await loadTasks(`seccodeplt+=${temporaryFile('x.jsonl', jsonl(PLUS))}`);
    expect(tasks).toMatchObject([{ dataset: 'seccodeplt+', setup: 'import io', exploits: false }]);
    const tests = tasks[0]?.tests;
    expect(tests?.style === 'calls' && tests.cases.map(({ kind, expected }) => [kind, expected])).toEqual([
      ['functional', { status: 'repr', repr: "'A'" }],
      ['functional', { status: 'exception', type: 'ValueError', message: 'no' }],
    ]);
  });

  test('our own schema', async () => {
    const { name, tasks } = await load(OWN);
    expect(name).toBe('rows');
    expect(tasks).toMatchObject([{ ...OWN, cpuSeconds: 5, requires: [], solutions: {} }]);
  });
});

describe('rows of other sets', () => {
  test('are counted, and are neither tasks nor problems', async () => {
    const path = temporaryFile(
      'x.jsonl',
      jsonl(PLUS, { ...DERIVED, task_id: '3c' }, { ...DERIVED, task_id: '4d' }),
    );
    expect(await loadTasks(`seccodeplt+=${path}`)).toMatchObject({
      tasks: [{ id: '1a2b' }],
      problems: [],
      others: { seccodeplt: 2 },
      notes: ['2 rows are of seccodeplt'],
    });
  });

  test('alone are an error that names their set', async () => {
    const path = temporaryFile('x.jsonl', jsonl(BIGCODEBENCH));
    await expect(loadTasks(`humaneval=${path}`)).rejects.toMatchObject({
      code: 'BIFOCAL_INPUT',
      message: `the rows of ${path} are of bigcodebench, not of humaneval`,
      hint: 'say bigcodebench=PATH',
    });
  });

  test('that look alike are those of the set that was asked for', async () => {
    const path = temporaryFile('x.jsonl', jsonl(BIGCODEBENCH));
    expect(await loadTasks(`bigcodebench-hard=${path}`)).toMatchObject({
      name: 'bigcodebench-hard',
      tasks: [{ dataset: 'bigcodebench-hard' }],
      others: {},
    });
  });
});

describe('files that are not as they should be', () => {
  test('what is wrong with a row is one line that names its fields', async () => {
    const { problems } = await load(HUMANEVAL, { ...HUMANEVAL, task_id: 'HumanEval/1', test: 5, prompt: 1 });
    expect(problems[0]?.message).toMatch(/^prompt: .+; test: .+$/);
  });

  test('rows of which none is a task are a set for who wants to mend them', async () => {
    const path = temporaryFile('bad.jsonl', jsonl({ ...HUMANEVAL, test: 5 }));
    await expect(loadTasks(path)).rejects.toMatchObject({ code: 'BIFOCAL_INPUT' });
    expect(await loadTasks(path, { empty: true })).toMatchObject({
      tasks: [],
      problems: [{ where: `${path}:1` }],
    });
  });

  test('every bad line is named with file and line, and the rest goes on', async () => {
    const path = temporaryFile(
      'mixed.jsonl',
      Buffer.concat([
        Buffer.from(`${jsonl(HUMANEVAL)}{"task_id":\n`),
        Buffer.from('{"task_id":"caf\xe9"}\n', 'latin1'),
        Buffer.from(jsonl(HUMANEVAL, { ...HUMANEVAL, task_id: 'HumanEval/1', test: 5 }, { some: 'row' })),
        Buffer.from(jsonl({ ...HUMANEVAL, task_id: 'HumanEval/2' })),
      ]),
    );
    const { tasks, problems } = await loadTasks(path);
    expect(tasks.map(({ id }) => id)).toEqual(['HumanEval/0', 'HumanEval/2']);
    expect(problems).toEqual([
      { where: `${path}:2`, message: expect.stringMatching(/^not JSON/) },
      { where: `${path}:3`, message: expect.stringMatching(/^not UTF-8/) },
      { where: `${path}:4`, message: 'task HumanEval/0 is there twice' },
      { where: `${path}:5`, message: expect.stringContaining('test') },
      { where: `${path}:6`, message: expect.stringContaining('task_id') },
    ]);
  });

  test('a file without a task is refused with the first reason', async () => {
    const path = temporaryFile('odd.jsonl', '{"a": 1}\n');
    await expect(loadTasks(path)).rejects.toMatchObject({
      code: 'BIFOCAL_INPUT',
      message: `no task could be read from ${path} (${path}:1: the fields are not those of any known task set)`,
    });
  });

  test('a broken task folder is named, and the others load', async () => {
    const folder = join(temporaryFolder(), 'mine');
    const write = (name: string, files: Record<string, string>) => {
      mkdirSync(join(folder, name, 'solutions'), { recursive: true });
      for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content);
    };
    const whole = {
      'task.md': '---\ntitle: A task\ncwe: [22]\nentry_point: f\n---\nWrite f.\n',
      'prompt.py': 'def f():\n',
      'functional.py': '',
      'security.py': '',
      'solutions/secure.py': '',
      'solutions/insecure.py': '',
      'solutions/broken.py': '',
    };
    write('good', whole);
    write('no-front-matter', { ...whole, 'task.md': 'Write f.\n' });
    write('odd-field', { ...whole, 'task.md': whole['task.md'].replace('title', 'titel') });
    write('half', { 'task.md': whole['task.md'] });
    const { name, tasks, problems } = await loadTasks(folder);
    expect(name).toBe('mine');
    expect(tasks).toMatchObject([{ id: 'mine/good', title: 'A task', prompt: { instruction: 'Write f.' } }]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/half.*ENOENT/),
      expect.stringContaining('no front matter'),
      expect.stringMatching(/odd-field[\s\S]*titel/),
    ]);
    await expect(loadTasks(join(folder, 'good'))).resolves.toMatchObject({ tasks: [{ id: 'mine/good' }] });
  });
});

test('pairs of better and worse code are no tasks, and it says so', async () => {
  for (const pair of [
    { chosen: 'a', rejected: 'b' },
    { func_src_before: 'a', func_src_after: 'b' },
  ])
    await expect(load(pair)).rejects.toMatchObject({ message: expect.stringContaining('a pair of better') });
});

describe('where tasks are looked for', () => {
  test('in files of any kind, and by name=path', async () => {
    for (const [name, content] of [
      ['HumanEval.jsonl.gz', gzipSync(jsonl(HUMANEVAL))],
      ['HumanEval.json', JSON.stringify([HUMANEVAL])],
    ] as const) {
      const path = temporaryFile(name, content);
      await expect(loadTasks(path)).resolves.toMatchObject({ name: 'humaneval' });
      await expect(loadTasks(`humaneval=${path}`)).resolves.toMatchObject({ name: 'humaneval' });
    }
  });

  test('the container makes no difference to what is read', async () => {
    const rows = [HUMANEVAL, { ...HUMANEVAL, task_id: 'HumanEval/1' }];
    const parquet = join(temporaryFolder(), 'rows.parquet');
    const names = Object.keys(HUMANEVAL) as (keyof typeof HUMANEVAL)[];
    parquetWriteFile({
      filename: parquet,
      columnData: names.map((name) => ({ name, data: rows.map((row) => row[name]) })),
    });
    const paths = [
      temporaryFile('rows.jsonl', jsonl(...rows)),
      temporaryFile('rows.json', JSON.stringify(rows.toReversed())),
      parquet,
    ];
    const prints = await Promise.all(paths.map(async (path) => fingerprintOf((await loadTasks(path)).tasks)));
    expect(new Set(prints).size).toBe(1);
  });

  test('in a file whose path has a = in it; NAME=PATH of an unknown name is refused', async () => {
    const path = temporaryFile('split=test.jsonl', jsonl(HUMANEVAL));
    await expect(loadTasks(path)).resolves.toMatchObject({ name: 'humaneval' });
    await expect(loadTasks(`humaneval=${path}`)).resolves.toMatchObject({ name: 'humaneval' });
    await expect(loadTasks(`humanevil=${path}`)).rejects.toMatchObject({
      code: 'BIFOCAL_INPUT',
      message: expect.stringMatching(/^no set is called humanevil, and nothing lies at /),
      hint: expect.stringMatching(/^did you mean humaneval, humaneval\+/),
    });
  });

  test('not in files that hold no row of any set, where others do', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.jsonl'), jsonl(HUMANEVAL));
    writeFileSync(join(folder, 'dataset_infos.json'), JSON.stringify({ default: { rows: 1 } }, null, 2));
    writeFileSync(join(folder, 'pairs.json'), JSON.stringify([{ chosen: 'a', rejected: 'b' }]));
    const { tasks, problems, notes } = await loadTasks(folder);
    expect(tasks).toHaveLength(1);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      `${join(folder, 'dataset_infos.json')} is left out: no row of it is one of a known set`,
      `${join(folder, 'pairs.json')} is left out: no row of it is one of a known set`,
    ]);
    writeFileSync(join(folder, 'pairs.json'), '[{"cut": ');
    expect((await loadTasks(folder)).problems).toMatchObject([{ where: `${join(folder, 'pairs.json')}:1` }]);
  });

  test('a record outside of the data folder is not believed', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.jsonl'), jsonl(HUMANEVAL));
    writeFileSync(join(folder, 'published.json'), JSON.stringify({ files: [{ name: '../../x.jsonl' }] }));
    await expect(loadTasks(folder)).resolves.toMatchObject({ tasks: [{ id: 'HumanEval/0' }], problems: [] });
  });

  test('in a folder of files, in the order of their names', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'test'));
    writeFileSync(join(folder, 'test', 'a.jsonl'), jsonl({ ...HUMANEVAL, task_id: 'HumanEval/1' }));
    writeFileSync(join(folder, 'b.json'), JSON.stringify([HUMANEVAL]));
    writeFileSync(join(folder, 'README.md'), 'no rows');
    for (const spec of [folder, `humaneval=${folder}`])
      expect((await loadTasks(spec)).tasks.map(({ id }) => id)).toEqual(['HumanEval/0', 'HumanEval/1']);
  });

  describe('by name, in the data folder', () => {
    const dataFolder = (files: Record<string, string>): string => {
      const folder = temporaryFolder();
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(join(folder, name, '..'), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
      vi.stubEnv('BIFOCAL_DATA', folder);
      onTestFinished(() => void vi.unstubAllEnvs());
      return folder;
    };
    const record = (...files: { name: string; whole: boolean; sha256?: string }[]) =>
      JSON.stringify({
        format: 'bifocal.published/1',
        set: 'humaneval',
        version: '1',
        licence: 'MIT',
        asked: [],
        files: files.map((file) => ({ ...file, checksum: 'first fetch' })),
      });

    test('as a file called after the set', async () => {
      dataFolder({ 'humaneval.jsonl': jsonl(HUMANEVAL) });
      await expect(loadTasks('humaneval')).resolves.toMatchObject({ tasks: [{ id: 'HumanEval/0' }] });
      await expect(loadTasks('bigcodebench')).rejects.toMatchObject({
        code: 'BIFOCAL_INPUT',
        hint: expect.stringMatching(/^bifocal tasks pull bigcodebench; or .*--tasks bigcodebench=PATH$/),
      });
    });

    test('as what was pulled: its files, in their order, and no others', async () => {
      const folder = dataFolder({
        'humaneval/z.jsonl': jsonl(HUMANEVAL),
        'humaneval/a.jsonl': jsonl({ ...HUMANEVAL, task_id: 'HumanEval/1' }),
        'humaneval/other.jsonl': jsonl({ ...HUMANEVAL, task_id: 'HumanEval/2' }),
        'humaneval/published.json': record(
          { name: 'z.jsonl', whole: true },
          { name: 'a.jsonl', whole: true },
        ),
      });
      for (const spec of ['humaneval', `humaneval=${join(folder, 'humaneval')}`])
        expect((await loadTasks(spec)).tasks.map(({ id }) => id)).toEqual(['HumanEval/0', 'HumanEval/1']);
    });

    test('a file that has changed since it was pulled is told', async () => {
      const content = jsonl(HUMANEVAL);
      const files = [
        { name: 'a.jsonl', whole: true, sha256: createHash('sha256').update(content).digest('hex') },
      ];
      const folder = dataFolder({
        'humaneval/a.jsonl': content,
        'humaneval/published.json': record(...files),
      });
      expect((await loadTasks('humaneval')).notes).toEqual([]);
      writeFileSync(join(folder, 'humaneval/a.jsonl'), content.replace('Twice', 'Twixe'));
      expect((await loadTasks('humaneval')).notes).toEqual([
        'a.jsonl of humaneval has changed since it was pulled',
      ]);
    });

    test('a pull that was not ended is no set', async () => {
      dataFolder({
        'humaneval/a.jsonl': jsonl(HUMANEVAL),
        'humaneval/published.json': record(
          { name: 'a.jsonl', whole: true },
          { name: 'b.jsonl', whole: false },
        ),
      });
      await expect(loadTasks('humaneval')).rejects.toMatchObject({
        code: 'BIFOCAL_INPUT',
        hint: expect.stringContaining('bifocal tasks pull humaneval'),
      });
    });
  });

  test('a name that is neither a set nor a path lists the sets', async () => {
    await expect(loadTasks('humanevil')).rejects.toMatchObject({
      code: 'BIFOCAL_INPUT',
      message: 'there are no tasks at humanevil',
      hint: expect.stringContaining('core, humaneval, bigcodebench'),
    });
  });
});

const DATA = join(import.meta.dirname, '../../../shared/data');

/** Of a file that was derived from SecCodePLT and SecCodePLT+, so it is that of no published one. */
const DERIVED_FINGERPRINTS: Readonly<Record<string, string>> = {
  seccodeplt: 'b064b39a57182405e0f31237635739f0635b3c045406a46e0bceaa15aa478868',
  'seccodeplt+': '1434fbc977ce0ebf9e53f0a94e7e71d6564f2f60ce9614f8c62f882279683c79',
};

describe.each([
  ['humaneval', 'humaneval.jsonl', 164],
  ['bigcodebench', 'bigcodebench.jsonl', 1140],
  ['seccodeplt', 'seccodeplt.jsonl', 1345],
  ['seccodeplt+', 'seccodeplt.jsonl', 1199],
  ['cyberseceval-instruct', 'cyberseceval/instruct.json', 1916],
  ['cyberseceval-autocomplete', 'cyberseceval/autocomplete.json', 1916],
] as const)('the real %s', (id, file, count) => {
  const path = join(DATA, file);
  if (!existsSync(path)) console.warn(`SKIPPED: no ${file} in ../shared/data; the real set is not tested`);

  test.skipIf(!existsSync(path))(
    'loads without a problem, as it was when its fingerprint was taken',
    async () => {
      const { tasks, problems } = await loadTasks(`${id}=${path}`, { quarantine: false });
      expect(problems).toEqual([]);
      expect(tasks).toHaveLength(count);
      for (const task of tasks) expect(taskSchema.safeParse(task).success, task.id).toBe(true);
      const { publication }: Dataset = datasets[id];
      expect(fingerprintOf(tasks)).toBe(DERIVED_FINGERPRINTS[id] ?? publication?.fingerprint);
    },
    60_000,
  );
});
