import type { Node } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import type { Call } from './calls.ts';
import { callOf } from './calls.ts';
import type { Hole, Piece } from './strings.ts';
import { builtFrom, isLiteral, prefixOf, type Text } from './strings.ts';

const SHELLS =
  /^(os\.(system|popen)|subprocess\.(getoutput|getstatusoutput)|asyncio\.create_subprocess_shell|commands\.getoutput)$/;

const PROCESSES = /^subprocess\.(run|call|check_call|check_output|Popen)$/;

/** Whether a call of `subprocess` asks for a shell. */
export const asksForShell = ({ name, keywords }: Call): boolean =>
  PROCESSES.test(name ?? '') && keywords.get('shell')?.value.text === 'True';

/** The command line that a call hands to a shell. */
export const shellCommandOf = (call: Call): Node | undefined => {
  const first = call.args[0] ?? call.keywords.get('args')?.value;
  if (SHELLS.test(call.name ?? '') || asksForShell(call)) return first;
  return call.method === 'exec_command' && call.callee.kind === 'attribute' ? first : undefined;
};

/** A word of a command line: what stands between blanks, without the quotes around it. */
export type Word = { readonly parts: readonly (string | Hole)[] };

/** What a shell does more with than to pass it on. */
const SPECIAL = /[|&;<>$`*?~(){}[\]\n#!\\]/;

/**
 * The words of a command line that is put together from pieces, if a shell would do nothing with it but to take it
 * apart and run it; undefined where it has pipes, wildcards, variables or escapes.
 */
export const wordsOf = (pieces: readonly Piece[]): readonly Word[] | undefined => {
  const words: (string | Hole)[][] = [];
  let word: (string | Hole)[] | undefined;
  let mark = '';
  const add = (part: string | Hole): void => {
    word ??= [];
    const last = word.at(-1);
    if (typeof part === 'string' && typeof last === 'string') word[word.length - 1] = last + part;
    else word.push(part);
  };
  for (const piece of pieces) {
    if (piece.kind === 'hole') {
      add(piece);
      continue;
    }
    for (const letter of plainText(piece) ?? '\\') {
      if (mark !== '' && letter === mark) mark = '';
      else if (mark === "'") add(letter);
      else if (SPECIAL.test(letter)) return undefined;
      else if (mark === '' && /['"]/.test(letter)) {
        mark = letter;
        add('');
      } else if (mark === '' && /\s/.test(letter)) {
        if (word) words.push(word);
        word = undefined;
      } else add(letter);
    }
  }
  if (mark !== '') return undefined;
  if (word) words.push(word);
  return words.length > 0
    ? words.map((parts) => ({
        parts: parts.filter((part, at) => part !== '' || (at === 0 && parts.length === 1)),
      }))
    : undefined;
};

/** The text that a piece stands for, if only quotes are escaped in it. */
const plainText = ({ raw, literal }: Text): string | undefined => {
  const prefix = prefixOf(literal);
  if (/r/i.test(prefix)) return raw;
  const text = raw.replaceAll(/\\(['"])/g, '$1');
  return text.includes('\\')
    ? undefined
    : /f/i.test(prefix)
      ? text.replaceAll('{{', '{').replaceAll('}}', '}')
      : text;
};

/** The pieces of a command line: of a text that is put together, or of a literal. */
export const commandPieces = (node: Node): readonly Piece[] | undefined => {
  const built = builtFrom(node);
  if (built) return built.pieces;
  if (!isLiteral(node)) return undefined;
  const literals = node.kind === 'string' ? [node] : node.children;
  return literals.flatMap((literal) =>
    literal.children.flatMap((each): Piece[] =>
      each.kind === 'string_content'
        ? [{ kind: 'text', start: each.start, end: each.end, raw: each.text, literal }]
        : [],
    ),
  );
};

/** `' '.join(words)`, and what is joined. */
export const joinedWords = (source: Source, node: Node): Node | undefined => {
  const call = callOf(source, node);
  return call && /^(['"]) \1\.join$/.test(call.callee.text) && call.args.length === 1
    ? call.args[0]
    : undefined;
};
