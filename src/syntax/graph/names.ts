import { after, child, type Node, operands } from '../python.ts';
import { isExpression, parameterName } from './kinds.ts';
import { pattern } from './patterns.ts';
import { coreOf, headOf, isDefinition } from './statements.ts';

/** A name in a statement. */
export type Mention = {
  readonly name: string;
  /** The innermost syntax node around it that is a node of the graph. */
  readonly owner: Node;
  /** Offset in the text. */
  readonly at: number;
};

export type Binding = Mention & {
  /** Bound before the statement is through: the rest of it reads the new value, and it stays if the rest fails. */
  readonly early: boolean;
  /**
   * Whether the name is bound whichever way control goes on. `body`: only if it goes on into the block, as that of a
   * `for` does; `perhaps`: the statement does not tell.
   */
  readonly when: 'always' | 'body' | 'perhaps';
};

export type Names = {
  readonly reads: readonly Mention[];
  readonly binds: readonly Binding[];
  /** Names that are gone afterwards. */
  readonly drops: readonly string[];
};

/**
 * The names that a statement itself reads and binds, without its blocks. Left out: annotations, and names that
 * belong to a comprehension or a lambda.
 */
export const namesOf = (statement: Node): Names => {
  const found: Found = { reads: [], binds: [], drops: [] };
  const inside: Inside = { owner: statement, hidden: new Set() };
  const core = coreOf(statement);
  const whole = STATEMENTS.get(core.kind);
  if (whole) whole(core, inside, found);
  else for (const each of headOf(statement)) visit(each, inside, found);
  if (!isDefinition(core)) return found;
  const name = child(core, 'identifier');
  if (name) bind(name, inside, found);
  return found;
};

/** What is known of where an expression stands. */
export type Inside = {
  readonly owner: Node;
  /** Names of comprehensions and lambdas around it, which are not the scope's. */
  readonly hidden: ReadonlySet<string>;
};

export type Found = { readonly reads: Mention[]; readonly binds: Binding[]; readonly drops: string[] };

type Visit = (node: Node, inside: Inside, found: Found) => void;

const visit: Visit = (node, around, found) => {
  const inside = isExpression(node) ? { ...around, owner: node } : around;
  const own = EXPRESSIONS.get(node.kind);
  if (own) own(node, inside, found);
  else for (const each of node.children) visit(each, inside, found);
};

const visitAll = (nodes: readonly (Node | undefined)[], inside: Inside, found: Found): void => {
  for (const each of nodes) if (each) visit(each, inside, found);
};

const read: Visit = ({ text: name, start: at }, { owner, hidden }, { reads }) => {
  if (!hidden.has(name)) reads.push({ name, owner, at });
};

type How = Partial<Pick<Binding, 'early' | 'when'>>;

/** Binds the names of a target, and reads what its attributes and items hang on. */
const bind = (node: Node, inside: Inside, found: Found, how: How = {}): void => {
  const { kind, text: name, start: at } = node;
  const { early = false, when = 'always' } = how;
  if (kind === 'identifier') found.binds.push({ name, owner: inside.owner, at, early, when });
  else if (TARGETS.has(kind)) for (const each of operands(node)) bind(each, inside, found, how);
  else visit(node, inside, found);
};

const TARGETS: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'expression_list',
  'tuple',
  'list',
  'list_splat',
  'parenthesized_expression',
  'as_pattern_target',
]);

const assignment: Visit = (node, inside, found) => {
  const value = after(node, '=');
  const [target] = node.children;
  if (value === undefined || target === undefined) return;
  visit(value, inside, found);
  bind(target, inside, found);
};

const augmented: Visit = (node, inside, found) => {
  const [target, , value] = node.children;
  visitAll([target, value], inside, found);
  if (target?.kind === 'identifier') bind(target, inside, found);
};

