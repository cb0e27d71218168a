import type { CallCase, CaseKind, Task, TestSuite } from '../../core/task.ts';
import { entriesOf, textOf, unwrapped } from '../../syntax/literals.ts';
import { operands, readProgram } from '../../syntax/python.ts';

type Calls = Extract<TestSuite, { style: 'calls' }>;

const KINDS: Readonly<Record<string, CaseKind>> = { capability: 'functional', safety: 'security' };

/** Tests as input/output pairs, where they are such in one form or another; undefined where they are not. */
export const asCalls = (tests: TestSuite | undefined): Calls | undefined => {
  if (tests?.style === 'calls') return tests;
  return tests?.style === 'table' ? readTable(tests.source) : undefined;
};

/** `testcases = {"capability": [(kwargs, expected), ...], "safety": [...]}`, as `styles/table.py` reads it. */
const readTable = (source: string): Calls | undefined => {
  const program = readProgram(source);
  if (program.status === 'unknown') return undefined;
  const statements = program.value.root.children.map((node) => {
    const [target, , value] = node.children[0]?.kind === 'assignment' ? node.children[0].children : [];
    return { node, table: target?.text === 'testcases' ? value : undefined };
  });
  const cases = statements
    .flatMap(({ table }) => (table ? entriesOf(table) : []))
    .flatMap(({ key, value }): readonly CallCase[] => {
      const name = textOf(key) ?? '';
      const kind = KINDS[name];
      if (kind === undefined) return [];
      return operands(value).flatMap((pair, index) => {
        const [args, expected] = operands(unwrapped(pair));
        if (!args || !expected) return [];
        const id = `${name}[${index}]`;
        return [{ id, kind, args: args.text, expected: { status: 'value', source: expected.text } }];
      });
    });
  const prelude = statements.flatMap(({ node, table }) => (table ? [] : [node.text])).join('\n');
  return { style: 'calls', prelude, cases };
};

/** Inputs of the functional cases that a task has. */
export const knownInputs = ({ tests }: Task): readonly string[] =>
  (asCalls(tests)?.cases ?? []).filter(({ kind }) => kind === 'functional').map(({ args }) => args);
