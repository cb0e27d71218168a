import { child, type Node, operands, readProgram } from '../../src/syntax/python.ts';

/** A code that was broken by rule, without a look at what it does. */
export type Breakage = { readonly rule: string; readonly line: number; readonly code: string };

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Edits of one node, each of which breaks the code, or not. */
type Rule = (
  node: Node,
  parent: Node | undefined,
  columnOf: (node: Node) => number,
) => readonly (Edit | undefined)[];

const replace = ({ start, end }: Node, text: string): Edit => ({ start, end, text });

const isDocstring = (node: Node): boolean =>
  node.kind === 'expression_statement' && node.children[0]?.kind === 'string';

const statementsOf = (node: Node): readonly Node[] =>
  node.kind === 'function_definition'
    ? (child(node, 'block')?.children.filter((each) => !isDocstring(each)) ?? [])
    : [];

/** The statements of a function but for its docstring, replaced by one. */
const body =
  (statement: string): Rule =>
  (node) => {
    const [first, last] = [statementsOf(node)[0], statementsOf(node).at(-1)];
    return [first && last && { start: first.start, end: last.end, text: statement }];
  };

/** A statement put before the others of a function, once for each parameter. */
const atStart =
  (statement: (parameter: string) => string): Rule =>
  (node, _, columnOf) => {
    const [first] = statementsOf(node);
    if (!first) return [];
    return (child(node, 'parameters')?.children ?? []).flatMap((each) => {
      const name = each.kind === 'identifier' ? each.text : each.children[0]?.text;
      if (name === undefined || !/^[a-z]\w*$/i.test(name) || name === 'self') return [];
      const text = `${statement(name)}\n${' '.repeat(columnOf(first) - 1)}`;
      return [{ start: first.start, end: first.start, text }];
    });
  };

const ofReturn =
  (value: (source: string) => string): Rule =>
  (node) => {
    const returned = node.kind === 'return_statement' ? operands(node)[0] : undefined;
    return [returned && replace(node, value(returned.text))];
  };

const CONDITIONAL: ReadonlySet<string> = new Set(['if_statement', 'elif_clause', 'while_statement']);
const SIMPLE: ReadonlySet<string> = new Set([
  'expression_statement',
  'raise_statement',
  'assert_statement',
  'delete_statement',
]);
const OPPOSITE: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '>': '>=',
  '<=': '<',
  '>=': '>',
  in: 'not in',
  'not in': 'in',
  and: 'or',
  or: 'and',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

/** By name. The first ones are what careless repairs do; the last ones are small. */
const RULES: Readonly<Record<string, Rule>> = {
  'body: pass': body('pass'),
  'body: return a constant': (node, ...rest) =>
    ['True', 'False', '""', '{}', '0'].flatMap((value) => body(`return ${value}`)(node, ...rest)),
  'body: raise': body('raise ValueError("not allowed")'),
  'condition inverted': (node) => {
    const condition = CONDITIONAL.has(node.kind) ? operands(node)[0] : undefined;
    const at = node.kind === 'conditional_expression' ? operands(node)[1] : condition;
    return [at && replace(at, `not (${at.text})`)];
  },
  'branch emptied': (node) => {
    const block = /^(if_statement|elif_clause|else_clause|for_statement|except_clause)$/.test(node.kind)
      ? child(node, 'block')
      : undefined;
    return [block && replace(block, 'pass')];
  },
  'return dropped': ofReturn((value) => value),
  'call removed': (node) => {
    const [target, list] = node.kind === 'call' ? node.children : [];
    const first = list ? operands(list)[0] : undefined;
    const object = target?.kind === 'attribute' ? target.children[0] : undefined;
    return [
      first && first.kind !== 'keyword_argument' ? replace(node, first.text) : undefined,
      object && object.kind !== 'identifier' ? replace(node, object.text) : undefined,
    ];
  },
  'statement removed': (node) => [
    SIMPLE.has(node.kind) && !isDocstring(node) ? replace(node, 'pass') : undefined,
  ],
  'arguments swapped': (node) => {
    const [first, second] = node.kind === 'argument_list' ? operands(node) : [];
    if (!first || !second || [first, second].some(({ kind }) => kind === 'keyword_argument')) return [];
    return [{ start: first.start, end: second.end, text: `${second.text}, ${first.text}` }];
  },
  'operator changed': (node, parent) => {
    const opposite = Object.hasOwn(OPPOSITE, node.kind) ? OPPOSITE[node.kind] : undefined;
    const fits = /^(comparison_operator|boolean_operator|binary_operator)$/.test(parent?.kind ?? '');
    return [opposite !== undefined && fits ? replace(node, opposite) : undefined];
  },
  'number changed': (node) => [node.kind === 'integer' ? replace(node, `(${node.text} - 1)`) : undefined],
  'text changed': (node) => [
    node.kind === 'string_content' && node.text.length > 1
      ? replace(node, node.text.slice(0, -1))
      : undefined,
  ],
  'value cut': ofReturn((value) => `return (${value})[:4]`),
  'value as text': ofReturn((value) => `return str(${value})`),
  'argument changed': atStart((name) => `${name} = ${name}.lower() if isinstance(${name}, str) else ${name}`),
  'too strict a check': (node, ...rest) =>
    [
      atStart((name) => `if not str(${name}).isalnum(): raise ValueError("${name}")`),
      atStart((name) => `if len(str(${name})) > 20: raise ValueError("${name}")`),
    ].flatMap((rule) => rule(node, ...rest)),
};

function* withParents(node: Node, parent?: Node): Generator<readonly [Node, Node | undefined]> {
  if (isDocstring(node)) return;
  yield [node, parent];
  for (const each of node.children) yield* withParents(each, node);
}

/**
 * Breakages of a Python code that still parse, without two that are the same code: some of every rule first, then more
 * of each.
 */
export const breakagesOf = (code: string, most: number): readonly Breakage[] => {
  const program = readProgram(code);
  if (program.status === 'unknown') return [];
  const { root, place } = program.value;
  const found = new Map<string, Breakage>();
  for (const [node, parent] of withParents(root))
    for (const [rule, apply] of Object.entries(RULES))
      for (const edit of apply(node, parent, (each) => place(each).column)) {
        if (!edit) continue;
        const broken = code.slice(0, edit.start) + edit.text + code.slice(edit.end);
        if (broken === code || found.has(broken) || readProgram(broken).status === 'unknown') continue;
        found.set(broken, { rule, line: place(node).line, code: broken });
      }
  return inTurn(
    Map.groupBy(found.values(), ({ rule }) => rule),
    most,
  );
};

/** One of each group, then a second of each, and so on; from the middle of a group outwards. */
const inTurn = <Item>(groups: ReadonlyMap<string, readonly Item[]>, most: number): readonly Item[] => {
  const lists = [...groups.values()].map((list) => {
    const middle = Math.floor(list.length / 2);
    return [...list.slice(middle), ...list.slice(0, middle)];
  });
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)))
    .flat()
    .slice(0, most);
};
