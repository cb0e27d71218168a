import type { Language } from '../../core/task.ts';
import { type Token, tokensOf } from '../degeneracy/text.ts';

/** Languages in which the indentation of a line is part of the program. */
const INDENTED: ReadonlySet<Language> = new Set(['python']);

/** A text as it is compared with others. */
export type NormalText = {
  readonly tokens: readonly string[];
  /** Equal for texts that differ only in what does not count. */
  readonly normal: string;
};

/** The words of prose, in lower case, without punctuation. */
export const normalProse = (text: string): NormalText => {
  const tokens = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return { tokens, normal: tokens.join(' ') };
};

/**
 * The tokens of code, without comments and white space. Where indentation is part of the program, the normal form has the
 * depth of a line where it differs from the one before.
 */
export const normalCode = (code: string, language: Language): NormalText => {
  const all = tokensOf(code, language);
  const tokens = all.map(({ text }) => text);
  return { tokens, normal: INDENTED.has(language) ? withDepths(code, all) : tokens.join(' ') };
};

const withDepths = (code: string, tokens: readonly Token[]): string => {
  let [depth, end] = [0, 0];
  return tokens
    .map((token) => {
      const own = depthOf(code, token, end);
      end = token.start + token.text.length;
      if (own === undefined || own === depth) return token.text;
      depth = own;
      return `\n${own}:${token.text}`;
    })
    .join(' ');
};

/** How deep the line of a token is indented, where it is the first of its line; a tab counts as eight. */
const depthOf = (code: string, { start }: Token, end: number): number | undefined => {
  const between = code.slice(end, start);
  const lineStart = between.lastIndexOf('\n') + 1;
  if (lineStart === 0 && end > 0) return undefined;
  const before = between.slice(lineStart);
  return /^\s*$/.test(before) ? before.replaceAll('\t', '        ').length : undefined;
};
