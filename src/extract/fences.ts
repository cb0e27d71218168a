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

const withCode = (text: string): Block[] => fencedBlocks(text).filter(({ code }) => code.trim() !== '');

/** What comes before the first fence: code, where the answer was begun inside a block. Undefined without a fence. */
export const beforeFence = (text: string): string | undefined => {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => FENCE.test(line));
  return first === -1 ? undefined : lines.slice(0, first).join('\n');
};

/** The same, where the first fence can only close the block in which the answer was begun. */
export const beforeClosingFence = (text: string): string | undefined => {
  const marks = text.split('\n').flatMap((line) => FENCE.exec(line)?.groups?.info ?? []);
  return marks.length % 2 === 1 && marks[0] === '' ? beforeFence(text) : undefined;
};

/**
 * The code blocks that may hold the answer: those marked with the language, else those without a mark. Undefined
 * if the text has none.
 */
export const codeBlocks = (text: string, language: Language): string[] | undefined => {
  const blocks = withCode(text);
  const marked = blocks.filter(({ info }) => language.fences.includes(info));
  const chosen = marked.length > 0 ? marked : blocks.filter(({ info }) => info === '');
  return chosen.length > 0 ? chosen.map(({ code }) => code) : undefined;
};

/** What is shown beside code: how to start it, what it reads and what it says. */
const BESIDE_CODE: ReadonlySet<string> = new Set(
  'bash sh shell zsh console terminal powershell text txt plaintext output log json yaml yml toml ini xml diff'.split(
    ' ',
  ),
);

/** The same where nobody can tell code from prose: the blocks marked with another language rather than all of the text. */
export const anyCodeBlocks = (text: string, language: Language): string[] | undefined => {
  const own = codeBlocks(text, language);
  if (own) return own;
  const others = withCode(text).filter(({ info }) => !BESIDE_CODE.has(info));
  return others.length > 0 ? others.map(({ code }) => code) : undefined;
};
