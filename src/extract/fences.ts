import type { Language } from '../languages/language.ts';

const FENCE = /^[ \t]*(?<mark>`{3,}|~{3,})[ \t]*(?<info>[^\s`]*)[^\n]*$/;

type Block = { readonly info: string; readonly code: string };

/** Fenced blocks of a Markdown text. A block that is never closed (a cut-off answer) reaches to the end. */
const fencedBlocks = (text: string): Block[] => {
  const blocks: Block[] = [];
  let open: { mark: string; info: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const fence = FENCE.exec(line)?.groups;
    if (open && fence && line.trim().startsWith(open.mark) && !fence.info) {
      blocks.push({ info: open.info, code: open.lines.join('\n') });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (fence?.mark) open = { mark: fence.mark, info: (fence.info ?? '').toLowerCase(), lines: [] };
  }
  if (open) blocks.push({ info: open.info, code: open.lines.join('\n') });
  return blocks;
};

/** What comes before the first fence: code, where the answer was begun inside a block. Undefined without a fence. */
export const beforeFence = (text: string): string | undefined => {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => FENCE.test(line));
  return first === -1 ? undefined : lines.slice(0, first).join('\n');
};

/**
 * The code blocks that may hold the answer: those marked with the language, else those without a mark. Undefined
 * if the text has none.
 */
export const codeBlocks = (text: string, language: Language): string[] | undefined => {
  const blocks = fencedBlocks(text).filter(({ code }) => code.trim() !== '');
  const marked = blocks.filter(({ info }) => language.fences.includes(info));
  const chosen = marked.length > 0 ? marked : blocks.filter(({ info }) => info === '');
  return chosen.length > 0 ? chosen.map(({ code }) => code) : undefined;
};
