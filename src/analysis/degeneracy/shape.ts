import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { codeOf, type Program, readProgram } from '../../syntax/python.ts';

import { type Definition, definitionsOf } from './definitions.ts';
import { callNamer, namesOf } from './names.ts';
import { type SinkKind, sinkKindOf } from './sinks.ts';
import { type TextShape, textShapeOf } from './text.ts';
import { abstractNodes } from './tree.ts';

/** One place at which code reaches out, see {@link SinkKind}. */
export type Sink = {
  readonly kind: SinkKind;
  /** Of the call: `subprocess.run`, `?.execute`. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** The call with its arguments, without comments, blanks normalised: equal text is the same call. */
  readonly text: string;
};

/** What code is made of, as far as its syntax tells. Comments and docstrings are no part of it. */
export type Shape = {
  /** Nodes of the syntax tree. */
  readonly nodes: number;
  /**
   * How often each function is called: by dotted name with imports resolved (`subprocess.run`), `?.name` for a method
   * of something that is no module, the bare name for the rest (`open`).
   */
  readonly calls: ReadonlyMap<string, number>;
  readonly sinks: readonly Sink[];
  /** Functions and classes of the module and of its classes (`Class.method`), by name. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Places at which code decides whether to go on: `if`, `elif`, `assert`, `raise`, `except`, `match`, `a if b else c`. */
  readonly conditions: number;
  /** Names that are imported, names that the code gives to values of its own, and names that it uses and neither. */
  readonly imports: ReadonlySet<string>;
  readonly bound: ReadonlySet<string>;
  readonly unbound: ReadonlySet<string>;
  readonly text: TextShape;
};

const CONDITIONS: ReadonlySet<string> = new Set([
  'if_statement',
  'elif_clause',
  'assert_statement',
  'raise_statement',
  'except_clause',
  'match_statement',
  'conditional_expression',
]);

/**
 * The shape of a code.
 *
 * @returns unknown for code that does not parse, and for languages of which nobody here has a syntax tree; see
 *   {@link textShapeOf} for what can be told of these
 */
export const shapeOf = (code: string, language: Language): Outcome<Shape> => {
  if (language !== 'python') return unknown(`no syntax tree of ${language}`);
  const program = readProgram(code);
  if (program.status === 'unknown') return program;
  try {
    return ok(shapeOfProgram(program.value, code));
  } catch (error) {
    if (error instanceof RangeError) return unknown('the code is nested too deep');
    throw error;
  }
};

const shapeOfProgram = (program: Program, code: string): Shape => {
  const { root, place } = program;
  const names = namesOf(root);
  const nameOf = callNamer(names);
  const calls = new Map<string, number>();
  const sinks: Sink[] = [];
  let [nodes, conditions] = [0, 0];
  for (const node of abstractNodes(root)) {
    nodes += 1;
    if (CONDITIONS.has(node.kind)) conditions += 1;
    if (node.kind !== 'call') continue;
    const name = nameOf(node);
    if (name === undefined) continue;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    const kind = sinkKindOf(name);
    if (kind) sinks.push({ kind, name, line: place(node).line, text: codeOf(node) });
  }
  return {
    nodes,
    calls,
    sinks,
    definitions: definitionsOf(root),
    conditions,
    imports: new Set(names.imports.keys()),
    bound: names.bound,
    unbound: names.unbound,
    text: textShapeOf(code, 'python'),
  };
};
