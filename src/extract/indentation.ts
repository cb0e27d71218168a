const indentOf = (line: string): number => line.length - line.trimStart().length;

const mapLines = (code: string, change: (line: string, index: number) => string): string =>
  code.split('\n').map(change).join('\n');

const indentBy = (spaces: number, line: string): string =>
  line.trim() === '' ? line : ' '.repeat(spaces) + line;

/** One space short of a multiple of four: three for four, seven for eight (paper A, 3.2). */
const oneSpaceShort = (code: string): string =>
  mapLines(code, (line) => (indentOf(line) % 4 === 3 ? ` ${line}` : line));

/** Every level three wide. */
const threeWide = (code: string): string =>
  mapLines(code, (line) => ' '.repeat(Math.round((indentOf(line) / 3) * 4)) + line.trimStart());

const dedent = (code: string): string => {
  const indents = code.split('\n').flatMap((line) => (line.trim() === '' ? [] : [indentOf(line)]));
  const common = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return mapLines(code, (line) => line.slice(Math.min(common, indentOf(line))));
};

const indentAll = (code: string): string => mapLines(code, (line) => indentBy(4, line));

/** Whether the first line of code is indented, as the body of a function is. */
export const isIndented = (code: string): boolean =>
  /^[ \t]/.test(code.replace(/^(?:[ \t]*\n)+/, '')) && /\S/.test(code);

/** Statements that stand only inside a function, or behind another of the same block. */
const INNER_STATEMENT = /^(?:return|yield|else|elif|except|finally)\b/m;

/** A body with inner statements at the top level, indented as a whole; undefined for any other code. */
export const lostOuterIndentation = (code: string): string | undefined =>
  !isIndented(code) && INNER_STATEMENT.test(code) ? indentAll(code) : undefined;

/** Whether code can be the body of a function: indented, or with inner statements at the top level. */
export const mayBeBody = (code: string): boolean => isIndented(code) || INNER_STATEMENT.test(code);

type Repair = { readonly step: string; readonly apply: (code: string) => string };

/** Repairs of a whole module, in the order in which they are tried. */
export const MODULE_REPAIRS: readonly Repair[] = [
  { step: 'dedent', apply: dedent },
  { step: 'indentation: one space short', apply: oneSpaceShort },
  { step: 'indentation: three wide', apply: threeWide },
];

/** Repairs of the body that continues a prompt, in the order in which they are tried. */
export const BODY_REPAIRS: readonly Repair[] = [
  { step: 'indentation: one space short', apply: oneSpaceShort },
  {
    step: 'indentation: first line',
    apply: (code) => mapLines(code, (line, index) => (index === 0 ? `    ${line.trimStart()}` : line)),
  },
  { step: 'indentation: three wide', apply: threeWide },
  { step: 'indentation: whole body', apply: indentAll },
];
