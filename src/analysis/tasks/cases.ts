import type { CaseKind, Task, TestSuite } from '../../core/task.ts';
import { type Node, operands, readProgram, walk } from '../../syntax/python.ts';
import { type Entry, outlineOf } from './outline.ts';

/** How many cases of each kind a task has. */
export type CaseCount = Readonly<Record<CaseKind, number>>;

type Styles = { readonly [Style in TestSuite['style']]: Extract<TestSuite, { style: Style }> };
type Counter<Suite> = (suite: Suite) => CaseCount | undefined;

/**
 * The cases that the runner will plan, told from the text of the tests alone. Undefined: the task has no tests, or only
 * running them tells (pytest's parameters), or they cannot be parsed.
 */
export const countCases = ({ tests }: Task): CaseCount | undefined => {
  if (!tests) return undefined;
  const count = COUNTERS[tests.style] as Counter<TestSuite>;
  return count(tests);
};

const functional = (count: number): CaseCount => ({ functional: count, security: 0 });

const ofKinds = (kinds: readonly { readonly kind: CaseKind }[]): CaseCount => ({
  functional: kinds.filter(({ kind }) => kind === 'functional').length,
  security: kinds.filter(({ kind }) => kind === 'security').length,
});

/** Statements of a module, without their decorators; undefined if it cannot be parsed. */
const statements = (source: string): readonly Node[] | undefined => {
  const program = readProgram(source);
  return program.status === 'ok' ? program.value.root.children.map(undecorated) : undefined;
};

const undecorated = (node: Node): Node =>
  node.kind === 'decorated_definition' ? (node.children.at(-1) ?? node) : node;

const nameOf = (node: Node): string => node.children.find(({ kind }) => kind === 'identifier')?.text ?? '';

const bodyOf = (node: Node): readonly Node[] =>
  node.children.find(({ kind }) => kind === 'block')?.children ?? [];

const isFunction = ({ kind }: Node): boolean => kind === 'function_definition';

const countFunctions = (source: string): number =>
  outlineOf(source).filter(
    ({ kind, isAsync, name }) => kind === 'function' && !isAsync && name.startsWith('test_'),
  ).length;

const CONSTANTS = new Set(['true', 'false', 'none', 'integer', 'float', 'string']);

const asserts = (node: Node): boolean =>
  [...walk(node)].some(
    (inner) => inner.kind === 'assert_statement' && !CONSTANTS.has(operands(inner)[0]?.kind ?? ''),
  );

/** HumanEval: each asserting statement of `check`; the whole of it, where it has none. */
const countChecks = (source: string): CaseCount | undefined => {
  const check = statements(source)?.find((node) => isFunction(node) && nameOf(node) === 'check');
  return check && functional(Math.max(1, bodyOf(check).filter(asserts).length));
};

const countMethods = (source: string): CaseCount =>
  functional(
    outlineOf(source)
      .filter(({ kind }) => kind === 'class')
      .map(
        ({ members }) => new Set(members.filter(({ kind }) => kind === 'function').map(({ name }) => name)),
      )
      .reduce((sum, names) => sum + [...names].filter((name) => name.startsWith('test')).length, 0),
  );

/** What makes several tests of one function, or marks them from afar. */
const ONLY_PYTEST_KNOWS = /parametrize|params\s*=|pytest_generate_tests|pytestmark|__test__/;

const countPytest = (source: string): CaseCount | undefined => {
  const kindsOf = (entries: readonly Entry[], marked: boolean): { kind: CaseKind }[] =>
    entries.flatMap(({ kind, name, decorators, members }) => {
      const isSecurity = marked || decorators.some((text) => /@\s*pytest\.mark\.security\b/.test(text));
      if (kind === 'class') return name.startsWith('Test') ? kindsOf(members, isSecurity) : [];
      return name.startsWith('test') ? [{ kind: isSecurity ? 'security' : 'functional' }] : [];
    });
  return ONLY_PYTEST_KNOWS.test(source) ? undefined : ofKinds(kindsOf(outlineOf(source), false));
};

/** SecCodePLT: `testcases = {"capability": [...], "safety": [...]}`. */
const countTable = (source: string): CaseCount | undefined => {
  const assignment = statements(source)
    ?.flatMap(({ children }) => children)
    .find(({ kind, children }) => kind === 'assignment' && children[0]?.text === 'testcases');
  const table = assignment?.children.find(({ kind }) => kind === 'dictionary');
  if (!table) return undefined;
  const lengthOf = (name: string): number =>
    table.children
      .filter(({ kind, children }) => kind === 'pair' && children[0]?.text.slice(1, -1) === name)
      .reduce((sum, { children }) => sum + operands(children.at(-1) ?? table).length, 0);
  return { functional: lengthOf('capability'), security: lengthOf('safety') };
};

const COUNTERS: { readonly [Style in keyof Styles]: Counter<Styles[Style]> } = {
  functions: (suite) => ({
    functional: countFunctions(suite.functional),
    security: countFunctions(suite.security ?? ''),
  }),
  check: (suite) => countChecks(suite.functional),
  unittest: (suite) => countMethods(suite.functional),
  pytest: ({ source }) => countPytest(source),
  calls: ({ cases }) => ofKinds(cases),
  table: ({ source }) => countTable(source),
  program: ({ cases }) => ofKinds(cases),
  native: ({ cases }) => ofKinds(cases),
  observe: () => functional(0),
};
