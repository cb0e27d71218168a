import { type FileRow, MAX_ROW_BYTES, parseRow, unreadable } from './file-row.ts';
import { readBytes } from './read-bytes.ts';

const NEWLINE = 0x0a;

/** Lines of bytes, so that a wrong encoding is a fault of one line and not of the file. */
async function* readLines(path: string): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let size = 0;
  for await (const chunk of readBytes(path)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end)]);
      pending = [];
      size = 0;
      start = end + 1;
    }
    if (size <= MAX_ROW_BYTES) pending.push(chunk.subarray(start));
    size += chunk.length - start;
  }
  if (size > 0) yield Buffer.concat(pending);
}

/**
 * Streams a JSONL file, plain or gzipped. Blank lines are skipped. A bad line does not end the file; what cannot be
 * read further does.
 */
export async function* readJsonl(path: string): AsyncGenerator<FileRow> {
  let line = 0;
  try {
    for await (const bytes of readLines(path)) {
      line += 1;
      const row = parseRow(bytes, line);
      if (row) yield row;
    }
  } catch (error) {
    yield unreadable(line + 1, error);
  }
}
