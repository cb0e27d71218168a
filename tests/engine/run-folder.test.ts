import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ScannerRecord } from '../../src/core/run.ts';
import { taskSchema } from '../../src/core/task.ts';
import { controlSource } from '../../src/engine/controls.ts';
import { openRunFolder, readRun } from '../../src/engine/run-folder.ts';
import { collect, temporaryFolder } from '../support/files.ts';
import { manifest } from '../support/manifest.ts';

const REPORT = { sample: 'a', status: 'ok' as const, sandbox: 'none', cases: [] };

test('the same run is resumed with what it has, also after it was killed while writing', () => {
  const folder = join(temporaryFolder(), 'runs', 'one');
  const first = openRunFolder(folder, manifest());
  expect(first.resumed).toBe(false);
  first.cases.append(REPORT);
  first.close();
  appendFileSync(join(folder, 'cases.jsonl'), '{"sample":"b","sta');
  expect(readRun(folder).cases).toEqual([REPORT]);
  const second = openRunFolder(folder, manifest());
  expect(second.resumed).toBe(true);
  expect(second.cases.records).toEqual([REPORT]);
  second.close();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

test('another run in the same folder is refused, and told what differs', () => {
  const folder = temporaryFolder();
  openRunFolder(folder, manifest()).close();
  expect(() => openRunFolder(folder, manifest({ python: '3.13', scanners: {} }))).toThrow(
    expect.objectContaining({
      code: 'BIFOCAL_RUN_CHANGED',
      message: `another run lies in ${folder}: it differs in scanners, python`,
    }),
  );
});

test('the order in which scanners are named makes no other run', () => {
  const folder = temporaryFolder();
  const { ruff } = manifest().inputs.scanners;
  const bandit: ScannerRecord = { version: '2', role: 'security', languages: ['python'] };
  openRunFolder(folder, manifest({ scanners: { ...(ruff && { ruff }), bandit } })).close();
  const again = openRunFolder(folder, manifest({ scanners: { bandit, ...(ruff && { ruff }) } }));
  expect(again.resumed).toBe(true);
  again.close();
});

test('a broken list of rules is named, and what to do about it', () => {
  const folder = temporaryFolder();
  openRunFolder(folder, manifest()).close();
  writeFileSync(join(folder, 'rules.json'), '{"ruff":');
  expect(() => readRun(folder)).toThrow(
    expect.objectContaining({ code: 'BIFOCAL_INPUT', message: expect.stringContaining('rules.json') }),
  );
});

test('a folder without a run is said to have none', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const place of [folder, file, join(folder, 'nowhere')])
    expect(() => readRun(place)).toThrow(
      expect.objectContaining({
        code: 'BIFOCAL_INPUT',
        message: expect.stringContaining(`${place} holds no run`),
      }),
    );
});

test.each([
  ['{"format":', /run\.json is not JSON: [^\n]+$/],
  ['[]', /run\.json describes no run:\n {2}✖ [^\n]+expected object[^\n]+$/],
  [
    JSON.stringify({ ...manifest(), name: 7, omitted: {} }),
    /run\.json describes no run:\n {2}✖ [^\n]+string[^\n]+→ at name\n {2}✖ [^\n]+array[^\n]+→ at omitted$/,
  ],
])('a run.json that is none is told so, a line for each fault: %s', (content, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'run.json'), content);
  expect(() => readRun(folder)).toThrow(
    expect.objectContaining({ code: 'BIFOCAL_INPUT', message: expect.stringMatching(message) }),
  );
});

test('a place that cannot be a folder, or cannot be written to, is a fault of the call', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  for (const place of [file, join(file, 'below'), '/proc'])
    expect(() => openRunFolder(place, manifest())).toThrow(
      expect.objectContaining({
        code: 'BIFOCAL_USAGE',
        message: expect.stringContaining(`no run can be kept in ${place}: `),
        hint: expect.stringContaining('--out'),
      }),
    );
});

test('controls are the known solutions of the tasks, as samples of their own models', async () => {
  const task = taskSchema.parse({
    id: 'a',
    dataset: 'test',
    language: 'python',
    prompt: {},
    solutions: { secure: 'x = 1', insecure: 'x = 2' },
  });
  const context = {
    tasks: new Map([['a', task]]),
    have: new Map(),
    signal: new AbortController().signal,
    report: () => {},
  };
  const source = controlSource(['secure', 'insecure', 'broken']);
  expect(source.count(context)).toBe(2);
  expect(await collect(source.drafts(context))).toMatchObject([
    { task: 'a', model: 'reference', raw: 'x = 1' },
    { task: 'a', model: 'insecure control', raw: 'x = 2' },
  ]);
});
