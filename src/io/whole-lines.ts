import { closeSync, openSync, readSync } from 'node:fs';

const BLOCK = 4 << 20;
const LINE_END = 0x0a;

/**
 * The lines of a file, without their ends; what stands behind the last end is left out. The file is read in blocks: it
 * may be longer than a text can be (512 MiB), and is never in memory as a whole.
 */
export function* wholeLines(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const block = Buffer.allocUnsafe(BLOCK);
    let begun: Buffer[] = [];
    for (let length = readSync(file, block); length > 0; length = readSync(file, block)) {
      const bytes = block.subarray(0, length);
      let start = 0;
      for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, start)) {
        const line = bytes.subarray(start, end);
        yield begun.length > 0 ? Buffer.concat([...begun, line]).toString('utf8') : line.toString('utf8');
        begun = [];
        start = end + 1;
      }
      if (start < length) begun.push(Buffer.from(bytes.subarray(start)));
    }
  } finally {
    closeSync(file);
  }
}
