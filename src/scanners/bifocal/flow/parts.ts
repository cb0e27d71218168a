import { type Node, operands } from '../../../syntax/python.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';
import { NOTHING, type Value } from './value.ts';

/** Finds the value of a kind of expression. */
export type Evaluate = (node: Node, state: State, run: Run) => Value;

export const evaluateAll = (nodes: readonly Node[], state: State, run: Run): readonly Value[] =>
  nodes.map((node) => run.evaluate(node, state));

/** The value of what a node is about, as of what is in parentheses. */
export const evaluateInner: Evaluate = (node, state, run) => {
  const [first] = operands(node);
  return first ? run.evaluate(first, state) : NOTHING;
};
