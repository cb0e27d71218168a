import type { Language } from '../../core/task.ts';

/** What can be told of any text, whether it parses or not. Comments are no part of it. */
export type TextShape = {
  /** Words, numbers, strings and punctuation marks. */
  readonly tokens: number;
  /**
   * The share of tokens that only repeat: going from left to right, of each longest piece of at least
   * {@link REPEATED_PIECE} tokens that stood in the text before, all tokens; pieces may overlap what they repeat. Words
   * in strings count one by one. 0: nothing repeats; near 1: one thing over and over.
   */
  readonly repetition: number;
  /**
   * The share of words that stand in a row with nothing but blanks between, where the language does not allow that many:
   * near 0 in code, most of them in prose.
   */
  readonly prose: number;
  /** How often each name stands before a parenthesis, as `?.name` if something stands before it. */
  readonly calls: ReadonlyMap<string, number>;
  /** All words of names and prose, in lower case; of `readFile` and `read_file` both parts. */
  readonly vocabulary: ReadonlySet<string>;
};

/** In tokens. Two calls in the same form, or the lines of a table, are shorter than that. */
const REPEATED_PIECE = 10;

const STRING = String.raw`"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\x60(?:\\[\s\S]|[^\\\x60])*(?:\x60|$)`;
const WORD = String.raw`[\p{L}\p{N}_$]+`;
const HASH_COMMENT = String.raw`#[^\n]*`;
const SLASH_COMMENT = String.raw`//[^\n]*|/\*[\s\S]*?(?:\*/|$)`;

const COMMENT: Readonly<Record<Language, string>> = {
  python: HASH_COMMENT,
  ruby: HASH_COMMENT,
  php: `${HASH_COMMENT}|${SLASH_COMMENT}`,
  javascript: SLASH_COMMENT,
  typescript: SLASH_COMMENT,
  java: SLASH_COMMENT,
  c: SLASH_COMMENT,
  cpp: SLASH_COMMENT,
  csharp: SLASH_COMMENT,
  go: SLASH_COMMENT,
  rust: SLASH_COMMENT,
};

/** Words in a row that code does not have: Python has no two but keywords; `public static final int x` are five. */
const WORDS_IN_A_ROW = { python: 2, other: 6 };

const KEYWORD =
  /^(and|as|assert|async|await|break|case|catch|class|continue|def|del|do|elif|else|except|finally|for|foreach|from|func|function|global|if|import|in|is|lambda|match|new|nonlocal|not|or|pass|raise|return|sizeof|switch|throw|try|type|while|with|yield)$/;

/** What stands before the name of a function that is defined, not called. */
const DEFINES = /^(def|class|fn|func|function|sub)$/;

/** A piece of code, and where it stands. */
export type Token = {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
  readonly start: number;
};

/** What can be told of a text without a syntax tree. */
export const textShapeOf = (code: string, language: Language): TextShape => {
  const tokens = tokensOf(code, language);
  return {
    tokens: tokens.length,
    repetition: repetitionOf(
      tokens.flatMap(({ kind, text }) => (kind === 'string' ? (text.match(PIECE) ?? []) : [text])),
    ),
    prose: proseOf(code, tokens, language === 'python'),
    calls: callsOf(tokens),
    vocabulary: vocabularyOf(tokens.map(({ text }) => text).join(' ')),
  };
};

const PIECE = new RegExp(`${WORD}|[^\\s]`, 'gu');

/** The tokens of a text in a language, without comments, as far as can be told without its grammar. */
export const tokensOf = (code: string, language: Language): Token[] => {
  const pattern = new RegExp(`(${COMMENT[language]})|(${STRING})|(${WORD})|[^\\s]`, 'gu');
  return [...code.matchAll(pattern)].flatMap(
    ({ 0: text, 1: comment, 2: string, 3: word, index: start }): Token[] => {
      if (comment !== undefined) return [];
      if (string !== undefined) return [{ kind: 'string', text, start }];
      return [{ kind: word === undefined ? 'mark' : 'word', text, start }];
    },
  );
};

const repetitionOf = (tokens: readonly string[]): number => {
  if (tokens.length === 0) return 0;
  const seen = new Map<string, number>();
  const keyAt = (at: number): string => tokens.slice(at, at + REPEATED_PIECE).join(' ');
  const last = tokens.length - REPEATED_PIECE;
  let [repeated, at, noted] = [0, 0, 0];
  while (at <= last) {
    for (; noted < at; noted += 1) if (!seen.has(keyAt(noted))) seen.set(keyAt(noted), noted);
    const before = seen.get(keyAt(at));
    if (before === undefined) {
      at += 1;
      continue;
    }
    let length = REPEATED_PIECE;
    while (at + length < tokens.length && tokens[before + length] === tokens[at + length]) length += 1;
    repeated += length;
    at += length;
  }
  return repeated / tokens.length;
};

const proseOf = (code: string, tokens: readonly Token[], isPython: boolean): number => {
  const row = isPython ? WORDS_IN_A_ROW.python : WORDS_IN_A_ROW.other;
  const words = tokens.filter(({ kind }) => kind === 'word').length;
  let [inRows, length, end] = [0, 0, 0];
  const endRow = (): void => {
    if (length >= row) inRows += length;
    length = 0;
  };
  for (const { kind, text, start } of tokens) {
    const isWord = kind === 'word' && !(isPython && KEYWORD.test(text));
    if (!isWord || !/^[ \t]+$/.test(code.slice(end, start))) endRow();
    if (isWord) length += 1;
    end = start + text.length;
  }
  endRow();
  return words === 0 ? 0 : inRows / words;
};

const callsOf = (tokens: readonly Token[]): Map<string, number> => {
  const calls = new Map<string, number>();
  tokens.forEach(({ kind, text }, index) => {
    const before = tokens[index - 1]?.text ?? '';
    if (kind !== 'word' || KEYWORD.test(text) || DEFINES.test(before) || tokens[index + 1]?.text !== '(')
      return;
    const joint = `${tokens[index - 2]?.text ?? ''}${before}`;
    const name = /(\.|::|->)$/.test(joint) ? `?.${text}` : text;
    calls.set(name, (calls.get(name) ?? 0) + 1);
  });
  return calls;
};

/** The words of a text, in lower case: `readFile`, `read_file` and "Read the file" share two. */
export const vocabularyOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu) ?? [])
      .map((word) => word.toLowerCase())
      .filter((word) => word.length > 2 && !KEYWORD.test(word)),
  );
