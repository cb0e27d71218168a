import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** A row of a JSONL file, or why the line is not one. Lines count from 1; blank lines are skipped. */
export type JsonLine =
  | { readonly line: number; readonly row: unknown }
  | { readonly line: number; readonly problem: string };

const NEWLINE = 0x0a;
const MAX_LINE_BYTES = 256 * 1024 * 1024;

const parseLine = (bytes: Buffer, line: number): JsonLine | undefined => {
  const withoutMark =
    line === 1 && bytes.subarray(0, 3).equals(Buffer.from('\uFEFF')) ? bytes.subarray(3) : bytes;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(withoutMark).trim();
  } catch {
    return { line, problem: 'not UTF-8: save the file as UTF-8' };
  }
  if (text === '') return undefined;
  try {
    return { line, row: JSON.parse(text) };
  } catch (error) {
    return { line, problem: `not JSON: ${(error as Error).message}` };
  }
};

/** Lines of bytes, so that a wrong encoding is a fault of one line and not of the file. */
async function* readLines(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  if (bytes !== file) file.on('error', (error) => bytes.destroy(error));
  let pending: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end)]);
      pending = [];
      size = 0;
      start = end + 1;
    }
    if (size <= MAX_LINE_BYTES) pending.push(chunk.subarray(start));
    size += chunk.length - start;
  }
  if (size > 0) yield Buffer.concat(pending);
}

/** Streams a JSONL file, plain or gzipped. A bad line does not end the file; what cannot be read further does. */
export async function* readJsonl(path: string): AsyncGenerator<JsonLine> {
  let line = 0;
  try {
    for await (const bytes of readLines(path)) {
      line += 1;
      const parsed =
        bytes.length > MAX_LINE_BYTES ? { line, problem: 'longer than 256 MiB' } : parseLine(bytes, line);
      if (parsed) yield parsed;
    }
  } catch (error) {
    yield { line: line + 1, problem: `cannot be read: ${(error as Error).message}` };
  }
}
