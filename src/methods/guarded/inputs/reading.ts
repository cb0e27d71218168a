import { isScalar, membersOf, unwrapped } from '../../../syntax/literals.ts';
import { after, child, type Node, operands } from '../../../syntax/python.ts';
import { readAttribute, readComparison, readSubscript } from './expressions.ts';
import { readCall } from './invocations.ts';
import { elements, hold, type Meaning, NOTHING, type Reader, type Surroundings } from './meaning.ts';
import { keyOf, type Use } from './use.ts';

/** Calls of the module's own functions are followed so deep, and so many in all. */
const DEPTH = 3;
const MOST_FOLLOWED = 50;

const LITERALS: ReadonlySet<string> = new Set(['dictionary', 'list', 'set', 'tuple']);
const SAME: ReadonlySet<string> = new Set(['await', 'expression_statement', 'parenthesized_expression']);

/**
 * Reads how a function uses its parameters, into the uses given: what it looks up, compares, takes apart and hands
 * on, through plain assignments, loops and calls of functions of its own module. It follows no branches: everything
 * that is written counts.
 */
export const readUses = (
  body: Node,
  parameters: ReadonlyMap<string, Use>,
  surroundings: Surroundings,
): void => {
  let followed = 0;
  const read = (block: Node, known: ReadonlyMap<string, Use>, depth: number): void => {
    const scope = new Map([...known].map(([name, use]): [string, Meaning] => [name, { use, literals: [] }]));
    const reader: Reader = {
      surroundings,
      scope,
      visit: (node) => (READERS[node.kind] ?? readOther)(reader, node),
      enter(called, passed) {
        const inside = child(called, 'block');
        if (!inside || inside === block || passed.size === 0 || depth === 0 || followed === MOST_FOLLOWED)
          return;
        followed += 1;
        read(inside, passed, depth - 1);
      },
    };
    reader.visit(block);
  };
  read(body, parameters, DEPTH);
};

type Read = (reader: Reader, node: Node) => Meaning;

/** Loops of comprehensions bind the names that stand before them. */
const readOther: Read = ({ visit, surroundings }, node) => {
  if (node.kind === 'type') return NOTHING;
  const loops = node.children.filter(({ kind }) => kind === 'for_in_clause');
  const meanings = [...loops, ...node.children.filter((each) => !loops.includes(each))].map(visit);
  if (LITERALS.has(node.kind) || isScalar(node)) return surroundings.inline ? { literals: [node] } : NOTHING;
  return SAME.has(node.kind)
    ? (meanings.find(({ use, literals }) => use || literals.length > 0) ?? NOTHING)
    : NOTHING;
};

const readIdentifier: Read = ({ scope, surroundings }, { text }) => {
  const value = surroundings.variables.get(text);
  return scope.get(text) ?? (value ? { literals: [unwrapped(value)] } : NOTHING);
};

/** `a or b`, `a if c else b`: the first that is a part of a parameter. */
const readChoice: Read = ({ visit }, node) =>
  operands(node)
    .map(visit)
    .find(({ use }) => use) ?? NOTHING;

const bind = (reader: Reader, target: Node | undefined, meaning: Meaning): void => {
  if (target?.kind === 'identifier') reader.scope.set(target.text, meaning);
  else if (target && /^(pattern_list|tuple_pattern)$/.test(target.kind))
    for (const each of operands(target)) bind(reader, each, NOTHING);
  else if (target) reader.visit(target);
};

const readAssignment =
  (sign: string): Read =>
  (reader, node) => {
    const value = after(node, sign);
    const meaning = value ? reader.visit(value) : NOTHING;
    bind(reader, node.children[0], meaning);
    return meaning;
  };

const readLoop: Read = (reader, node) => {
  const [target, iterated] = [after(node, 'for'), after(node, 'in')];
  const meaning = iterated ? reader.visit(iterated) : NOTHING;
  const [key, value] = target?.kind === 'pattern_list' ? operands(target) : [];
  if (key && value && iterated?.text.endsWith('.items()')) {
    const { use, literals } = meaning;
    bind(reader, key, { ...(use && { use: keyOf(use) }), literals: literals.flatMap(membersOf) });
    bind(reader, value, elements(meaning));
  } else bind(reader, target, elements(meaning));
  for (const each of node.children)
    if (each.kind === 'block' || each.kind === 'else_clause') reader.visit(each);
  return NOTHING;
};

const scalarsIn = (node: Node): readonly Node[] =>
  isScalar(node) ? [node] : node.children.flatMap(scalarsIn);

const readMatch: Read = (reader, node) => {
  const [subject] = operands(node);
  const meaning = subject ? reader.visit(subject) : NOTHING;
  for (const part of (child(node, 'block')?.children ?? []).flatMap(({ children }) => children))
    if (part.kind !== 'case_pattern') reader.visit(part);
    else if (reader.surroundings.inline) for (const literal of scalarsIn(part)) hold(meaning, literal, [0]);
  return NOTHING;
};

const READERS: Readonly<Record<string, Read>> = {
  identifier: readIdentifier,
  subscript: readSubscript,
  attribute: readAttribute,
  call: readCall,
  comparison_operator: readComparison,
  boolean_operator: readChoice,
  conditional_expression: readChoice,
  keyword_argument: ({ visit }, node) => visit(node.children.at(-1) ?? node),
  assignment: readAssignment('='),
  named_expression: readAssignment(':='),
  for_statement: readLoop,
  for_in_clause: readLoop,
  match_statement: readMatch,
  function_definition: ({ visit }, node) => {
    const block = child(node, 'block');
    return block ? visit(block) : NOTHING;
  },
};
