import { docstringOf, parametersOf } from '../../syntax/functions.ts';
import { child, type Node, operands, walk } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { quote } from '../kit/quote.ts';
import { insertBefore, step } from '../kit/statements.ts';
import type { Source } from '../source.ts';

/** What Apache and nginx take of a request's headers, and more than any line of a protocol. */
const BYTES = 8192;

/** Takes a message apart, or keeps it. */
const PARSES = /^(split|splitlines|find|index|partition|decode|rsplit|extend)$/;

const isTakenApart = (body: Node, name: string): boolean => {
  for (const node of walk(body)) {
    const [callee, list] = node.kind === 'call' ? node.children : [];
    if (callee?.kind !== 'attribute' || list === undefined) continue;
    const [object, method] = operands(callee);
    if (!PARSES.test(method?.text ?? '')) continue;
    if (object?.text === name || (method?.text === 'extend' && operands(list)[0]?.text === name)) return true;
  }
  return false;
};

const siteAt = (source: Source, node: Node): EditSite | undefined => {
  const body = node.kind === 'function_definition' ? child(node, 'block') : undefined;
  if (body === undefined) return undefined;
  const message = parametersOf(child(node, 'parameters')).find(
    ({ name, type }) => /^(bytes|bytearray|memoryview)$/.test(type?.text ?? '') && isTakenApart(body, name),
  );
  const first = body.children[docstringOf(body) === undefined ? 0 : 1];
  if (message === undefined || first === undefined || /[<>]=?\s*len\(|\blen\([^()]*\)\s*[<>]/.test(body.text))
    return undefined;
  const inserted = insertBefore(source, first, [
    `if len(${message.name}) > ${BYTES}:`,
    `${step(source)}raise ValueError(${quote(source, 'the message is too long')})`,
  ]);
  return (
    inserted && { about: [node], what: `refuse messages of more than ${BYTES} bytes`, changes: [inserted] }
  );
};

/**
 * A function that takes a message of bytes apart without asking for its length first refuses more than 8,192 bytes
 * with a `ValueError`, so that nobody fills the memory. Where longer messages are usual, the number must be raised.
 */
export const boundedMessage: Edit = {
  id: 'bounded-message',
  title: 'Refuse messages that are too long',
  cwes: [120, 770, 400, 20],
  keeps: 'purpose',
  sites: (source) => source.nodes.flatMap((node) => siteAt(source, node) ?? []),
};
