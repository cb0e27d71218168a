/**
 * A row of a file of records, or why what stands there is none. `line` counts from 1: lines of JSONL; of files that
 * are not made of lines, rows.
 */
export type FileRow =
  | { readonly line: number; readonly row: unknown }
  | { readonly line: number; readonly problem: string };

/** A longer row is not held in memory: it is a problem. */
export const MAX_ROW_BYTES = 256 * 1024 * 1024;

const MARK = Buffer.from('\uFEFF');

/** The row that bytes of JSON hold; nothing, where they are blank. */
export const parseRow = (bytes: Buffer, line: number): FileRow | undefined => {
  if (bytes.length > MAX_ROW_BYTES) return { line, problem: 'longer than 256 MiB' };
  const withoutMark =
    line === 1 && bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes;
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

/** Why reading ended before the file did. */
export const unreadable = (line: number, error: unknown): FileRow => ({
  line,
  problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
});
