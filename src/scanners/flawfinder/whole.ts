/** Comments, literals (open ones up to the end of the line; numbers with their separators), words, white space; else one character. */
const TOKEN =
  /\/\/.*|\/\*|(?:u8|[uUL])?R"[^()\\\s]{0,16}\(|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|["'][^\n]*|\.?\d(?:'?[\w.]|(?<=[eEpP])[+-])*|[A-Za-z_]\w*|\s+|[\s\S]/uy;
const LITERAL = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+')$/u;
const RAW = /^(?:u8|[uUL])?R"([^()\\\s]*)\($/u;
/** A line, up to a comment that may go on over further ones. */
const DIRECTIVE = /#(?:(?!\/\*).)*/uy;

const CLOSED_BY: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const CLOSING: ReadonlySet<string> = new Set(CLOSED_BY.values());

/** What ends a declaration, or a macro that stands for one. */
const LAST: ReadonlySet<string> = new Set(['', ';', '}', ')']);

/**
 * Whether a C or C++ program can be whole, as far as that shows without its headers: literals and comments end,
 * brackets match, the last declaration is closed. Of the branches of a conditional part only the first counts. True
 * does not mean that it compiles; false means that no compiler takes it, unless a macro hides a bracket.
 */
export const canBeWhole = (source: string): boolean => {
  const code = source
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\\\n', '');
  const expected: string[] = [];
  const parts: Branch[] = [];
  let lineStart = true;
  let last = '';
  for (let at = 0; at < code.length; ) {
    const directive = lineStart && code[at] === '#';
    const token = match(directive ? DIRECTIVE : TOKEN, code, at);
    const end = directive ? at + token.length : endOf(token, code, at);
    if (end === undefined) return false;
    at = end;
    if (directive) enter(parts, token);
    else if (/^\s/.test(token)) lineStart ||= token.includes('\n');
    else if (!/^\/[/*]/.test(token)) {
      lineStart = false;
      if (!counts(parts)) continue;
      if (/^["']/.test(token) && !LITERAL.test(token)) return false;
      const closing = CLOSED_BY.get(token);
      if (closing) expected.push(closing);
      if (CLOSING.has(token) && expected.pop() !== token) return false;
      last = token;
    }
  }
  return expected.length === 0 && LAST.has(last);
};

const match = (pattern: RegExp, code: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(code)?.[0] ?? '';
};

/** Where a token ends: comments and raw strings at their own mark, which may be missing. */
const endOf = (token: string, code: string, at: number): number | undefined => {
  const start = at + token.length;
  const raw = RAW.exec(token);
  const mark = token === '/*' ? '*/' : raw ? `)${raw[1]}"` : '';
  const found = code.indexOf(mark, start);
  return found < 0 ? undefined : found + mark.length;
};

/** The branch of a conditional part that the code is in: it counts, or one before it did, or none yet (`#if 0`). */
type Branch = 'counts' | 'after' | 'before';

/** Whether code counts here: what is within a branch that does not is never in one that does. */
const counts = (parts: readonly Branch[]): boolean => (parts.at(-1) ?? 'counts') === 'counts';

const enter = (parts: Branch[], directive: string): void => {
  const [, word = '', condition = ''] = /^#\s*(\w*)\s*(\S*)/.exec(directive) ?? [];
  const first = condition === '0' ? 'before' : 'counts';
  if (word.startsWith('if')) parts.push(counts(parts) ? first : 'after');
  if (word.startsWith('el')) parts.push(parts.pop() === 'before' ? 'counts' : 'after');
  if (word === 'endif') parts.pop();
};
