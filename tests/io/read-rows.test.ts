import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { readRows } from '../../src/io/read-rows.ts';
import { collect, jsonl, temporaryFile, temporaryFolder } from '../support/files.ts';

const read = (name: string, content: string | Uint8Array) => collect(readRows(temporaryFile(name, content)));

const ROWS = [
  { id: 'a', tags: ['x', 'é'] },
  { id: 'b', nested: { one: 1 } },
];
const READ = ROWS.map((row, index) => ({ line: index + 1, row }));

describe('by its name', () => {
  test.each([
    ['rows.jsonl', jsonl(...ROWS)],
    ['rows.jsonl.gz', gzipSync(jsonl(...ROWS))],
    ['rows.json', JSON.stringify(ROWS, null, 2)],
    ['rows.json', `\uFEFF\n ${JSON.stringify(ROWS)}`],
    ['rows.json.gz', gzipSync(JSON.stringify(ROWS))],
    ['lines.json', jsonl(...ROWS)],
    ['no-suffix', jsonl(...ROWS)],
  ])('%s', async (name, content) => {
    expect(await read(name, content)).toEqual(READ);
  });

  test('one object over several lines is one row', async () => {
    expect(await read('info.json', JSON.stringify(ROWS[0], null, 2))).toEqual(READ.slice(0, 1));
    expect(await read('lines.json', `{"cut":\n${jsonl(...ROWS)}`)).toMatchObject([
      { line: 1, problem: expect.stringMatching(/^not JSON/) },
      { line: 2 },
      { line: 3 },
    ]);
  });

  test('whatever rows are in a list come back, as from JSONL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 10 }), async (values) => {
        expect(await read('rows.json', JSON.stringify(values))).toEqual(
          await read('rows.jsonl', jsonl(...values)),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('files that are not as they should be', () => {
  test.each([
    ['cut off', 'rows.json', '[{"a": 1}, {"a"'],
    ['not UTF-8', 'rows.json', Buffer.from('["caf\xe9"]', 'latin1')],
    ['not packed', 'rows.json.gz', '[1]'],
    ['no Parquet', 'rows.parquet', 'PAR1 no more'],
    ['empty', 'rows.parquet', ''],
  ])('%s: one problem', async (_, name, content) => {
    expect(await read(name, content)).toEqual([
      { line: 1, problem: expect.stringMatching(/^cannot be read: ./) },
    ]);
  });

  test('not there', async () => {
    for (const name of ['a.json', 'a.parquet', 'a.jsonl'])
      expect(await collect(readRows(`/nonexistent/${name}`))).toEqual([
        { line: 1, problem: expect.stringContaining('ENOENT') },
      ]);
  });
});

describe('Parquet', () => {
  const write = (options: Omit<Parameters<typeof parquetWriteFile>[0], 'filename'>): string => {
    const filename = join(temporaryFolder(), 'rows.parquet');
    parquetWriteFile({ filename, ...options });
    return filename;
  };

  const columns = (count: number) => [
    { name: 'text', data: Array.from({ length: count }, (_, index) => `row ${index}`) },
    { name: 'id', data: Array.from({ length: count }, (_, index) => BigInt(index)) },
  ];

  test.each([
    ['Snappy', {}],
    ['Zstandard', { codec: 'ZSTD', compressors: { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes) } }],
    ['gzip', { codec: 'GZIP', compressors: { GZIP: (bytes: Uint8Array) => gzipSync(bytes) } }],
    ['nothing', { codec: 'UNCOMPRESSED' }],
  ] as const)('packed with %s, in several row groups', async (_, packing) => {
    const path = write({ columnData: columns(25), rowGroupSize: 10, ...packing });
    expect(await collect(readRows(path))).toEqual(
      Array.from({ length: 25 }, (_, index) => ({
        line: index + 1,
        row: { text: `row ${index}`, id: index },
      })),
    );
  });

  test('values become what JSON would hold', async () => {
    const path = write({
      columnData: [
        { name: 'large', data: [2n ** 60n, 7n], type: 'INT64' },
        { name: 'when', data: [new Date('2024-05-06T07:08:09Z'), null], type: 'TIMESTAMP', nullable: true },
        { name: 'nested', data: [{ tags: ['x'] }, { tags: [] }], type: 'JSON' },
        { name: 'none', data: [null, 'x'], type: 'STRING', nullable: true },
      ],
    });
    expect(await collect(readRows(path))).toEqual([
      {
        line: 1,
        row: {
          large: '1152921504606846976',
          when: '2024-05-06T07:08:09.000Z',
          nested: { tags: ['x'] },
          none: null,
        },
      },
      { line: 2, row: { large: 7, when: null, nested: { tags: [] }, none: 'x' } },
    ]);
  });

  test('a row group that is broken is told, and the others are read', async () => {
    const path = write({ columnData: columns(30), rowGroupSize: 10, codec: 'UNCOMPRESSED' });
    const bytes = readFileSync(path);
    const start = bytes.indexOf('row 10') - 40;
    writeFileSync(
      path,
      Buffer.concat([bytes.subarray(0, start), Buffer.alloc(40, 0xff), bytes.subarray(start + 40)]),
    );
    const rows = await collect(readRows(path));
    expect(rows).toHaveLength(21);
    expect(rows[10]).toEqual({ line: 11, problem: expect.stringContaining('cannot be read') });
    expect(rows[11]).toMatchObject({ line: 21 });
  });
});
