import { isLiteral } from '../../../syntax/literals.ts';
import { child, type Node, operands, readProgram } from '../../../syntax/python.ts';

const MOST = 8;
const LONGEST = 400;

/** The text from an opening bracket to the one that closes it, both included; undefined if nothing does. */
const bracketed = (text: string, start: number): string | undefined => {
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + LONGEST); at += 1) {
    if ('([{'.includes(text.charAt(at))) depth += 1;
    if (')]}'.includes(text.charAt(at))) depth -= 1;
    if (depth === 0) return text.slice(start, at + 1);
  }
  return undefined;
};

/** Calls of a function that stand in prose, such as `>>> f(1, 2)`, whose arguments are all literal. */
export const callsIn = (prose: string, name: string): readonly Node[] =>
  [...prose.matchAll(new RegExp(String.raw`(?<![\w.])${name}(?=\()`, 'g'))]
    .flatMap(({ index }) => bracketed(prose, index + name.length) ?? [])
    .flatMap((list) => {
      const program = readProgram(`${name}${list}\n`);
      const call = program.status === 'ok' ? program.value.root.children[0]?.children[0] : undefined;
      const list_ = call?.kind === 'call' ? child(call, 'argument_list') : undefined;
      return list_ && operands(list_).every(isLiteralArgument) ? [list_] : [];
    })
    .slice(0, MOST);

/** Dicts and lists that stand in prose, such as `{"quantity": 1}`, if they are literal and not empty. */
export const literalsIn = (prose: string): readonly Node[] =>
  [...prose.matchAll(/(?<![\w\])])[{[](?=[\s"'\d{[(])/g)]
    .flatMap(({ index }) => bracketed(prose, index) ?? [])
    .flatMap((text) => {
      const program = readProgram(`${text}\n`);
      const literal = program.status === 'ok' ? program.value.root.children[0]?.children[0] : undefined;
      return literal && isLiteral(literal) && operands(literal).length > 0 ? [literal] : [];
    })
    .slice(0, MOST);

const isLiteralArgument = (node: Node): boolean =>
  node.kind === 'keyword_argument' ? isLiteral(node.children.at(-1) ?? node) : isLiteral(node);

/** Arguments of a call as an input: a tuple of the positional ones, and a dict of the others. */
export const inputOf = (argumentList: Node): string => {
  const all = operands(argumentList);
  const named = all.filter(({ kind }) => kind === 'keyword_argument');
  const positional = all.filter(({ kind }) => kind !== 'keyword_argument');
  const entries = named.map(({ children }) => `"${children[0]?.text}": ${children.at(-1)?.text}`);
  return `((${positional.map(({ text }) => `${text}, `).join('')}), {${entries.join(', ')}})`;
};
