import type { Keyboard } from './keyboard.ts';

/** Where a question is shown. */
export type Prompter = { readonly keyboard: Keyboard; show(line: string): void };

/**
 * Reads one line of text, shown as it is typed. Return ends it, Escape gives up.
 *
 * @param check why a text is no answer; undefined if it is one
 * @returns undefined if the person gave up, or the input ended
 */
export const askText = async (
  { keyboard, show }: Prompter,
  question: string,
  initial: string,
  check: (text: string) => string | undefined,
): Promise<string | undefined> => {
  let text = initial;
  let fault = '';
  for (;;) {
    show(`${question}${fault && ` (${fault})`}: ${text}`);
    const key = await keyboard.next();
    if (key === undefined || key.name === 'escape') return undefined;
    if (key.name === 'return' || key.name === 'enter') {
      const why = check(text.trim());
      if (why === undefined) return text.trim();
      fault = why;
    } else if (key.name === 'backspace') text = [...text].slice(0, -1).join('');
    else text += key.text;
  }
};

const WORDS = /[\s,;]+/;

/** CWE numbers as people write them: `89`, `CWE-89, 78`. Undefined if it is something else. */
export const parseCwes = (text: string): number[] | undefined => {
  const words = text.split(WORDS).filter(Boolean);
  const numbers = words.map((word) => Number(/^(?:cwe-?)?([1-9]\d{0,4})$/i.exec(word)?.[1]));
  return numbers.every(Number.isInteger) ? unique(numbers) : undefined;
};

/** Line numbers and ranges: `3`, `3, 7-9`. Undefined if it is something else, or a line beyond the last. */
export const parseLines = (text: string, last: number): number[] | undefined => {
  const words = text.split(WORDS).filter(Boolean);
  const ranges = words.map((word) => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
    return { from: Number(from), to: Number(to) };
  });
  if (!ranges.every(({ from, to }) => from >= 1 && from <= to && to <= last)) return undefined;
  return unique(
    ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index)),
  );
};

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** Line numbers for people: runs of them as ranges. */
export const lineText = (lines: readonly number[]): string => {
  const starts = lines.filter((line) => !lines.includes(line - 1));
  return starts
    .map((start) => {
      let end = start;
      while (lines.includes(end + 1)) end += 1;
      return end === start ? String(start) : `${start}-${end}`;
    })
    .join(', ');
};
