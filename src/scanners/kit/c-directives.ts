/** What compilers take for white space within a line: Clang also what looks like a blank, and a NUL byte. */
const BLANK =
  '[\\t\\v\\f \\0\\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]';
/** The source of a pattern: a line that goes on in the next one. */
export const SPLICE = `\\\\${BLANK}*(?:\\r\\n?|\\n\\r?)`;

/** Where a directive may begin: at the start of a line, or behind a comment. */
const START = new RegExp(`(?:^|[\\r\\n]|\\*/)${BLANK}*(#|%(?:${SPLICE})*:)`, 'g');
const GAP = new RegExp(`(?:${BLANK}|${SPLICE})*`, 'y');
const NAME = new RegExp(`(?:\\w|${SPLICE})*`, 'y');
const SPLICES = new RegExp(SPLICE, 'g');
const LINE_END = /[\r\n]|$/g;

/** As people write them: no comment, no continued line and no odd blank up to the end of the name. */
const PLAIN_HASH = /^(#|%:)$/;
const PLAIN_GAP = /^[ \t]*$/;
const PLAIN_NAME = /^\w*$/;

const INCLUDES: ReadonlySet<string> = new Set(['include', 'include_next', 'import', 'embed']);
const MARKER = /^(?:line$|\d)/;

const SEGMENT = '[\\w+-][\\w.+-]*';
/** A path that leads below a folder, but not to a sample (`0.c`). */
const PATH = `(?:\\./)*((?!\\d+\\.c)${SEGMENT}(?:/${SEGMENT})*)`;
const OWN = new RegExp(`[ \\t]*"${PATH}"`, 'iy');
const OF_THE_SYSTEM = new RegExp(`[ \\t]*<${PATH}>`, 'iy');

type Directive = {
  /** Without the breaks of lines that may be in it; empty where something else follows the `#`. */
  readonly name: string;
  /** Where its `#` or `%:`, and its name are; `end` is behind the name. */
  readonly hash: number;
  readonly start: number;
  readonly end: number;
  readonly plain: boolean;
};

type Edit = { readonly from: number; readonly to: number; readonly text: string };

/**
 * A C or C++ program without the directives that would move its findings to other lines and files (`#line`), or bring
 * other files of this machine into it, however they are written. No line or column moves.
 */
export const withoutForeignPlaces = (code: string): string => {
  const parts: string[] = [];
  let done = 0;
  for (const directive of directives(code)) {
    const edit = directive.hash < done ? undefined : editOf(directive, code);
    if (!edit) continue;
    parts.push(code.slice(done, edit.from), edit.text);
    done = edit.to;
  }
  return parts.join('') + code.slice(done);
};

const editOf = ({ name, hash, start, end, plain }: Directive, code: string): Edit | undefined => {
  const blot = (from: number, to: number, what: RegExp): Edit => ({
    from,
    to,
    text: code.slice(from, to).replace(what, '_'),
  });
  if (name === '' && code.startsWith('/*', start)) return blot(hash, start, /[#%:]/g);
  if (MARKER.test(name)) {
    if (!plain) return blot(start, end, /\w/g);
    const to = start + (name === 'line' ? name.length : 1);
    return { from: hash, to, text: `//${'_'.repeat(to - hash - 2)}` };
  }
  if (!INCLUDES.has(name)) return undefined;
  if (!plain) return blot(start, end, /\w/g);
  if (matchAt(OWN, code, end) ?? matchAt(OF_THE_SYSTEM, code, end)) return undefined;
  return blot(end, searchFrom(LINE_END, code, end), /[^\s"<>]/g);
};

/** The names of the headers that a program includes as its own project's: paths that lead below a folder. */
export const ownHeaders = (code: string): string[] => {
  const names = new Set<string>();
  for (const { name, end, plain } of directives(code)) {
    const [, header] = (name === 'include' && plain && matchAt(OWN, code, end)) || [];
    if (header !== undefined) names.add(header);
  }
  return [...names];
};

/**
 * Whatever may be a directive, in comments and strings, too: only a compiler knows which those are. Takes a time that
 * grows with the length of the code alone, whatever is in it.
 */
function* directives(code: string): Generator<Directive> {
  for (const match of code.matchAll(START)) {
    const [whole, mark = ''] = match;
    const hash = match.index + whole.length - mark.length;
    const gap = matchAt(GAP, code, hash + mark.length)?.[0] ?? '';
    const start = hash + mark.length + gap.length;
    const written = matchAt(NAME, code, start)?.[0] ?? '';
    yield {
      name: written.replace(SPLICES, ''),
      hash,
      start,
      end: start + written.length,
      plain: PLAIN_HASH.test(mark) && PLAIN_GAP.test(gap) && PLAIN_NAME.test(written),
    };
  }
}

const matchAt = (pattern: RegExp, code: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(code);
};

const searchFrom = (pattern: RegExp, code: string, at: number): number =>
  matchAt(pattern, code, at)?.index ?? code.length;

/** C's compilers skip a NUL byte, each with a warning of its own, and what analyzers do differs: nobody can judge it. */
export const NUL_BYTE = 'the code is not text: it has a NUL byte';
