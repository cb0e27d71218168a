import type { GraphEdge } from '../graph.ts';
import type { Names } from './names.ts';

export type FlowEdge = Extract<GraphEdge, { kind: 'flow' }>;

/** A statement: its names, and where control goes if it goes into its block. */
export type Step = Names & { readonly body: number | undefined };

/** The statements of a scope, and the ways between them. */
export type Steps = {
  readonly at: ReadonlyMap<number, Step>;
  readonly out: (step: number) => readonly FlowEdge[];
  readonly into: (step: number) => readonly FlowEdge[];
};

/** Whether a name has another value, or none, once control has gone this way. */
export const bindsAnew = (step: Step | undefined, name: string, { to, raises }: FlowEdge): boolean =>
  step !== undefined &&
  !raises &&
  (step.drops.includes(name) ||
    step.binds.some(
      (each) => each.name === name && (each.when === 'always' || (each.when === 'body' && to === step.body)),
    ));

/** The names that are read, there or later, with the value that they have when control comes to a step. */
export const liveNames = ({ at, into }: Steps): ((step: number) => ReadonlySet<string>) => {
  const live = new Map<number, Set<string>>();
  const add = (step: number, name: string): boolean => {
    const names = live.get(step) ?? new Set();
    live.set(step, names);
    return names.size < names.add(name).size;
  };
  const open: { readonly step: number; readonly name: string }[] = [];
  const meet = (step: number, name: string): void => {
    if (add(step, name)) open.push({ step, name });
  };
  for (const [step, { reads }] of at) for (const { name } of reads) meet(step, name);
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { step, name } = here;
    for (const edge of into(step)) if (!bindsAnew(at.get(edge.from), name, edge)) meet(edge.from, name);
  }
  return (step) => live.get(step) ?? new Set();
};
