import type { CodeGraph, GraphEdge, GraphNode } from '../graph.ts';
import { child, type Node, operands, type Program } from '../python.ts';
import { isExpression, nameOf } from './kinds.ts';
import { type Measure, measure } from './measure.ts';
import { blocksOf, headOf, innerOf } from './statements.ts';

/** A scope, and the syntax that belongs to it. */
export type TreeScope = CodeGraph['scopes'][number] & {
  readonly statements: readonly Node[];
  readonly parameters: readonly Node[];
};

/** Nodes and their tree, before control and data flow. */
export type GraphTree = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly scopes: readonly TreeScope[];
  /** Of the syntax node that a graph node was made of. A decorated definition stands for the definition. */
  readonly ids: ReadonlyMap<Node, number>;
};

/** Where a node stands. */
type Context = {
  readonly parent: number;
  readonly scope: number;
  readonly depth: number;
  readonly loops: number;
  readonly conditions: number;
  readonly handled: number;
};

export const buildNodes = ({ root, place }: Program): GraphTree => {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const scopes: TreeScope[] = [];
  const ids = new Map<Node, number>();
  const measures = measure(root);

  const add = (
    role: GraphNode['role'],
    node: Node,
    head: Node,
    context: Context,
    { size, identifiers }: Measure = measures.get(node) ?? { size: 0, identifiers: 0 },
  ): Context => {
    const { parent, scope, depth, loops, conditions, handled } = context;
    const id = nodes.length;
    const kind = role === 'entry' || role === 'exit' ? role : innerOf(node).kind;
    const name = role === 'entry' || role === 'exit' ? undefined : nameOf(innerOf(node));
    const { line, endLine } = place(head);
    const features = { depth, size, identifiers, loops, conditions, handled };
    const { start, end } = node;
    nodes.push({
      id,
      role,
      kind,
      ...(name !== undefined && { name }),
      scope,
      line,
      endLine,
      start,
      end,
      features,
    });
    if (role !== 'entry' && role !== 'exit') {
      ids.set(node, id);
      if (role !== 'module') edges.push({ kind: 'child', from: parent, to: id });
    }
    return { ...context, parent: id, depth: depth + 1 };
  };

  /** What is read within a node: an expression that matters is a node, and what is in it hangs on that. */
  const expressions = (node: Node, context: Context): void => {
    const inner = isExpression(node) ? add('expression', node, node, context) : context;
    const calls = node.kind === 'call';
    for (const [index, each] of node.children.entries()) {
      if (each.kind === 'block') continue;
      // The name of what is called belongs to the call.
      if (calls && index === 0) callee(each, inner);
      else expressions(each, inner);
    }
  };

  const callee = (node: Node, context: Context): void => {
    if (node.kind !== 'attribute') return expressions(node, context);
    const [object] = node.children;
    if (object) callee(object, context);
  };

  const openScope = (
    owner: Node,
    context: Context,
    parameters: readonly Node[],
    statements: readonly Node[],
  ): void => {
    const scope = scopes.length;
    const inner = { ...context, scope, loops: 0, conditions: 0, handled: 0 };
    const entry = nodes.length;
    const nothing = { size: 0, identifiers: 0 };
    add('entry', owner, headOf(owner), inner, nothing);
    add('exit', owner, headOf(owner), inner, nothing);
    scopes.push({ owner: context.parent, entry, exit: entry + 1, statements, parameters });
    for (const each of parameters) add('parameter', each, each, inner);
    for (const each of statements) statement(each, inner);
  };

  const statement = (node: Node, context: Context): void => {
    const inner = innerOf(node);
    const own = add('statement', node, headOf(node), context);
    const head = node === inner ? [] : node.children.filter(({ kind }) => kind === 'decorator');
    for (const each of [...head, ...headParts(inner)]) expressions(each, own);
    if (inner.kind === 'function_definition' || inner.kind === 'class_definition') {
      const body = child(inner, 'block')?.children.filter(isStatement) ?? [];
      openScope(node, own, parametersOf(inner), body);
      return;
    }
    for (const { block, within, clause } of blocksOf(inner)) {
      const around = {
        ...own,
        loops: own.loops + Number(within === 'loop'),
        conditions: own.conditions + Number(within === 'condition'),
        handled: Math.max(own.handled, Number(within === 'handled')),
      };
      if (clause) statement(block, around);
      else for (const each of block.children.filter(isStatement)) statement(each, around);
    }
  };

  const top = { parent: 0, scope: 0, depth: 0, loops: 0, conditions: 0, handled: 0 };
  openScope(root, add('module', root, root, top), [], root.children.filter(isStatement));
  return { nodes, edges, scopes, ids };
};

/** Of a block's children, not the `;` between statements on a line. */
const isStatement = ({ kind }: Node): boolean => kind !== ';' && kind !== 'line_continuation';

/** What the head of a statement is made of. Parameters are nodes of the inner scope; their defaults are the head's. */
const headParts = (node: Node): readonly Node[] =>
  operands(node).filter(({ kind }) => kind !== 'block' && !kind.endsWith('_clause')) ;

const parametersOf = (node: Node): readonly Node[] => {
  const list = child(node, 'parameters');
  return list === undefined ? [] : operands(list).filter(({ kind }) => !kind.endsWith('_separator'));
};
