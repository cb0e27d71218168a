import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonl } from '../../src/io/read-jsonl.ts';
import { collect, jsonl, temporaryFile } from '../support/files.ts';

const read = (content: string | Uint8Array, name = 'rows.jsonl') =>
  collect(readJsonl(temporaryFile(name, content)));

test('rows come with their lines; blank lines are no rows', async () => {
  expect(await read('{"a":1}\n\n  \n[2]\n"three"')).toEqual([
    { line: 1, row: { a: 1 } },
    { line: 4, row: [2] },
    { line: 5, row: 'three' },
  ]);
});

test.each([
  ['lines that end as on Windows', Buffer.from('{"a":1}\r\n{"b":2}\r\n')],
  ['a byte order mark', Buffer.from('\uFEFF{"a":1}\n{"b":2}\n')],
  ['no last line end', Buffer.from('{"a":1}\n{"b":2}')],
])('%s', async (_, bytes) => {
  expect(await read(bytes)).toEqual([
    { line: 1, row: { a: 1 } },
    { line: 2, row: { b: 2 } },
  ]);
});

test('a bad line is named and the rest goes on', async () => {
  const bytes = Buffer.concat([
    Buffer.from('{"a":1}\n{"b":\n'),
    Buffer.from('{"name":"caf\xe9"}\n', 'latin1'),
    Buffer.from('{"c":3}\n'),
  ]);
  expect(await read(bytes)).toEqual([
    { line: 1, row: { a: 1 } },
    { line: 2, problem: expect.stringMatching(/^not JSON: /) },
    { line: 3, problem: 'not UTF-8: save the file as UTF-8' },
    { line: 4, row: { c: 3 } },
  ]);
});

test('a file in UTF-16 is named as what it is', async () => {
  const rows = await read(Buffer.from('\uFEFF{"a":1}\n', 'utf16le'));
  expect(rows[0]).toEqual({ line: 1, problem: 'not UTF-8: save the file as UTF-8' });
});

test('gzip, whole and cut off', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => ({ index, text: Math.sin(index) }));
  const bytes = gzipSync(jsonl(...rows));
  expect(await read(bytes, 'rows.jsonl.gz')).toHaveLength(2000);
  const cut = await read(bytes.subarray(0, bytes.length / 2), 'rows.jsonl.gz');
  expect(cut.at(-1)).toMatchObject({ problem: expect.stringContaining('cannot be read') });
  const plain = await read('{"a":1}\n', 'rows.jsonl.gz');
  expect(plain).toEqual([{ line: 1, problem: expect.stringContaining('cannot be read') }]);
});

test('a file that is not there is a problem, not a crash', async () => {
  expect(await collect(readJsonl('/nonexistent/rows.jsonl'))).toMatchObject([{ line: 1 }]);
});

test('whatever rows are written are read, however long they are', async () => {
  const rows = fc.array(fc.jsonValue(), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      expect(await read(jsonl(...values))).toEqual(
        values.map((row, index) => ({ line: index + 1, row })).map(toJson),
      );
    }),
    { numRuns: 50 },
  );
  const long = { text: 'é'.repeat(3 << 20) };
  expect(await read(jsonl(1, long, 2))).toMatchObject([{ row: 1 }, { row: long }, { row: 2 }]);
});

/** What JSON keeps of a value: it knows no -0. */
const toJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));
