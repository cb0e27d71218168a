/** The lines of a Python program: Python ends a line at LF, CR LF and CR, and at nothing else. */
export const pythonLines = (code: string): string[] => code.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);

/** The column, in code points from 1, of a UTF-8 byte offset from 0 in a line. */
export const columnOfByte = (line: string, offset: number): number =>
  [...Buffer.from(line).subarray(0, Math.max(0, offset)).toString()].length + 1;

/** The same of a byte column from 1, in a line from 1 of a program whose lines end as Python's do. */
export const columnIn = (code: string, line: number, byteColumn: number): number =>
  columnOfByte(pythonLines(code)[line - 1] ?? '', byteColumn - 1);
