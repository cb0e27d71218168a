/** The lines of a Python program: Python ends a line at LF, CR LF and CR, and at nothing else. */
export const pythonLines = (code: string): string[] => code.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);

/** The column, in code points from 1, of a UTF-8 byte offset from 0 in a line. */
export const columnOfByte = (line: string, offset: number): number =>
  [...Buffer.from(line).subarray(0, Math.max(0, offset)).toString()].length + 1;

/** Line and column (code points), both from 1, of a UTF-8 byte offset from 0 in a program whose lines end as Python's do. */
export const placesIn = (
  code: string,
): ((offset: number) => { readonly line: number; readonly column: number }) => {
  const lines = code.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const starts: number[] = [];
  let bytes = 0;
  for (const line of lines) {
    starts.push(bytes);
    bytes += Buffer.byteLength(line);
  }
  return (offset) => {
    const after = starts.findLastIndex((start) => start <= offset);
    const index = Math.max(0, after);
    const text = (lines[index] ?? '').replace(/^\uFEFF/, '');
    const mark = text.length < (lines[index] ?? '').length ? 3 : 0;
    return { line: index + 1, column: columnOfByte(text, offset - (starts[index] ?? 0) - mark) };
  };
};
