import { isSecretName } from '../../knowledge/names.ts';
import { type Node, operands, walk } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { callOf, callsIn } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import { lookUp } from '../kit/scopes.ts';
import { isLiteral } from '../kit/strings.ts';
import type { Source } from '../source.ts';

type Kind = 'text' | 'bytes';

/** A digest that only who has the key can make: of `hmac`, or of a hash that was given a key. */
const digestOf = (source: Source, node: Node, steps = 3): Kind | undefined => {
  if (steps === 0) return undefined;
  const call = callOf(source, node);
  if (call) {
    const own =
      call.callee.kind === 'identifier' ? lookUp(call.callee.text, source.scopeOf(node))?.[0] : undefined;
    if (own?.kind === 'own' && own.node.kind === 'function_definition')
      return returned(source, own.node, steps);
    if (!/^(hex)?digest$/.test(call.method)) return undefined;
    const isKeyed = /^hmac\./.test(call.name ?? '') || isGivenKey(source, call.callee);
    return isKeyed ? (call.method === 'digest' ? 'bytes' : 'text') : undefined;
  }
  if (node.kind !== 'identifier') return undefined;
  const bindings = lookUp(node.text, source.scopeOf(node)) ?? [];
  const [binding] = bindings;
  return bindings.length === 1 && binding?.kind === 'value'
    ? digestOf(source, binding.value, steps - 1)
    : undefined;
};

/** What a function of the program answers with, where that is one digest. */
const returned = (source: Source, owner: Node, steps: number): Kind | undefined => {
  const kinds = source.nodes
    .filter(({ kind, start, end }) => kind === 'return_statement' && start > owner.start && end <= owner.end)
    .map((each) => operands(each)[0])
    .map((value) => value && digestOf(source, value, steps - 1));
  const [first] = kinds;
  return kinds.length === 1 ? first : undefined;
};

const isKey = (name: string): boolean => isSecretName(name) || name === 'key';

const isGivenKey = (source: Source, node: Node): boolean =>
  callsIn(source).some(
    ({ name, node: call, args }) =>
      /^hashlib\.\w+$/.test(name ?? '') &&
      call.start >= node.start &&
      call.end <= node.end &&
      args.some((arg) => [...walk(arg)].some(({ kind, text }) => kind === 'identifier' && isKey(text))),
  );

const siteAt = (source: Source, node: Node): EditSite | undefined => {
  const [left, right] = operands(node);
  const operator = node.children[1];
  if (node.children.length !== 3 || left === undefined || right === undefined) return undefined;
  if (
    !/^[=!]=$/.test(operator?.kind ?? '') ||
    [left, right].some((side) => isLiteral(side) || side.text === 'None')
  )
    return undefined;
  const kind = digestOf(source, left) ?? digestOf(source, right);
  const reached = kind && reach(source, node, 'hmac.compare_digest');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  const not = operator?.kind === '!=' ? 'not ' : '';
  const encoded = kind === 'text' ? '.encode()' : '';
  const side = ({ text, kind }: Node): string =>
    encoded === '' || /^(identifier|call|attribute|subscript|string)$/.test(kind)
      ? text + encoded
      : `(${text})${encoded}`;
  return {
    about: [node],
    what: 'take the same time for every wrong answer',
    changes: [{ start: node.start, end: node.end, text: `${not}${text}(${side(left)}, ${side(right)})` }],
    ...needs,
  };
};

/**
 * `signature == expected` becomes `hmac.compare_digest(...)`, where one of them is a digest made with a key: the time
 * it takes no longer tells how much of a guess is right. The answer is the same; what is neither text nor bytes raises
 * an exception instead of being unequal.
 */
export const constantTimeComparison: Edit = {
  id: 'constant-time-comparison',
  title: 'Compare signatures in constant time',
  cwes: [208],
  keeps: 'purpose',
  sites: (source) =>
    source.nodes.flatMap((node) => (node.kind === 'comparison_operator' ? (siteAt(source, node) ?? []) : [])),
};
