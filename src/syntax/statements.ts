import { type Outcome, ok } from '../core/outcome.ts';
import { codeOf, type Node, type Program, readProgram } from './python.ts';

/** A statement without what is nested in it, or a clause of one (`elif`, `except`, `case`). */
export type Statement = {
  readonly kind: string;
  /** Its parts but for nested blocks and clauses. */
  readonly own: readonly Node[];
  /** Equal text: the same statement. Without comments and layout. */
  readonly text: string;
  /** Lines of its own, from 1. */
  readonly lines: readonly number[];
  /** Those of them that show that it ran: not those that it shares with what it is nested in. */
  readonly telling: readonly number[];
  /** Whether it runs when the module is loaded. */
  readonly atLoad: boolean;
  /** The statement that it is nested in; -1: none. */
  readonly outer: number;
  /** The one before it in the same block; -1: it is the first, or a clause. */
  readonly before: number;
};

/** Parts of a statement that decide where control goes, and count as statements of their own. */
export const CLAUSES: ReadonlySet<string> = new Set([
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
    const lines = linesOf(own, place);
    const around = atLoad ? undefined : found[outer];
    const shared = new Set(around?.atLoad === false ? around.lines : []);
    const telling = lines.filter((line) => !shared.has(line));
    found.push({ kind: node.kind, own, text, lines, telling, atLoad, outer, before });
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

/** Whether a line was run that shows that the statement was. Of one without such a line nobody can tell: false. */
export const isRun = ({ telling, atLoad }: Statement, run: ReadonlySet<number>): boolean =>
  atLoad || telling.some((line) => run.has(line));
