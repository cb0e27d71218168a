import type { CodeGraph, GraphEdge, GraphNode } from '../graph.ts';
import { child, type Node, operands, type Program } from '../python.ts';
import { isExpression, nameOf, parameterName } from './kinds.ts';
import { measure } from './measure.ts';
import { bodyOf, coreOf, headOf, isDefinition, type Part, partsOf, statementsOf } from './statements.ts';

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
  /** The graph nodes of syntax nodes. A decorated definition is one statement, decorators included. */
  readonly ids: ReadonlyMap<Node, number>;
};

/** Where a node stands, and what is around it. */
type Around = Pick<GraphNode['features'], 'depth' | 'loops' | 'conditions' | 'handled'> & {
  readonly scope: number;
  readonly parent?: number;
};

const OUTSIDE = { depth: 0, loops: 0, conditions: 0, handled: 0 };

export const buildNodes = ({ root, place }: Program): GraphTree => {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const scopes: TreeScope[] = [];
  const ids = new Map<Node, number>();
  const measures = measure(root);

  /** Adds a node; returns what is around those within it. `core`: what it is of, but for decorators and the like. */
  const add = (role: GraphNode['role'], node: Node, around: Around, core = node, head = node): Around => {
    const id = nodes.length;
    const { scope, parent, ...features } = around;
    const { start, end } = node;
    const { line, endLine } = place(head);
    const name = role === 'parameter' ? parameterName(core) : nameOf(core);
    nodes.push({
      id,
      role,
      kind: core.kind,
      ...(name !== undefined && { name }),
      ...{ scope, line, endLine, start, end },
      features: { ...features, ...(measures.get(node) ?? { size: 1, identifiers: 0 }) },
    });
    ids.set(node, id);
    if (parent !== undefined) edges.push({ kind: 'child', from: parent, to: id });
    return { ...around, parent: id, depth: around.depth + 1 };
  };

  const expressions = (node: Node, around: Around): void => {
    if (node.kind === 'type') return;
    const inner = isExpression(node) ? add('expression', node, around) : around;
    const [first, ...rest] = node.children;
    if (first === undefined) return;
    if (node.kind === 'call') callee(first, inner);
    else expressions(first, inner);
    for (const each of rest) expressions(each, inner);
  };

  /** The name of what is called belongs to the call; what the name hangs on may be more. */
  const callee = (node: Node, around: Around): void => {
    const [object] = node.children;
    if (node.kind === 'attribute' && object !== undefined) callee(object, around);
    else expressions(node, around);
  };

  /** Where control comes in or leaves: stands for no syntax. */
  const gate = (role: 'entry' | 'exit', owner: Node, scope: number): number => {
    const id = nodes.length;
    const { line } = place(owner);
    const features = { ...OUTSIDE, size: 0, identifiers: 0 };
    const { start, end } = owner;
    nodes.push({ ...{ id, role, kind: role, scope, line, endLine: line, start, end }, features });
    return id;
  };

  const openScope = (
    node: Node,
    owner: number,
    parameters: readonly Node[],
    body: readonly Node[],
  ): number => {
    const scope = scopes.length;
    const entry = gate('entry', node, scope);
    const exit = gate('exit', node, scope);
    scopes.push({ owner, entry, exit, parameters, statements: body });
    return scope;
  };

  const statement = (node: Node, around: Around): void => {
    const core = coreOf(node);
    const head = headOf(node);
    const span = { ...node, end: head.at(-1)?.end ?? node.end };
    const inner = add('statement', node, around, core, span);
    if (isDefinition(core)) {
      definition(node, core, inner);
      return;
    }
    for (const each of head) expressions(each, inner);
    for (const { statements, within } of partsOf(node)) {
      for (const each of statements) statement(each, wrap(inner, within));
    }
  };

  const definition = (node: Node, core: Node, around: Around): void => {
    const parameters = parametersOf(core);
    const body = bodyOf(core);
    const scope = openScope(node, nodes.length - 1, parameters, body);
    const within = { ...around, ...OUTSIDE, depth: around.depth, scope };
    for (const each of headOf(node)) if (each.kind !== 'parameters') expressions(each, around);
    for (const each of parameters) {
      const parameter = add('parameter', each, within);
      for (const part of each.children) expressions(part, parameter);
    }
    for (const each of body) statement(each, within);
  };

  const module = add('module', root, { ...OUTSIDE, scope: 0 });
  const statements = statementsOf(root);
  openScope(root, 0, [], statements);
  for (const each of statements) statement(each, module);
  return { nodes, edges, scopes, ids };
};

const wrap = (around: Around, within: Part['within']): Around => ({
  ...around,
  loops: around.loops + Number(within === 'loop'),
  conditions: around.conditions + Number(within === 'condition'),
  handled: Math.max(around.handled, Number(within === 'handled')),
});

/** Without the `*` and `/` between them. */
const parametersOf = (definition: Node): readonly Node[] => {
  const list = child(definition, 'parameters');
  return list ? operands(list).filter(({ kind }) => !kind.endsWith('_separator')) : [];
};
