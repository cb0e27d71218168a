import type { Definition } from './definitions.ts';
import type { Shape, Sink } from './shape.ts';
import { type SinkKind, STANDS_IN, sinkKindOf } from './sinks.ts';
import type { StubKind } from './stub.ts';

/** What became of a code when it was changed. */
export type ShapeChange = {
  /** Nodes of the changed syntax tree per node of the base's. */
  readonly nodeRatio: number;
  /**
   * The share of the base's calls that the changed code has too, counting each as often as it stands there. A call of a
   * sink is kept by another one of the same kind. 1 if the base calls nothing.
   */
  readonly callsKept: number;
  /** How many calls of the base these are; those of its own functions are not counted. */
  readonly baseCalls: number;
  /** Those that are not kept, by name. */
  readonly callsLost: readonly string[];
  /** The calls that the changed code has beyond the kept ones, by name, each once. */
  readonly callsAdded: readonly string[];
  /** Sinks of the base of whose kind, and of those that can stand in for it, the changed code reaches none. */
  readonly sinksGone: readonly Sink[];
  /** Functions and classes of the base that are not defined any more, but for private ones (`_name`). */
  readonly functionsLost: readonly string[];
  /** Parameters that a function has no more, as `function(parameter)`. */
  readonly parametersLost: readonly string[];
  /** Parameters that a function has and does not use any more, as `function(parameter)`. Of stubs nothing is said. */
  readonly parametersUnused: readonly string[];
  /** Functions that did something in the base and are stubs now, with what they are now. */
  readonly becameStubs: readonly { readonly name: string; readonly stub: StubKind }[];
  /** Names that the base imports and the changed code uses without importing them. */
  readonly importsLost: readonly string[];
  /** Names that the base gives a value and the changed code uses without doing so. */
  readonly valuesLost: readonly string[];
  /** Conditions that the changed code has more than the base; negative: fewer. */
  readonly conditionsAdded: number;
};

/** Holds a changed code against the one that it was made from. */
export const compareShapes = (base: Shape, changed: Shape): ShapeChange => {
  const { kept, lost, added } = matchCalls(base, changed);
  return {
    nodeRatio: changed.nodes / Math.max(1, base.nodes),
    baseCalls: kept + lost.length,
    callsKept: kept + lost.length === 0 ? 1 : kept / (kept + lost.length),
    callsLost: lost,
    callsAdded: added,
    sinksGone: sinksGone(base, changed),
    functionsLost: [...base.definitions]
      .filter(([name, { kind }]) => kind !== 'value' && !isPrivate(name) && !changed.definitions.has(name))
      .map(([name]) => name),
    parametersLost: [...base.definitions].flatMap(([name, definition]) =>
      parametersLost(name, definition, changed.definitions.get(name)),
    ),
    parametersUnused: [...base.definitions].flatMap(([name, { used }]) => {
      const now = changed.definitions.get(name);
      if (now?.kind !== 'function' || now.stub) return [];
      return [...used]
        .filter((each) => now.parameters.includes(each) && !now.used.has(each))
        .map((each) => `${name}(${each})`);
    }),
    becameStubs: [...base.definitions].flatMap(([name, { kind, stub: before }]) => {
      const stub = changed.definitions.get(name)?.stub;
      return kind === 'function' && before === undefined && stub ? [{ name, stub }] : [];
    }),
    importsLost: [...base.imports].filter((name) => changed.unbound.has(name)),
    valuesLost: [...base.bound].filter((name) => changed.unbound.has(name)),
    conditionsAdded: changed.conditions - base.conditions,
  };
};

/** `_helper`, `Class._method`; not `__init__`. */
const isPrivate = (name: string): boolean => /(^|\.)_(?!_\w+__$)/.test(name);

const parametersLost = (name: string, before: Definition, now: Definition | undefined): string[] => {
  if (now?.kind !== 'function') return [];
  const takesRest = now.parameters.some((each) => each.startsWith('**'));
  const missing = before.parameters.filter((each) => !now.parameters.includes(each));
  return (takesRest ? missing.filter((each) => each.startsWith('**')) : missing).map(
    (each) => `${name}(${each})`,
  );
};

/**
 * Finds for each call of the base one of the changed code: of the same name first, then, for sinks, of the same kind,
 * then of a kind that can stand in. Calls of the base's own functions are left out: helpers come and go, and what they
 * do is in their calls.
 */
const matchCalls = (base: Shape, changed: Shape): { kept: number; lost: string[]; added: string[] } => {
  const left = callsAsIn(base, changed);
  const take = (name: string): boolean => {
    const count = left.get(name) ?? 0;
    if (count > 0) left.set(name, count - 1);
    return count > 0;
  };
  const ofKind = Map.groupBy(left.keys(), sinkKindOf);
  const takeKind = (kind: SinkKind): boolean => {
    const names = ofKind.get(kind) ?? [];
    while (names.length > 0 && (left.get(names.at(-1) ?? '') ?? 0) === 0) names.pop();
    return take(names.at(-1) ?? '');
  };
  const called = [...base.calls]
    .filter(([name]) => !base.definitions.has(name))
    .flatMap(([name, count]) => Array<string>(count).fill(name));
  const renamed = called.filter((name) => !take(name));
  const other = renamed.filter((name) => !withKind(name, takeKind));
  const lost = other.filter((name) => !withKind(name, (kind) => (STANDS_IN[kind] ?? []).some(takeKind)));
  const added = [...left]
    .filter(([name, count]) => count > 0 && !changed.definitions.has(name))
    .map(([name]) => name);
  return { kept: called.length - lost.length, lost, added };
};

/** The calls of the changed code; what is a value in the base, and not even bound there, is none of its modules. */
const callsAsIn = (base: Shape, changed: Shape): Map<string, number> => {
  const calls = new Map<string, number>();
  for (const [name, count] of changed.calls) {
    const [root = '', ...rest] = name.split('.');
    const isValue = rest.length > 0 && base.bound.has(root) && changed.unbound.has(root);
    const same = isValue ? `?.${rest.at(-1)}` : name;
    calls.set(same, (calls.get(same) ?? 0) + count);
  }
  return calls;
};

const withKind = (name: string, holds: (kind: SinkKind) => boolean): boolean => {
  const kind = sinkKindOf(name);
  return kind !== undefined && holds(kind);
};

/** A kind that stands in must be new: what the base does beside its sink replaces nothing. */
const sinksGone = (base: Shape, changed: Shape): Sink[] => {
  const [before, after] = [countKinds(base), countKinds(changed)];
  const isMore = (kind: SinkKind): boolean => (after.get(kind) ?? 0) > (before.get(kind) ?? 0);
  return base.sinks.filter(({ kind }) => !after.has(kind) && !(STANDS_IN[kind] ?? []).some(isMore));
};

const countKinds = ({ sinks }: Shape): ReadonlyMap<SinkKind, number> => {
  const counts = new Map<SinkKind, number>();
  for (const { kind } of sinks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};
