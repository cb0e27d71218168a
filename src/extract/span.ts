const STARTS_CODE = /^(?:import |from |(?:async )?def |class |@|#|[A-Za-z_]\w*\s*(?::[^=]+)?=)/;
const MAX_STARTS = 8;
const MAX_ENDS = 64;

/**
 * The longest run of lines that is whole code and is wanted, found in a text that mixes prose and code without
 * fences. Tries each line that looks like code as the first, and cuts lines from the end.
 */
export const longestSpan = (text: string, isWanted: (code: string) => boolean): string | undefined => {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (STARTS_CODE.test(line) ? [index] : [])).slice(0, MAX_STARTS);
  for (const start of starts) {
    const lowest = Math.max(start, lines.length - MAX_ENDS);
    for (let end = lines.length; end > lowest; end -= 1) {
      if ((lines[end - 1] ?? '').trim() === '' && end !== lines.length) continue;
      const code = lines.slice(start, end).join('\n');
      if (isWanted(code)) return code;
    }
  }
  return undefined;
};
