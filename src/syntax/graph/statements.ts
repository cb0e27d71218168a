import { child, type Node } from '../python.ts';

/** Statements within a statement. `within`: what it takes to get there. */
export type Part = {
  readonly statements: readonly Node[];
  readonly within?: 'loop' | 'condition' | 'handled';
};

/** Clauses that decide where control goes: here they count as statements. */
const DECIDING: ReadonlySet<string> = new Set(['elif_clause', 'except_clause', 'case_clause']);
/** They only hold a block. */
const HOLDING: ReadonlySet<string> = new Set(['else_clause', 'finally_clause']);

const isInner = ({ kind }: Node): boolean => kind === 'block' || DECIDING.has(kind) || HOLDING.has(kind);

/** What a statement is, behind its decorators and the wrapper that the grammar has around assignments. */
export const coreOf = (statement: Node): Node =>
  child(statement, ...(CORES.get(statement.kind) ?? [])) ?? statement;

const CORES: ReadonlyMap<string, readonly string[]> = new Map([
  ['decorated_definition', ['function_definition', 'class_definition']],
  ['expression_statement', ['assignment', 'augmented_assignment']],
]);

/** Whether it opens a scope. */
export const isDefinition = ({ kind }: Node): boolean =>
  kind === 'function_definition' || kind === 'class_definition';

/** What belongs to the statement itself: keywords, expressions, decorators, but nothing of its blocks. */
export const headOf = (statement: Node): readonly Node[] =>
  statement.children.flatMap((each) => {
    if (isDefinition(each)) return headOf(each);
    return isInner(each) ? [] : [each];
  });

/** The statements of a block or a module; none if there is no block. */
export const statementsOf = (block: Node | undefined): readonly Node[] =>
  block?.children.filter(({ kind }) => kind !== ';') ?? [];

/** The statements directly within a node that holds a block. */
export const bodyOf = (node: Node | undefined): readonly Node[] => statementsOf(node && child(node, 'block'));

/** The clauses of a kind. */
export const clausesOf = (statement: Node, kind: string): readonly Node[] =>
  statement.children.filter((each) => each.kind === kind);

const holds =
  (within: Part['within']) =>
  (statement: Node): readonly Part[] => [
    { statements: bodyOf(statement), ...(within && { within }) },
    ...clausesOf(statement, 'elif_clause').map((clause) => ({ statements: [clause] })),
    ...clausesOf(statement, 'else_clause').map((clause) => ({
      statements: bodyOf(clause),
      within: 'condition' as const,
    })),
  ];

const tries = (statement: Node): readonly Part[] => {
  const handlers = clausesOf(statement, 'except_clause');
  return [
    { statements: bodyOf(statement), ...(handlers.length > 0 && { within: 'handled' }) },
    { statements: handlers },
    ...statement.children
      .filter(({ kind }) => HOLDING.has(kind))
      .map((each) => ({ statements: bodyOf(each) })),
  ];
};

const INNER: ReadonlyMap<string, (statement: Node) => readonly Part[]> = new Map([
  ['if_statement', holds('condition')],
  ['elif_clause', holds('condition')],
  ['except_clause', holds('condition')],
  ['case_clause', holds('condition')],
  ['for_statement', holds('loop')],
  ['while_statement', holds('loop')],
  ['with_statement', holds(undefined)],
  ['match_statement', holds(undefined)],
  ['try_statement', tries],
]);

/** The statements within a statement, in the order of the text. None for a definition: its body is another scope. */
export const partsOf = (statement: Node): readonly Part[] => INNER.get(statement.kind)?.(statement) ?? [];
