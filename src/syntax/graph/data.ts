import type { GraphEdge } from '../graph.ts';
import type { Node } from '../python.ts';
import { parameterName } from './kinds.ts';
import { bindsAnew, type FlowEdge, liveNames, type Step, type Steps } from './live.ts';
import { type Binding, type Mention, namesOf } from './names.ts';
import type { GraphTree, TreeScope } from './nodes.ts';
import { bodyOf, partsOf } from './statements.ts';

type DataEdge = Extract<GraphEdge, { kind: 'data' }>;

/** A name is bound: by which node, in which step of the control flow. */
type Definition = Pick<Binding, 'name' | 'at' | 'early' | 'when'> & {
  readonly node: number;
  readonly step: number;
};

/** Reaching definitions of every scope, as edges from where a name is bound to where it is read. */
export const dataEdges = (tree: GraphTree, flow: readonly FlowEdge[]): readonly DataEdge[] => {
  const out = Map.groupBy(flow, ({ from }) => from);
  const into = Map.groupBy(flow, ({ to }) => to);
  return tree.scopes.flatMap((scope) => {
    const at = new Map([...within(scope.statements)].map((each) => stepOf(each, tree.ids)));
    const steps: Steps = { at, out: (step) => out.get(step) ?? [], into: (step) => into.get(step) ?? [] };
    return scopeEdges(scope, steps, (node) => tree.ids.get(node) ?? scope.entry);
  });
};

const stepOf = (statement: Node, ids: GraphTree['ids']): readonly [number, Step] => {
  const [first] = bodyOf(statement);
  return [ids.get(statement) ?? 0, { ...namesOf(statement), body: first && ids.get(first) }];
};

const scopeEdges = (scope: TreeScope, steps: Steps, idOf: (node: Node) => number): readonly DataEdge[] => {
  const edges = new Map<string, DataEdge>();
  const join = ({ name, node: from }: Definition, reads: readonly Mention[]): void => {
    for (const read of reads) {
      if (read.name !== name) continue;
      const to = idOf(read.owner);
      edges.set(`${from} ${to} ${name}`, { kind: 'data', from, to, name });
    }
  };
  const live = liveNames(steps);
  for (const definition of definitionsOf(scope, steps, idOf)) {
    const { name, step, at, early, when } = definition;
    const own = steps.at.get(step);
    if (early) join(definition, own?.reads.filter((read) => read.at > at) ?? []);
    const open = steps
      .out(step)
      .filter(({ to, raises }) => (early || !raises) && (when !== 'body' || to === own?.body))
      .map(({ to }) => to);
    const met = new Set<number>();
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (met.has(here) || !live(here).has(name)) continue;
      met.add(here);
      const there = steps.at.get(here);
      join(definition, there?.reads ?? []);
      for (const edge of steps.out(here)) if (!bindsAnew(there, name, edge)) open.push(edge.to);
    }
  }
  return [...edges.values()];
};

const definitionsOf = (
  { entry, parameters }: TreeScope,
  { at: steps }: Steps,
  idOf: (node: Node) => number,
): readonly Definition[] => [
  ...parameters.flatMap((node) => {
    const name = parameterName(node);
    if (name === undefined) return [];
    return [{ name, node: idOf(node), step: entry, at: node.start, early: false, when: 'always' as const }];
  }),
  ...[...steps].flatMap(([step, { binds }]) =>
    binds.map((binding) => ({ ...binding, node: idOf(binding.owner), step })),
  ),
];

/** Statements and those within them, but for other scopes. */
function* within(statements: readonly Node[]): Generator<Node> {
  for (const each of statements) {
    yield each;
    for (const part of partsOf(each)) yield* within(part.statements);
  }
}
