import { hash } from 'node:crypto';
import type { Language } from '../../core/task.ts';
import { extract } from '../../extract/index.ts';
import { languages } from '../../languages/index.ts';

/** The language that the first marked fence of an answer names. */
export const fencedLanguage = (answer: string): Language | undefined => {
  const [, word = ''] = /^[ \t]*(?:`{3,}|~{3,})[ \t]*([\w+#-]+)/m.exec(answer) ?? [];
  return Object.values(languages).find(({ fences }) => fences.includes(word.toLowerCase()))?.id;
};

/** A text that is one code block and nothing else. */
const BLOCK = /^(`{3,})[^`\n]*\n((?:(?!\1)[^\n]*\n)*)\1\s*$/;

/** The code of an answer, without fences and prose. */
export const codeOf = (answer: string, language: Language): string =>
  BLOCK.exec(answer)?.[2]?.slice(0, -1) ?? extract(answer, 'answer', { language, prompt: {} }).code;

/**
 * The same for all pairs of one task, where a source has no names for its tasks; without a prompt, for pairs of the same
 * codes.
 */
export const groupOf = (prompt: string, ...codes: readonly string[]): string => {
  const plain = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');
  const [kind, text] =
    plain(prompt) === '' ? ['codes', codes.map(plain).join('\n')] : ['task', plain(prompt)];
  return `${kind} ${hash('sha256', text).slice(0, 16)}`;
};
