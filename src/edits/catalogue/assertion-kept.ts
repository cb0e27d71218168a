import type { Node } from '../../syntax/python.ts';
import { child, operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { indentationOf, step } from '../kit/statements.ts';
import { functionAround, type Source } from '../source.ts';

const siteAt = (source: Source, node: Node): EditSite | undefined => {
  const [condition, message] = operands(node);
  const margin = indentationOf(source, node);
  const rest = /^[ \t]*(#|\n|$)/.test(source.code.slice(node.end));
  const name = child(functionAround(source, node) ?? node, 'identifier')?.text ?? '';
  if (condition === undefined || margin === undefined || !rest || /^test/.test(name)) return undefined;
  if (message && source.code.slice(condition.end, message.start).includes('#')) return undefined;
  const isPlain = /^(identifier|call|attribute|subscript|parenthesized_expression)$/.test(condition.kind);
  const raise = `\n${margin}${step(source)}raise AssertionError`;
  return {
    about: [node],
    what: 'check it even where Python runs with -O',
    changes: [
      { start: node.start, end: condition.start, text: isPlain ? 'if not ' : 'if not (' },
      ...(message
        ? [
            { start: condition.end, end: message.start, text: `${isPlain ? '' : ')'}:${raise}(` },
            { start: message.end, end: message.end, text: ')' },
          ]
        : [{ start: condition.end, end: condition.end, text: `${isPlain ? '' : ')'}:${raise}` }]),
    ],
  };
};

/**
 * `assert condition, message` becomes `if not condition: raise AssertionError(message)`, outside of tests. Python with
 * `-O` skips assertions, and so every check that is written as one; the exception and its message stay the same.
 */
export const assertionKept: Edit = {
  id: 'assertion-kept',
  title: 'Check what assertions check in any case',
  cwes: [617, 703],
  keeps: 'behaviour',
  sites: (source) =>
    source.nodes.flatMap((node) => (node.kind === 'assert_statement' ? (siteAt(source, node) ?? []) : [])),
};
