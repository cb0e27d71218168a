import { diffArrays } from 'diff';
import { type Outcome, ok } from '../../core/outcome.ts';
import { codeOf, type Node, type Program, readProgram } from '../../syntax/python.ts';

/** A statement without what is nested in it, or a clause of one (`elif`, `except`, `case`). */
export type Statement = {
  readonly kind: string;
  /** Its parts but for nested blocks and clauses. */
  readonly own: readonly Node[];
  /** Equal text: the same statement. Without comments and layout. */
  readonly text: string;
  /** Lines of its own, from 1. */
  readonly lines: readonly number[];
  /** Whether it runs when the module is loaded. */
  readonly atLoad: boolean;
  /** The statement that it is nested in; -1: none. */
  readonly outer: number;
  /** The one before it in the same block; -1: it is the first, or a clause. */
  readonly before: number;
};

const CLAUSES: ReadonlySet<string> = new Set([
  'elif_clause',
  'except_clause',
  'except_group_clause',
  'case_clause',
]);
/** What only holds statements. */
const TRANSPARENT: ReadonlySet<string> = new Set(['else_clause', 'finally_clause', 'decorated_definition']);
/** Statements that are nothing at run time. */
const SILENT: ReadonlySet<string> = new Set(['global_statement', 'nonlocal_statement', 'pass_statement']);
const DEFINITIONS: ReadonlySet<string> = new Set(['function_definition', 'class_definition']);

const isDocstring = (node: Node): boolean =>
  node.kind === 'expression_statement' && node.children[0]?.kind === 'string';

const isStatement = (node: Node): boolean =>
  (node.kind.endsWith('_statement') || DEFINITIONS.has(node.kind)) &&
  !isDocstring(node) &&
  !SILENT.has(node.kind);

const isNested = ({ kind }: Node): boolean => kind === 'block' || CLAUSES.has(kind) || TRANSPARENT.has(kind);

/** The statements of a program, each before those that are nested in it. Unknown where it does not parse. */
export const readStatements = (code: string): Outcome<readonly Statement[]> => {
  const program = readProgram(code);
  return program.status === 'ok' ? ok(statementsOf(program.value)) : program;
};

const statementsOf = ({ root, place }: Program): readonly Statement[] => {
  const found: Statement[] = [];

  const visit = (block: Node, outer: number, atLoad: boolean): void => {
    let before = -1;
    for (const node of block.children) {
      if (node.kind === 'block' || TRANSPARENT.has(node.kind)) visit(node, outer, atLoad);
      else if (isStatement(node)) before = add(node, outer, before, atLoad);
    }
  };

  const add = (node: Node, outer: number, before: number, atLoad: boolean): number => {
    const own = node.children.filter((each) => !isNested(each));
    const index = found.length;
    const text = codeOf({ ...node, children: own });
    found.push({ kind: node.kind, own, text, lines: linesOf(own, place), atLoad, outer, before });
    const inside = atLoad && node.kind !== 'function_definition';
    for (const each of node.children.filter(isNested))
      if (CLAUSES.has(each.kind)) add(each, index, -1, inside);
      else visit(each, index, inside);
    return index;
  };

  visit(root, -1, true);
  return found;
};

const linesOf = (nodes: readonly Node[], place: Program['place']): readonly number[] => {
  const lines = new Set<number>();
  for (const node of nodes) {
    const { line, endLine } = place(node);
    for (let at = line; at <= endLine; at += 1) lines.add(at);
  }
  return [...lines];
};

/** How two codes differ, statement by statement. */
export type StatementChange = {
  /** Statements of the first that the second has not. */
  readonly gone: readonly Statement[];
  /** Places, in the second, of statements that the first has not. */
  readonly added: ReadonlySet<number>;
};

/** The shortest way from one list of statements to another. */
export const changeOf = (from: readonly Statement[], to: readonly Statement[]): StatementChange => {
  const key = ({ kind, text }: Statement): string => `${kind} ${text}`;
  const gone: Statement[] = [];
  const added = new Set<number>();
  let [here, there] = [0, 0];
  for (const change of diffArrays(from.map(key), to.map(key))) {
    const { length } = change.value;
    if (change.removed) gone.push(...from.slice(here, here + length));
    if (change.added) for (let at = 0; at < length; at += 1) added.add(there + at);
    if (!change.added) here += length;
    if (!change.removed) there += length;
  }
  return { gone, added };
};

/** Whether any of a statement's lines was run. */
export const isRun = ({ lines, atLoad }: Statement, run: ReadonlySet<number>): boolean =>
  atLoad || lines.some((line) => run.has(line));

/**
 * A new statement in a place to which no call came: it was not run, nor was one before it in its block. New statements
 * within new ones do not count: a new check is run, what it does to the wicked need not be. Clauses count with the
 * statement that they belong to: nobody raises an exception only to be caught.
 *
 * @param run lines of the code that calls have run
 */
export const newButUnreached = (
  statements: readonly Statement[],
  { added }: StatementChange,
  run: ReadonlySet<number>,
): Statement | undefined => {
  const isReached = (at: number): boolean => {
    const statement = statements[at];
    if (!statement) return false;
    if (isRun(statement, run)) return true;
    return isReached(CLAUSES.has(statement.kind) ? statement.outer : statement.before);
  };
  const at = [...added].find((each) => !added.has(statements[each]?.outer ?? -1) && !isReached(each));
  return at === undefined ? undefined : statements[at];
};

/** A statement for people. */
export const inWords = ({ lines, text }: Statement): string =>
  `line ${lines[0] ?? '?'}: ${text.slice(0, 60)}`;
