import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Published } from '../../src/published/publication.ts';
import { pull } from '../../src/published/pull.ts';
import { dropOthers, readRecord, writeRecord } from '../../src/published/record.ts';
import { takeCopy } from '../../src/published/take-copy.ts';
import { temporaryFolder } from '../support/files.ts';
import { startHub } from './hub-server.ts';

const SET: Published = {
  id: 'set',
  title: 'A set',
  publication: {
    page: 'https://example.org/set',
    licence: 'MIT',
    version: 'v1',
    files: [{ hub: 'publisher/set', revision: 'main', path: 'rows.jsonl' }],
  },
};
const { signal } = new AbortController();

const copies = (...names: string[]) => {
  const folder = temporaryFolder();
  return names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, `{"name":"${name}"}\n`);
    return { name, path };
  });
};

const check = (tasks: number) => async () => ({ tasks, problems: 0, fingerprint: 'a'.repeat(64) });

test('files are copied and recorded, in their order, in the place of what was there', async () => {
  const folder = join(temporaryFolder(), 'set');
  const [a, b] = copies('a.jsonl', 'b.jsonl');
  if (!a || !b) expect.fail();
  await takeCopy(SET, [a], folder, check(1), signal);
  await takeCopy(SET, [b, { ...a, name: 'test/a.jsonl' }], folder, check(2), signal);
  expect(existsSync(join(folder, 'a.jsonl'))).toBe(false);
  expect(readFileSync(join(folder, 'test/a.jsonl'), 'utf8')).toBe('{"name":"a.jsonl"}\n');
  expect(readRecord(folder)).toMatchObject({
    set: 'set',
    asked: [],
    tasks: 2,
    fingerprint: 'a'.repeat(64),
    files: [
      { name: 'b.jsonl', bytes: 19, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), whole: true },
      { name: 'test/a.jsonl', whole: true },
    ],
  });
});

test('what holds no row of the set is refused, and what was there stays', async () => {
  const folder = join(temporaryFolder(), 'set');
  const [a, b] = copies('a.jsonl', 'b.jsonl');
  if (!a || !b) expect.fail();
  const { record } = await takeCopy(SET, [a], folder, check(1), signal);
  await expect(takeCopy(SET, [b], folder, check(0), signal)).rejects.toMatchObject({
    code: 'BIFOCAL_INPUT',
    message: `no row of ${b.path} is one of A set`,
    hint: expect.stringContaining('https://example.org/set'),
  });
  expect(readRecord(folder)).toEqual(record);
});

test('a copy that breaks off leaves what was there', async () => {
  const folder = join(temporaryFolder(), 'set');
  const [a, other] = copies('a.jsonl', 'other.jsonl');
  if (!a || !other) expect.fail();
  const { record } = await takeCopy(SET, [a], folder, check(1), signal);
  const broken = [
    { ...other, name: 'a.jsonl' },
    { name: 'b.jsonl', path: join(folder, 'nowhere') },
  ];
  await expect(takeCopy(SET, broken, folder, check(2), signal)).rejects.toThrow();
  expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe('{"name":"a.jsonl"}\n');
  expect(readRecord(folder)).toEqual(record);
});

test('a copy that lies there already is only recorded', async () => {
  const folder = join(temporaryFolder(), 'set');
  const [a] = copies('a.jsonl');
  if (!a) expect.fail();
  await takeCopy(SET, [a], folder, check(1), signal);
  const inside = { name: 'a.jsonl', path: join(folder, 'a.jsonl') };
  writeFileSync(`${inside.path}.part`, 'half of another');
  await takeCopy(SET, [inside], folder, check(1), signal);
  expect(readFileSync(inside.path, 'utf8')).toBe('{"name":"a.jsonl"}\n');
});

test('offline, it is checked as what was pulled is', async () => {
  const folder = join(temporaryFolder(), 'set');
  const [a] = copies('a.jsonl');
  if (!a) expect.fail();
  await takeCopy(SET, [a], folder, check(1), signal);
  const offline = { folder, env: {}, offline: true, signal, check: check(1), progress: () => {} };
  expect((await pull(SET, offline)).record).toMatchObject({ asked: [], files: [{ name: 'a.jsonl' }] });
  writeFileSync(join(folder, 'a.jsonl'), '{}\n');
  await expect(pull(SET, offline)).rejects.toMatchObject({ message: expect.stringContaining('was changed') });
});

test.each(['../a.jsonl', 'b/../../a.jsonl', '/tmp/a.jsonl', 'C:\\a.jsonl'])(
  'nothing is written or removed at %s',
  async (name) => {
    const folder = join(temporaryFolder(), 'set');
    const [a] = copies('a.jsonl');
    if (!a) expect.fail();
    const outside = { code: 'BIFOCAL_INPUT', message: expect.stringContaining('no path below') };
    await expect(takeCopy(SET, [{ ...a, name }], folder, check(1), signal)).rejects.toMatchObject(outside);
    const { record } = await takeCopy(SET, [a], folder, check(1), signal);
    const [file] = record.files;
    if (!file) expect.fail();
    const foreign = { ...record, files: [{ ...file, name }] };
    expect(() => dropOthers(folder, foreign, [])).toThrow(expect.objectContaining(outside));
    writeRecord(folder, foreign);
    expect(() => readRecord(folder)).toThrow(expect.objectContaining({ code: 'BIFOCAL_INPUT' }));
  },
);

test('what is fetched later takes its place', async () => {
  const folder = join(temporaryFolder(), 'set');
  const [a] = copies('a.jsonl');
  if (!a) expect.fail();
  await takeCopy(SET, [a], folder, check(1), signal);
  const hub = await startHub({ 'rows.jsonl': Buffer.from('{}\n') });
  const env = { HF_ENDPOINT: hub.url };
  const { record } = await pull(SET, {
    folder,
    env,
    offline: false,
    signal,
    check: check(1),
    progress: () => {},
  });
  expect(record.files).toMatchObject([{ name: 'rows.jsonl', whole: true }]);
  expect(existsSync(join(folder, 'a.jsonl'))).toBe(false);
});
