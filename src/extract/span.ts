const STARTS_CODE = /^(?:import |from |(?:async )?def |class |@|#|[A-Za-z_]\w*\s*(?::[^=]+)?=)/;
const MAX_STARTS = 8;
const MAX_ENDS = 64;
const MAX_CHARS_TRIED = 4 << 20;

/** Code is never cut in its middle: only an unindented line that is no definition can begin the prose behind it. */
const mayBeginProse = (line: string): boolean =>
  line !== '' && !/^[\s)\]}]/.test(line) && !STARTS_CODE.test(line);

const indices = (lines: readonly string[], holds: (line: string) => boolean): number[] =>
  lines.flatMap((line, index) => (holds(line) ? [index] : []));

/**
 * The longest run of lines that is whole code and is wanted, found in a text that mixes prose and code without
 * fences.
 */
export const longestSpan = (text: string, isWanted: (code: string) => boolean): string | undefined => {
  const lines = text.split('\n');
  const starts = indices(lines, (line) => STARTS_CODE.test(line)).slice(0, MAX_STARTS);
  const ends = [...indices(lines, mayBeginProse), lines.length].slice(-MAX_ENDS).reverse();
  let tried = 0;
  for (const start of starts) {
    for (const end of ends.filter((index) => index > start)) {
      const code = lines.slice(start, end).join('\n');
      tried += code.length;
      if (tried > MAX_CHARS_TRIED) return undefined;
      if (isWanted(code)) return code;
    }
  }
  return undefined;
};
