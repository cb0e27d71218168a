import { type Outcome, ok, unknown } from '../core/outcome.ts';
import { dataEdges } from './graph/data.ts';
import { flowEdges } from './graph/flow.ts';
import { buildNodes } from './graph/nodes.ts';
import type { Program } from './python.ts';

/** What is counted at a node. A model of the graph reads them in this order. */
export const FEATURES = [
  /** Nodes of the graph above it. */
  'depth',
  /** Nodes of the syntax tree in it, itself included. */
  'size',
  /** Identifiers in it. None: it is a literal. */
  'identifiers',
  /** Loops around it, within its function. */
  'loops',
  /** Conditions around it, within its function. */
  'conditions',
  /** 1 within a `try` that has handlers, in its function. */
  'handled',
] as const;

export type GraphNode = {
  /** Its index. */
  readonly id: number;
  /**
   * `entry` and `exit` are where control comes into a scope and leaves it. Clauses that decide where control goes
   * (`elif`, `except`, `case`) are statements, too.
   */
  readonly role: 'module' | 'entry' | 'exit' | 'parameter' | 'statement' | 'expression';
  /** As tree-sitter-python calls it; `assignment` rather than `expression_statement` where it is one. */
  readonly kind: string;
  /** What it calls, sets, defines or computes with: `os.path.join`, `.execute`, `shell`, `%`. */
  readonly name?: string;
  /** Index into `scopes`: in which its names live. */
  readonly scope: number;
  /** From 1. Of a statement with blocks: its head alone. */
  readonly line: number;
  readonly endLine: number;
  /** In UTF-16 units from 0, blocks included. */
  readonly start: number;
  readonly end: number;
  readonly features: Readonly<Record<(typeof FEATURES)[number], number>>;
};

/**
 * - `child`: from a node to the nearest ones within it
 * - `flow`: control goes from one statement to the next, within a scope. `raises`: because the first one failed, so
 *   that it has not bound its names
 * - `data`: a name that is bound at `from` is read at `to`, and on some way between them nothing binds it anew
 */
export type GraphEdge = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'child' }
  | { readonly kind: 'flow'; readonly raises: boolean }
  | { readonly kind: 'data'; readonly name: string }
);

/** A module, a function or the body of a class. */
export type GraphScope = { readonly owner: number; readonly entry: number; readonly exit: number };

/** Statements of a program and the expressions that matter in them, and how they hang together. */
export type CodeGraph = {
  /** In the order of the text, parents first. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly scopes: readonly GraphScope[];
};

/**
 * The graph of a program: syntax, control flow within each scope, and reaching definitions of the names that a scope
 * binds itself, its parameters included.
 *
 * Not in it: calls between functions, names of enclosing scopes, attributes and items (`self.x`, `d[k]`) as
 * variables, exceptions that nothing in the function catches, other than those of `raise`, and context managers that
 * swallow exceptions, other than `suppress`. Where it cannot tell, an edge is there: it shows what may happen.
 *
 * @returns unknown if the program is nested too deep
 */
export const codeGraph = (program: Program): Outcome<CodeGraph> => {
  try {
    const tree = buildNodes(program);
    const flow = flowEdges(tree);
    return ok({
      nodes: tree.nodes,
      scopes: tree.scopes,
      edges: [...tree.edges, ...flow, ...dataEdges(tree, flow)],
    });
  } catch (error) {
    if (error instanceof RangeError) return unknown('the code is nested too deep');
    throw error;
  }
};

/**
 * The statements, parameters and expressions on some lines (from 1, both included), statements first; so the first
 * one stands for the place. Empty where the lines hold none, such as comments.
 */
export const nodesOn = (graph: CodeGraph, line: number, endLine: number): readonly GraphNode[] => {
  const met = graph.nodes.filter(
    (node) => node.line <= endLine && line <= node.endLine && ON_LINES.has(node.role),
  );
  return [
    ...met.filter(({ role }) => role === 'statement'),
    ...met.filter(({ role }) => role !== 'statement'),
  ];
};

const ON_LINES: ReadonlySet<GraphNode['role']> = new Set(['parameter', 'statement', 'expression']);
