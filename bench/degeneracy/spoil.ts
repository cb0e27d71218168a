import { child, type Node, readProgram, walk } from '../../src/syntax/python.ts';

/** Puts a text of one line in the place of a node. */
const replace = (code: string, { start, end }: Node, text: string): string =>
  code.slice(0, start) + text + code.slice(end);

const rootOf = (code: string): Node | undefined => {
  const program = readProgram(code);
  return program.status === 'ok' ? program.value.root : undefined;
};

/** Every function of the module does nothing but `return None`. Undefined: there is none, or it does not parse. */
export const emptied = (code: string): string | undefined => {
  const bodies = topLevelBodies(rootOf(code));
  if (bodies.length === 0) return undefined;
  return bodies.toReversed().reduce((text, body) => replace(text, body, 'return None'), code);
};

/** Of every function of the module nothing is left but its head. */
export const beheaded = (code: string): string | undefined => {
  const bodies = topLevelBodies(rootOf(code));
  if (bodies.length === 0) return undefined;
  return bodies.toReversed().reduce((text, body) => replace(text, body, ''), code);
};

const topLevelBodies = (root: Node | undefined): Node[] =>
  (root?.children ?? []).flatMap((node) => {
    const definition = node.kind === 'decorated_definition' ? child(node, 'function_definition') : node;
    const body = definition?.kind === 'function_definition' ? child(definition, 'block') : undefined;
    return body ? [body] : [];
  });

/** The innermost statement over a line gives way to another. Undefined: there is none. */
export const withoutStatement = (code: string, line: number, other: string): string | undefined => {
  const program = readProgram(code);
  if (program.status === 'unknown') return undefined;
  const { root, place } = program.value;
  const statement = [...walk(root)].findLast((node) => {
    if (!/_statement$/.test(node.kind)) return false;
    const { line: first, endLine } = place(node);
    return first <= line && endLine >= line;
  });
  return statement && replace(code, statement, other);
};

/** The first lines, over and over. */
export const repeated = (code: string): string => {
  const lines = code.trim().split('\n').slice(0, 4).join('\n');
  return Array<string>(20).fill(lines).join('\n');
};

/** A word, over and over. */
export const oneWord = (): string => 'task '.repeat(80);

/** The first half of the lines. */
export const cutOff = (code: string): string => {
  const lines = code.trim().split('\n');
  return lines.slice(0, Math.ceil(lines.length / 2)).join('\n');
};

/** The same, and something beside it that changes nothing. */
export const untouched = (code: string): string => `${code.trimEnd()}\n\nUNUSED = 0\n`;
