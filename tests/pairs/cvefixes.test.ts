import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openCvefixes } from '../../src/pairs/cvefixes/open.ts';
import { pairSources } from '../../src/pairs/index.ts';
import { collect, temporaryFile } from '../support/files.ts';
import { CVEFIXES_ROWS, CVEFIXES_TABLES, writeCvefixes } from './subjects.ts';

const { signal } = new AbortController();
const FILTER = { levels: ['file'], maxBytes: 100_000 } as const;
const read = (path: string, filter: Parameters<typeof pairSources.cvefixes.read>[1] = FILTER) =>
  collect(pairSources.cvefixes.read(path, filter, signal));

test('a file that lacks something is refused by name', async () => {
  const { cve, method_change, ...rest } = CVEFIXES_TABLES;
  await expect(read(writeCvefixes({ ...rest, method_change }, {}))).rejects.toThrow('table cve');
  const narrow = {
    ...CVEFIXES_TABLES,
    file_change: CVEFIXES_TABLES.file_change.filter((one) => one !== 'code_before'),
  };
  await expect(read(writeCvefixes(narrow, {}))).rejects.toThrow('column file_change.code_before');
  await expect(read(temporaryFile('CVEfixes.sql', 'BEGIN TRANSACTION;\n'))).rejects.toMatchObject({
    code: 'BIFOCAL_INPUT',
    hint: expect.stringContaining('sqlite3'),
  });
});

test('methods are missed only where they are asked for', async () => {
  const { method_change, ...rest } = CVEFIXES_TABLES;
  const path = writeCvefixes(rest, {});
  expect(await read(path)).toEqual([]);
  await expect(read(path, { ...FILTER, levels: ['method'] })).rejects.toThrow('table method_change');
  expect(method_change).toContain('code');
});

test('the file is not written to', async () => {
  const path = writeCvefixes();
  const before = readFileSync(path);
  await read(path, { ...FILTER, levels: ['file', 'method'] });
  expect(readFileSync(path).equals(before)).toBe(true);
  const database = await openCvefixes(path, true, signal);
  expect(() => database.exec('DELETE FROM main.cve')).toThrow('readonly');
  database.close();
});

test('a commit with several CVEs does not multiply its files; tests and merges come if they are asked for', async () => {
  const ok = (records: Awaited<ReturnType<typeof read>>) =>
    records.flatMap(({ pair }) => (pair.status === 'ok' ? [pair.value.id] : []));
  const path = writeCvefixes();
  expect(ok(await read(path))).toEqual(['1']);
  expect(ok(await read(path, { ...FILTER, also: ['tests'] }))).toEqual(['1', '4']);
  expect(ok(await read(path, { ...FILTER, also: ['tests', 'merges'] }))).toEqual(['1', '4', '5']);
  expect(ok(await read(path, { ...FILTER, cwes: [89] }))).toEqual(['1']);
});

test('rows with holes are counted, and not lost', async () => {
  const path = writeCvefixes(CVEFIXES_TABLES, {
    ...CVEFIXES_ROWS,
    file_change: [
      ...CVEFIXES_ROWS.file_change.slice(0, 1),
      [null, 'aaa', 'x.c', 'x.c', 'x.c', '', 'a', 'b', 'C'],
      ['9', null, 'x.c', 'x.c', 'x.c', '', 'a', 'b', 'C'],
    ],
    method_change: [
      ['1', '1', 'f', null, 'a();', 'True'],
      ['2', '1', 'f', null, 'b();', 'False'],
      ['3', '1', null, null, 'c();', 'True'],
      ['4', '1', null, null, 'd();', 'False'],
      ['5', '1', 'g', 'g()', 'e();', 'True'],
      ['6', '1', 'g', 'g()', 'f();', null],
      ['7', null, 'h', 'h()', 'g();', 'True'],
    ],
  });
  const records = await read(path, { ...FILTER, levels: ['method'] });
  expect(records.map(({ pair }) => (pair.status === 'ok' ? pair.value.rejected : pair.reason))).toEqual([
    'c();',
    'a();',
    'not told whether before or after',
    'change without an id',
    'commit without a CVE',
    'method of no change',
  ]);
});

test('nothing is sorted in memory, and nothing is looked for row by row', async () => {
  const database = await openCvefixes(writeCvefixes(), true, signal);
  const plan = (sql: string): string =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join('; ');
  expect(plan('SELECT rowid, hash FROM main.file_change ORDER BY rowid')).toBe('SCAN main.file_change');
  expect(plan('SELECT cve FROM fix WHERE hash = 1')).toContain('PRIMARY KEY');
  expect(plan('SELECT name FROM version WHERE change = 1 GROUP BY name, signature')).toBe(
    'SEARCH version USING PRIMARY KEY (change=?)',
  );
  expect(plan('SELECT code FROM main.method_change WHERE rowid = 1')).toContain('INTEGER PRIMARY KEY');
  database.close();
});
