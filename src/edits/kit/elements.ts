import type { Node } from '../../syntax/python.ts';
import type { TextChange } from '../edit.ts';

const restOfLine = (code: string, from: number): string => /^[^\n]*/.exec(code.slice(from))?.[0] ?? '';

/**
 * Takes an element of a list with commas out, with its comma, and with its line where nothing else stands there.
 * Comments stay.
 */
export const dropElement = (code: string, list: Node, node: Node): TextChange => {
  const at = list.children.indexOf(node);
  const [before, next] = [list.children[at - 1], list.children[at + 1]];
  const comma = next?.kind === ',' ? next : undefined;
  const end = comma?.end ?? node.end;
  const margin = code.lastIndexOf('\n', node.start - 1) + 1;
  const isFirst = code.slice(margin, node.start).trim() === '';
  const rest = restOfLine(code, end);
  if (isFirst && rest.trim() === '') return { start: margin, end: end + rest.length + 1, text: '' };
  const blanks = rest.length - rest.trimStart().length;
  if (comma && (isFirst || !/^\s*(#|$)/.test(rest)))
    return { start: node.start, end: end + blanks, text: '' };
  const isPlain = before?.kind === ',' && /^,[ \t]*$/.test(code.slice(before.start, node.start));
  return { start: isPlain ? before.start : node.start, end: node.end, text: '' };
};
