import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type FileRow, unreadable } from './file-row.ts';

/** What hyparquet (which brings Snappy) leaves to others, and Node has. LZ4 and LZO are problems of the file. */
const compressors: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
  ZSTD: (input) => zstdDecompressSync(input),
};

const isArrayLike = (value: object): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** The value that JSON would have: dates as ISO texts, whole numbers too large for a `number` as texts. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (isArrayLike(value)) return Array.from(value, plain);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
};

/** Streams the rows of a Parquet file: what is in memory is one row group. A group that is broken is skipped. */
export async function* readParquet(path: string): AsyncGenerator<FileRow> {
  let end = 0;
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    for (const group of metadata.row_groups) {
      const start = end;
      end += Number(group.num_rows);
      try {
        const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: end });
        for (const [index, row] of rows.entries()) yield { line: start + index + 1, row: plain(row) };
      } catch (error) {
        yield unreadable(start + 1, error);
      }
    }
  } catch (error) {
    yield unreadable(end + 1, error);
  }
}
