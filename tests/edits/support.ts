import { expect } from 'vitest';
import { type EditCandidate, editsFor } from '../../src/edits/index.ts';

/** All candidates of a program, or those of one edit. */
export const candidates = (code: string, edit?: string): readonly EditCandidate[] => {
  const outcome = editsFor(code, 'python');
  expect(outcome.status).toBe('ok');
  const all = outcome.status === 'ok' ? outcome.value : [];
  return edit === undefined ? all : all.filter((candidate) => candidate.edit === edit);
};

/** Makes an edit at one place after the other, the first one first, until there is none. */
export const editAll = (code: string, edit: string): string => {
  let now = code;
  for (let count = 0; count < 10; count += 1) {
    const [first] = candidates(now, edit);
    if (first === undefined) return now;
    now = first.code;
  }
  throw new Error(`${edit} finds places without end`);
};

/** The lines outside a candidate's own, but for imports. */
export const linesOutside = (code: string, { line, endLine }: EditCandidate): readonly string[] =>
  code
    .split('\n')
    .filter((text, at) => (at + 1 < line || at + 1 > endLine) && !/^\s*(import|from)\b/.test(text));

/** Whether the lines of one text occur in another in their order. */
export const occurIn = (lines: readonly string[], text: string): boolean => {
  let at = 0;
  for (const line of text.split('\n')) if (line === lines[at]) at += 1;
  return at === lines.length;
};
