import type { GraphEdge } from '../graph.ts';
import { after, child, type Node, operands } from '../python.ts';
import type { GraphTree, TreeScope } from './nodes.ts';
import { bodyOf, clausesOf } from './statements.ts';

type FlowEdge = Extract<GraphEdge, { kind: 'flow' }>;

/** Where control has got to: it goes on from there to whatever comes next. */
type End = { readonly from: number; readonly raises: boolean };

type Leaving = 'return' | 'break' | 'continue' | 'raise';

/** What surrounds a statement: where control goes that does not go on to the next one. */
type Around = {
  leave(how: Leaving, ends: readonly End[]): void;
  /** An exception that the statement might raise, though it does not say so. */
  mayRaise(end: End): void;
};

/** They raise nothing. */
const HARMLESS: ReadonlySet<string> = new Set([
  'pass_statement',
  'break_statement',
  'continue_statement',
  'global_statement',
  'nonlocal_statement',
  'try_statement',
]);

const LEAVING: ReadonlyMap<string, Leaving> = new Map([
  ['return_statement', 'return'],
  ['break_statement', 'break'],
  ['continue_statement', 'continue'],
  ['raise_statement', 'raise'],
]);

/** Control flow of every scope. */
export const flowEdges = (tree: GraphTree): readonly FlowEdge[] =>
  tree.scopes.flatMap((scope) => scopeEdges(scope, tree.ids));

