import type { Node } from '../../syntax/python.ts';
import type { TextChange } from '../edit.ts';
import { ancestors, type Source } from '../source.ts';

/** The statement of a block that a node stands in; undefined where a statement would run at another time (lambda). */
export const statementAround = (source: Source, node: Node): Node | undefined => {
  let inner = node;
  for (const around of ancestors(source, node)) {
    if (around.kind === 'block' || around.kind === 'module') return inner;
    if (/^(lambda|\w+_comprehension|generator_expression|decorator)$/.test(around.kind)) return undefined;
    inner = around;
  }
  return undefined;
};

const lineStart = (code: string, offset: number): number => code.lastIndexOf('\n', offset - 1) + 1;

/** The white space before a statement; undefined where it does not begin its line. */
export const indentationOf = ({ code }: Source, statement: Node): string | undefined => {
  const before = code.slice(lineStart(code, statement.start), statement.start);
  return before.trim() === '' ? before : undefined;
};

/** Puts lines above a statement, as deep as it. Undefined where it shares its line. */
export const insertBefore = (
  source: Source,
  statement: Node,
  lines: readonly string[],
): TextChange | undefined => {
  const margin = indentationOf(source, statement);
  if (margin === undefined) return undefined;
  const at = statement.start - margin.length;
  return { start: at, end: at, text: lines.map((line) => `${margin}${line}\n`).join('') };
};

/** Puts lines below a statement, as deep as it. Undefined where it shares its lines. */
export const insertAfter = (
  source: Source,
  statement: Node,
  lines: readonly string[],
): TextChange | undefined => {
  const { code } = source;
  const margin = indentationOf(source, statement);
  const rest = /^[ \t]*(#[^\n]*)?(?=\n|$)/.exec(code.slice(statement.end));
  if (margin === undefined || rest === null) return undefined;
  const at = statement.end + rest[0].length;
  return { start: at, end: at, text: lines.map((line) => `\n${margin}${line}`).join('') };
};

/** One more level of indentation, as the program has it. */
export const step = ({ code }: Source): string => /^(\t| {2,8})\S/m.exec(code)?.[1] ?? '    ';