const walrus: Visit = (node, inside, found) => {
  const [target, , value] = node.children;
  visitAll([value], inside, found);
  if (target) bind(target, inside, found, { early: true, when: 'perhaps' });
};

const renamed: Visit = (node, inside, found) => {
  const target = after(node, 'as');
  visitAll([node.children[0]], inside, found);
  if (target) bind(target, inside, found, { early: true });
};

const comprehension: Visit = (node, inside, found) => {
  const clauses = node.children.filter(({ kind }) => kind === 'for_in_clause');
  const own = clauses.flatMap((clause) => namesIn(after(clause, 'for'), inside));
  const inner = hiding(inside, own);
  const [first, ...sources] = clauses.map((clause) => after(clause, 'in'));
  visitAll([first], inside, found);
  visitAll(sources, inner, found);
  visitAll(
    node.children.filter(({ kind }) => kind !== 'for_in_clause'),
    inner,
    found,
  );
};

const lambda: Visit = (node, inside, found) => {
  const list = child(node, 'lambda_parameters');
  const parameters = list ? operands(list) : [];
  visitAll(
    parameters.map((each) => after(each, '=')),
    inside,
    found,
  );
  const own = parameters.flatMap((each) => parameterName(each) ?? []);
  visitAll([after(node, ':')], hiding(inside, own), found);
};

const namesIn = (target: Node | undefined, inside: Inside): readonly string[] => {
  const found: Found = { reads: [], binds: [], drops: [] };
  if (target) bind(target, inside, found);
  return found.binds.map(({ name }) => name);
};

const hiding = ({ owner, hidden }: Inside, names: readonly string[]): Inside => ({
  owner,
  hidden: new Set([...hidden, ...names]),
});

const nothing: Visit = () => {};

const EXPRESSIONS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ['identifier', read],
  ['type', nothing],
  ['attribute', (node, inside, found) => visitAll([node.children[0]], inside, found)],
  ['keyword_argument', (node, inside, found) => visitAll([node.children.at(-1)], inside, found)],
  ['assignment', assignment],
  ['named_expression', walrus],
  ['as_pattern', renamed],
  ['lambda', lambda],
  ['list_comprehension', comprehension],
  ['set_comprehension', comprehension],
  ['dictionary_comprehension', comprehension],
  ['generator_expression', comprehension],
  ['case_pattern', (node, inside, found) => pattern(node, inside, found, read)],
  // Of a definition: its parameters' defaults are read where it stands.
  [
    'parameters',
    (node, inside, found) =>
      visitAll(
        operands(node).map((each) => after(each, '=')),
        inside,
        found,
      ),
  ],
]);

const loop: Visit = (node, inside, found) => {
  const target = after(node, 'for');
  visitAll([after(node, 'in')], inside, found);
  if (target) bind(target, inside, found, { when: 'body' });
};

const deletion: Visit = (node, inside, found) => {
  const targets = operands(node).flatMap((each) => (TARGETS.has(each.kind) ? operands(each) : [each]));
  visitAll(targets, inside, found);
  found.drops.push(...targets.filter(({ kind }) => kind === 'identifier').map(({ text }) => text));
};

/** `import a.b` binds `a`, `from a import b` binds `b`, and `as c` binds `c`. */
const imports: Visit = (node, inside, found) => {
  const at = node.children.findIndex(({ kind }) => kind === 'import');
  for (const each of node.children.slice(at + 1)) {
    const name = each.kind === 'aliased_import' ? after(each, 'as') : each.children[0];
    if (name?.kind === 'identifier') bind(name, inside, found);
  }
};

const STATEMENTS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ['assignment', assignment],
  ['augmented_assignment', augmented],
  ['for_statement', loop],
  ['delete_statement', deletion],
  ['import_statement', imports],
  ['import_from_statement', imports],
  ['future_import_statement', nothing],
  ['global_statement', nothing],
  ['nonlocal_statement', nothing],
  ['type_alias_statement', nothing],
]);
