import type { TestSuite } from '../../core/task.ts';
import { isLiteral } from '../../syntax/literals.ts';
import { child, type Node, operands, readProgram } from '../../syntax/python.ts';

/** An example as the interactive interpreter shows it: `>>> call`, more lines of that call, and what it prints. */
const EXAMPLE = /^[ \t]*>>> ?(.*(?:\n[ \t]*\.\.\. ?.*)*)\n?((?:(?![ \t]*>>>)[ \t]*\S.*\n?)*)/gm;

/** The one expression that a source is. */
const expressionOf = (source: string): Node | undefined => {
  const program = readProgram(`${source}\n`);
  const [statement, ...others] = program.status === 'ok' ? program.value.root.children : [];
  return others.length === 0 && statement?.kind === 'expression_statement'
    ? statement.children[0]
    : undefined;
};

/** Whether it calls this function, and with literal arguments. */
const isCallOf = (node: Node | undefined, name: string): boolean => {
  if (node?.kind !== 'call' || node.children[0]?.text !== name) return false;
  return operands(child(node, 'argument_list') ?? node).every((each) =>
    isLiteral(each.kind === 'keyword_argument' ? (each.children.at(-1) ?? each) : each),
  );
};

/** What an example says, as an assertion; undefined if it is not of a form that can be trusted to be one. */
const assertionOf = (shown: string, printed: string, name: string): string | undefined => {
  const expression = expressionOf(shown.replaceAll(/\n[ \t]*\.\.\. ?/g, '\n'));
  if (expression?.kind === 'comparison_operator' && /^(True)?$/.test(printed)) {
    const [left, sign, right, ...more] = expression.children;
    const isPlain = sign?.kind === '==' && more.length === 0 && right !== undefined && isLiteral(right);
    return isPlain && isCallOf(left, name) ? expression.text : undefined;
  }
  const expected = expressionOf(printed);
  if (!expression || !expected || !isCallOf(expression, name) || !isLiteral(expected)) return undefined;
  return `${expression.text} == ${expected.text}`;
};

/**
 * The examples of a prompt as tests: those in the form of doctests (`>>> f(1)` and the line below, or `>>> f(1) == 2`)
 * whose arguments and results are literal. Undefined if there are none. Examples in other forms (`f(1) => 2`) are for
 * people to read.
 */
export const doctestsOf = (prompt: string, entryPoint: string): TestSuite | undefined => {
  const assertions = [...prompt.matchAll(EXAMPLE)].flatMap(([, shown = '', printed = '']) => {
    const before = (text: string): string => text.split(/"""|'''/, 1)[0]?.trim() ?? '';
    return assertionOf(before(shown), /"""|'''/.test(shown) ? '' : before(printed), entryPoint) ?? [];
  });
  if (assertions.length === 0) return undefined;
  const lines = assertions.map((assertion) => `    assert ${assertion}\n`).join('');
  return { style: 'check', prompt, functional: `def check(candidate):\n${lines}` };
};
