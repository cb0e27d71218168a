import { codeBlocks } from '../../extract/fences.ts';
import { withoutTail } from '../../extract/prompt.ts';
import type { Language } from '../../languages/language.ts';

/**
 * Where code is in an answer that is being written.
 *
 * - `before`: no code yet; `opening` has to come first
 * - `open`: what comes next is code
 * - `closed`: the code is over
 */
export type Region = {
  readonly state: 'before' | 'open' | 'closed';
  readonly code: string;
  /** The answer, up to where its code is over. */
  readonly answer: string;
};

/** The form of an answer. */
export type Layout = {
  /** The line that code begins behind. Undefined: it begins at once. */
  readonly opening: string | undefined;
  regionOf(text: string): Region;
};

/** Stands for what may yet be written: no model writes it, and the extractor takes it for part of a word. */
const REST = '\0';

/** An answer to a chat: the code stands in a block. */
export const fencedLayout = (language: Language): Layout => ({
  opening: `\`\`\`${language.id}\n`,
  regionOf: (text) => {
    const blocks = codeBlocks(text + REST, language) ?? [];
    const code = blocks.join('\n').replace(REST, '');
    const state = blocks.at(-1)?.endsWith(REST) ? 'open' : blocks.length === 0 ? 'before' : 'closed';
    return { state, code, answer: text };
  },
});

/**
 * An answer that goes on where a prompt's code ends. Where the extractor would cut off what comes behind the function,
 * the code is over.
 */
export const continuedLayout = (language: Language): Layout => ({
  opening: undefined,
  regionOf: (text) => {
    const lines = text.slice(0, text.lastIndexOf('\n') + 1);
    const code = language.parses ? withoutTail(lines) : lines;
    return code === lines
      ? { state: 'open', code: text, answer: text }
      : { state: 'closed', code, answer: code };
  },
});
