import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Task, TestSuite } from '../../src/core/task.ts';
import { datasets } from '../../src/datasets/index.ts';
import { loadTasks } from '../../src/datasets/load-tasks.ts';
import {
  applyQuarantine,
  formatQuarantine,
  parseQuarantine,
  QUARANTINE_FOLDER,
  type Quarantine,
  type Quarantined,
  quarantineText,
  readQuarantine,
} from '../../src/datasets/quarantine.ts';
import { writeList } from '../../src/engine/audit/write-list.ts';
import { judge, outcomes, taskOf } from '../support/bench.ts';
import { jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

const call = (id: string, kind: 'functional' | 'security') =>
  ({ id, kind, args: '{}', expected: { status: 'value', source: '1' } }) as const;
const calls: TestSuite = {
  style: 'calls',
  prelude: '',
  cases: [call('a', 'functional'), call('b', 'functional'), call('s', 'security')],
};
const unittest: TestSuite = {
  style: 'unittest',
  functional:
    'import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        pass\n    def test_b(self):\n        self.fail()\n',
};
const task = (id: string, tests: TestSuite = calls): Task =>
  taskOf(tests, { id, dataset: 'mine', exploits: tests === calls });

const list = (...entries: readonly Omit<Quarantined, 'cause' | 'reason'>[]): Quarantine => ({
  dataset: 'mine',
  parts: ['mine-hard'],
  version: '1',
  measured: { environment: '', sandbox: '', date: '2025-01-01', runs: 3 },
  entries: entries.map((entry) => ({ ...entry, cause: 'flaky', reason: 'seen' })),
});

const idsOf = (tests: TestSuite | undefined): string[] =>
  tests?.style === 'calls' ? tests.cases.map(({ id }) => id) : [];

test('a task goes, or single cases of it; what is left knows if it has exploits', () => {
  const { tasks, quarantined, mismatch } = applyQuarantine(
    [task('whole'), task('cases'), task('attack'), task('all'), task('other')],
    list(
      { task: 'whole' },
      { task: 'cases', cases: ['a'] },
      { task: 'attack', cases: ['s'] },
      { task: 'all', cases: ['a', 'b'] },
      { task: 'all', cases: ['s'] },
    ),
  );
  expect(tasks.map(({ id, tests, exploits }) => [id, idsOf(tests), exploits])).toEqual([
    ['cases', ['b', 's'], true],
    ['attack', ['a', 'b'], false],
    ['other', ['a', 'b', 's'], true],
  ]);
  expect(quarantined).toHaveLength(5);
  expect(mismatch).toBeUndefined();
});

test('cases that only the judge can tell apart are in no report', async () => {
  const { tasks } = applyQuarantine([task('t', unittest)], list({ task: 't', cases: ['T.test_b'] }));
  const [first] = tasks;
  if (!first) throw new Error('the task is gone');
  expect(outcomes(await judge(task('t', unittest), ''))).toEqual({
    'T.test_a': 'passed',
    'T.test_b': 'failed',
  });
  expect(outcomes(await judge(first, ''))).toEqual({ 'T.test_a': 'passed' });
});

test('a list of another version says so; one of a larger set does not', () => {
  const foreign = list({ task: 'gone' }, { task: 't', cases: ['z'] }, { task: 't', cases: ['a'] });
  expect(applyQuarantine([task('t')], foreign).mismatch).toMatch(/^2 of 3 entries .*mine 1/);
  const part = { ...task('t'), dataset: 'mine-hard' };
  expect(applyQuarantine([part], foreign).mismatch).toMatch(/^1 of 3 entries/);
  expect(applyQuarantine([part], list({ task: 'gone' }, { task: 't' })).mismatch).toBeUndefined();
  expect(applyQuarantine([part], list({ task: 'gone' })).mismatch).toMatch(/^1 of 1 entries/);
});

test('what was left out is told with the number of tasks that remain', () => {
  const applied = applyQuarantine(
    [task('t'), task('u')],
    list({ task: 't' }, { task: 'u', cases: ['a', 'b'] }),
  );
  expect(quarantineText(applied)).toEqual([
    expect.stringMatching(/^1 task and 2 test cases .* 1 of the 2 tasks/),
  ]);
  expect(quarantineText(applyQuarantine([task('t')], undefined))).toEqual([]);
});

test('a list that is written again keeps what somebody looked into', () => {
  const path = join(temporaryFolder(), 'list.yaml');
  expect(writeList(path, list({ task: 'a' }, { task: 'b', cases: ['x'] }))).toBe(2);
  const text = readFileSync(path, 'utf8').replace('reason: seen', 'reason: looked into');
  writeFileSync(path, `# by hand\n${text}`);
  expect(writeList(path, list({ task: 'a', cases: ['y'] }, { task: 'b', cases: ['x', 'z'] }))).toBe(1);
  expect(parseQuarantine(readFileSync(path, 'utf8'), path).entries).toMatchObject([
    { task: 'a', reason: 'looked into' },
    { task: 'b', cases: ['x'] },
    { task: 'b', cases: ['x', 'z'] },
  ]);
  expect(readFileSync(path, 'utf8')).toMatch(/^# by hand\n/);
});

test("a list of one's own stands in for the published one", async () => {
  const own = temporaryFile('own.yaml', formatQuarantine(list({ task: 'core/account-transfer' })));
  const { tasks, quarantined } = await loadTasks('core', { quarantine: own });
  expect(quarantined).toMatchObject([{ task: 'core/account-transfer' }]);
  expect(tasks.map(({ id }) => id)).not.toContain('core/account-transfer');
  await expect(loadTasks('core', { quarantine: 'nowhere.yaml' })).rejects.toMatchObject({
    message: 'there is no quarantine list at nowhere.yaml',
  });
});

test('what is no list is refused with its path', () => {
  const path = temporaryFile('list.yaml', 'dataset: mine\n');
  expect(() => parseQuarantine('dataset: mine\n', path)).toThrow(path);
});

describe.each(readdirSync(QUARANTINE_FOLDER))('the published list %s', (file) => {
  const name = file.replace(/\.yaml$/, '');
  const published = readQuarantine(name);
  const path = join(import.meta.dirname, '../../../shared/data', `${name.replace('+', '')}.jsonl`);
  if (!existsSync(path)) console.warn(`SKIPPED: no real ${name}; its quarantine list is not held against it`);

  test('is of a known set, and names nothing twice', () => {
    expect(Object.keys(datasets)).toContain(published?.dataset);
    expect(published?.dataset).toBe(name);
    const whole = published?.entries.filter(({ cases }) => cases === undefined).map(({ task }) => task) ?? [];
    const cases =
      published?.entries.flatMap(({ task, cases = [] }) => cases.map((id) => `${task} ${id}`)) ?? [];
    expect(new Set([...whole, ...cases]).size).toBe(whole.length + cases.length);
    expect(cases.filter((one) => whole.includes(one.split(' ')[0] ?? ''))).toEqual([]);
    for (const part of published?.parts ?? []) expect(readQuarantine(part)).toEqual(published);
  });

  test.skipIf(!existsSync(path))('fits the real set', async () => {
    const { tasks } = await loadTasks(`${name}=${path}`, { quarantine: false });
    const applied = applyQuarantine(tasks, published);
    expect(applied.mismatch).toBeUndefined();
    expect(applied.quarantined).toEqual(published?.entries);
  });
});

test('the published list is applied unless one says otherwise, and says how many tasks are left', async () => {
  const row = (id: number) => ({
    task_id: `BigCodeBench/${id}`,
    complete_prompt: 'def task_func():\n',
    instruct_prompt: 'Write it.',
    code_prompt: 'def task_func():\n',
    canonical_solution: '    return 1\n',
    test: unittest.style === 'unittest' ? unittest.functional : '',
    entry_point: 'task_func',
  });
  const path = temporaryFile('rows.jsonl', jsonl(row(0), row(59), row(1012)));
  const { tasks, quarantined, mismatch } = await loadTasks(path);
  expect(tasks.map(({ id, skip }) => [id, skip?.length])).toEqual([
    ['BigCodeBench/0', undefined],
    ['BigCodeBench/1012', 1],
  ]);
  expect(quarantineText({ tasks, quarantined })).toEqual([expect.stringContaining('2 of the 3 tasks')]);
  expect(mismatch).toContain('bigcodebench v0.1.4');
  expect((await loadTasks(path, { quarantine: false })).tasks).toHaveLength(3);
});