const scopeEdges = ({ entry, exit, statements }: TreeScope, ids: GraphTree['ids']): readonly FlowEdge[] => {
  const edges = new Map<string, FlowEdge>();
  const link = (ends: readonly End[], to: number): void => {
    for (const { from, raises } of ends) {
      edges.set(`${from} ${to} ${raises}`, { kind: 'flow', from, to, raises });
    }
  };
  const idOf = (node: Node): number => ids.get(node) ?? exit;
  const at = (node: Node): readonly End[] => [{ from: idOf(node), raises: false }];

  const block = (all: readonly Node[], ends: readonly End[], around: Around): readonly End[] =>
    all.reduce((before, each) => statement(each, before, around), ends);

  const statement = (node: Node, ends: readonly End[], around: Around): readonly End[] => {
    link(ends, idOf(node));
    const leaving = LEAVING.get(node.kind);
    if (!HARMLESS.has(node.kind) && leaving !== 'raise') around.mayRaise({ from: idOf(node), raises: true });
    if (leaving !== undefined) {
      around.leave(leaving, [{ from: idOf(node), raises: leaving === 'raise' }]);
      return [];
    }
    return COMPOUND.get(node.kind)?.(node, around) ?? at(node);
  };

  const otherwise = (node: Node, ends: readonly End[], around: Around): readonly End[] =>
    block(bodyOf(child(node, 'else_clause')), ends, around);

  const conditional = (node: Node, around: Around): readonly End[] => {
    const taken = [...block(bodyOf(node), at(node), around)];
    let last = node;
    for (const clause of clausesOf(node, 'elif_clause')) {
      link(at(last), idOf(clause));
      around.mayRaise({ from: idOf(clause), raises: true });
      taken.push(...block(bodyOf(clause), at(clause), around));
      last = clause;
    }
    return [...taken, ...otherwise(node, at(last), around)];
  };

  const loop = (node: Node, around: Around): readonly End[] => {
    const broken: End[] = [];
    const within: Around = {
      ...around,
      leave: (how, ends) => {
        if (how === 'break') broken.push(...ends);
        else if (how === 'continue') link(ends, idOf(node));
        else around.leave(how, ends);
      },
    };
    link(block(bodyOf(node), at(node), within), idOf(node));
    const ended = isEndless(node) ? [] : at(node);
    return [...otherwise(node, ended, around), ...broken];
  };

  const match = (node: Node, around: Around): readonly End[] => {
    const taken: End[] = [];
    let unmatched = at(node);
    for (const clause of bodyOf(node)) {
      link(unmatched, idOf(clause));
      around.mayRaise({ from: idOf(clause), raises: true });
      taken.push(...block(bodyOf(clause), at(clause), around));
      unmatched = takesAll(clause) ? [] : at(clause);
    }
    return [...taken, ...unmatched];
  };

  const tries = (node: Node, around: Around): readonly End[] => {
    const last = bodyOf(child(node, 'finally_clause'));
    if (last.length === 0) return handled(node, around);
    const leaving = new Map<Leaving, End[]>();
    const leave: Around['leave'] = (how, ends) => {
      leaving.set(how, [...(leaving.get(how) ?? []), ...ends]);
    };
    const ends = handled(node, { leave, mayRaise: (end) => leave('raise', [end]) });
    const done = block(last, [...ends, ...[...leaving.values()].flat()], around);
    for (const how of leaving.keys()) around.leave(how, done);
    return ends.length === 0 ? [] : done;
  };

  /** A `try` without what comes `finally`. */
  const handled = (node: Node, around: Around): readonly End[] => {
    const handlers = clausesOf(node, 'except_clause');
    const caught: End[] = [];
    const passesOn = !handlers.some(catchesAll);
    const within: Around = {
      leave: (how, ends) => {
        if (how === 'raise') caught.push(...ends);
        if (how !== 'raise' || passesOn) around.leave(how, ends);
      },
      mayRaise: (end) => {
        caught.push(end);
        if (passesOn) around.mayRaise(end);
      },
    };
    const tried = block(bodyOf(node), at(node), within);
    const mended = handlers.flatMap((handler) => {
      link(caught, idOf(handler));
      return block(bodyOf(handler), at(handler), around);
    });
    return [...otherwise(node, tried, around), ...mended];
  };

  const withBlock = (node: Node, around: Around): readonly End[] => {
    if (!swallows(node)) return block(bodyOf(node), at(node), around);
    const swallowed: End[] = [];
    const within: Around = {
      leave: (how, ends) => {
        if (how === 'raise') swallowed.push(...ends);
        around.leave(how, ends);
      },
      mayRaise: (end) => {
        swallowed.push(end);
        around.mayRaise(end);
      },
    };
    return [...block(bodyOf(node), at(node), within), ...swallowed];
  };

  const COMPOUND: ReadonlyMap<string, (node: Node, around: Around) => readonly End[]> = new Map([
    ['if_statement', conditional],
    ['for_statement', loop],
    ['while_statement', loop],
    ['match_statement', match],
    ['try_statement', tries],
    ['with_statement', withBlock],
  ]);

  const outside: Around = { leave: (_, ends) => link(ends, exit), mayRaise: () => {} };
  link(block(statements, [{ from: entry, raises: false }], outside), exit);
  return [...edges.values()];
};

/** `while True`: it ends by `break` alone. */
const isEndless = (loop: Node): boolean =>
  loop.kind === 'while_statement' && /^(True|[1-9]\d*)$/.test(after(loop, 'while')?.text ?? '');

/** `with suppress(E)`: what fails in it does not fail further out. */
const swallows = (statement: Node): boolean =>
  /(^|[\s.,(])suppress\(/.test(child(statement, 'with_clause')?.text ?? '');

/** `except:`, or for whatever derives from Exception. */
const catchesAll = (handler: Node): boolean => {
  const [what] = operands(handler);
  if (what === undefined || what.kind === 'block') return true;
  const named = what.kind === 'as_pattern' ? what.children[0] : what;
  return /^(Exception|BaseException)$/.test(named?.text ?? '');
};

/** `case _`, or a mere name, without a condition. */
const takesAll = ({ children }: Node): boolean => {
  const [, pattern, colon] = children;
  const [inner] = pattern?.children ?? [];
  return (
    colon?.kind === ':' &&
    (inner?.kind === '_' || (inner?.kind === 'dotted_name' && inner.children.length === 1))
  );
};
