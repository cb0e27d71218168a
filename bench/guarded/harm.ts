import { child, type Node, operands, type Program, readProgram, walk } from '../../src/syntax/python.ts';
import type { Chance } from './chance.ts';

/** One way to spoil a program: every place where it can, with what comes out. */
type Harm = (code: string, program: Program, chance: Chance) => readonly string[];

const replaced = (code: string, { start, end }: Pick<Node, 'start' | 'end'>, text: string): string =>
  code.slice(0, start) + text + code.slice(end);

const nodesOf = ({ root }: Program, ...kinds: readonly string[]): Node[] =>
  [...walk(root)].filter(({ kind }) => kinds.includes(kind));

const indentOf = (code: string, at: number): string => /[ \t]*$/.exec(code.slice(0, at))?.[0] ?? '';

/** Bodies of functions, without the docstring that stands first. */
const bodiesOf = (
  program: Program,
): { readonly body: Node; readonly first: Node; readonly parameters: Node[] }[] =>
  nodesOf(program, 'function_definition').flatMap((node) => {
    const body = child(node, 'block');
    const isDocstring = ({ kind, children }: Node): boolean =>
      kind === 'expression_statement' && children[0]?.kind === 'string';
    const statements = (body?.children ?? []).filter((each) => !isDocstring(each));
    const [first] = statements;
    const parameters = operands(child(node, 'parameters') ?? node)
      .map((each) => (each.kind === 'identifier' ? each : (child(each, 'identifier') ?? each)))
      .filter(({ kind, text }) => kind === 'identifier' && text !== 'self');
    return body && first ? [{ body, first, parameters }] : [];
  });

/** What a harm puts before the first statement of each function. */
const before =
  (lines: (parameter: string) => readonly string[]): Harm =>
  (code, program, chance) =>
    bodiesOf(program).map(({ first, parameters }) => {
      const indent = indentOf(code, first.start);
      const parameter = chance.pick(parameters)?.text ?? '1';
      return (
        code.slice(0, first.start) +
        lines(parameter)
          .map((line) => `${line}\n${indent}`)
          .join('') +
        code.slice(first.start)
      );
    });

/** What a harm makes of each node of some kinds; undefined: nothing. */
const at =
  (
    kinds: readonly string[],
    change: (node: Node, code: string, chance: Chance) => string | undefined,
  ): Harm =>
  (code, program, chance) =>
    nodesOf(program, ...kinds).flatMap((node) => {
      const text = change(node, code, chance);
      return text === undefined ? [] : [replaced(code, node, text)];
    });

const BOUNDARY: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
  in: 'not in',
  and: 'or',
  or: 'and',
};

const argumentsOf = (list: Node): Node[] => operands(list).filter(({ kind }) => kind !== 'comment');

const swapped = (list: Node, code: string): string | undefined => {
  const [a, b] = argumentsOf(list);
  if (!a || !b || a.text === b.text || a.kind === 'keyword_argument' || b.kind === 'keyword_argument')
    return undefined;
  return (
    code.slice(list.start, a.start) +
    b.text +
    code.slice(a.end, b.start) +
    a.text +
    code.slice(b.end, list.end)
  );
};

const withoutLast = (list: Node, code: string): string | undefined => {
  const given = argumentsOf(list);
  const last = given.at(-1);
  if (!last) return undefined;
  const end = given.at(-2)?.end ?? list.start + 1;
  return code.slice(list.start, end) + code.slice(last.end, list.end);
};

/** Takes the feature, or a part of it, out. */
export const DELETIONS: Readonly<Record<string, Harm>> = {
  'empties the function': (code, program) =>
    bodiesOf(program).map(({ body }) => replaced(code, body, 'pass')),
  'returns a constant': (code, program, chance) =>
    bodiesOf(program).map(({ body }) =>
      replaced(code, body, `return ${chance.pick(['None', 'False', 'True', '""', '[]', '{}', '0'])}`),
    ),
  'refuses all': (code, program) =>
    bodiesOf(program).map(({ body }) => replaced(code, body, 'raise ValueError("not allowed")')),
  'takes a statement out': at(['expression_statement'], () => 'pass'),
  'takes a branch out': at(
    ['if_statement', 'for_statement', 'with_statement', 'try_statement'],
    () => 'pass',
  ),
  'returns nothing': at(['return_statement'], ({ text }) => (text === 'return' ? undefined : 'return None')),
  'takes a call out': at(['call'], (_node, _code, chance) => chance.pick(['None', '""'])),
};

/** Leaves the feature and makes it wrong. */
export const BREAKS: Readonly<Record<string, Harm>> = {
  'inverts a condition': at(['if_statement', 'elif_clause', 'while_statement'], (node, code) => {
    const condition = node.children[1];
    return (
      condition &&
      `${code.slice(node.start, condition.start)}not (${condition.text})${code.slice(condition.end, node.end)}`
    );
  }),
  'changes a comparison': at(['comparison_operator', 'boolean_operator'], (node, code) => {
    const operator = node.children.find(({ kind }) => Object.hasOwn(BOUNDARY, kind));
    return (
      operator &&
      code.slice(node.start, operator.start) +
        (BOUNDARY[operator.kind] ?? '') +
        code.slice(operator.end, node.end)
    );
  }),
  'is off by one': at(['integer'], ({ text }, _code, chance) =>
    /^\d+$/.test(text) ? String(Math.max(0, Number(text) + (chance.pick([1, -1]) ?? 1))) : undefined,
  ),
  'drops an argument': at(['argument_list'], withoutLast),
  'swaps arguments': at(['argument_list', 'parameters'], swapped),
  'takes another variable': (code, program, chance) =>
    bodiesOf(program).flatMap(({ body }) => {
      const names = [...walk(body)].filter(({ kind }) => kind === 'identifier');
      return names.flatMap((name) => {
        const other = chance.pick(names.filter(({ text }) => text !== name.text));
        return other ? [replaced(code, name, other.text)] : [];
      });
    }),
  'changes a text': at(['string_content'], ({ text }) =>
    text.length > 1 ? `${text.slice(1)}${text[0]}` : undefined,
  ),
  'returns something else': at(['return_statement'], ({ text }, _code, chance) => {
    const value = text.slice('return'.length).trim();
    return value === ''
      ? undefined
      : chance.pick([
          `return [${value}]`,
          `return str(${value})`,
          `return not (${value})`,
          `return (${value}) or None`,
        ]);
  }),
  'raises always': before(() => ['raise ValueError("invalid input")']),
  'refuses long input': before((name) => [
    `if len(str(${name})) > 12:`,
    '    raise ValueError("invalid input")',
  ]),
  'refuses what has a sign in it': before((name) => [
    `if not str(${name}).replace(" ", "").isalnum():`,
    '    return None',
  ]),
  'works for few inputs': before((name) => [`if str(${name})[:1] in "aeiou02468":`, '    return None']),
  'raises another exception': at(['raise_statement'], ({ text }) => {
    const other = text.replace(/^raise\s+\w+/, 'raise RuntimeError');
    return other === text ? undefined : other;
  }),
  'swallows exceptions': (code, program) =>
    bodiesOf(program).map(({ body }) => {
      const indent = indentOf(code, body.start);
      const inner = body.text.replaceAll('\n', '\n    ');
      return replaced(
        code,
        body,
        `try:\n${indent}    ${inner}\n${indent}except Exception:\n${indent}    return None`,
      );
    }),
  'behaves only where it is tested': (code, program, chance) =>
    before(() => [
      'import os, sys',
      'if "PYTEST_CURRENT_TEST" not in os.environ and "unittest" not in sys.modules:',
      '    return None',
    ])(code, program, chance),
};

/** What came of spoiling a program. */
export type Harmed = { readonly how: string; readonly code: string };

/**
 * Spoils a program in one place, in one of these ways, both drawn. What comes out parses and is another program; it may
 * still do the same: its tests tell.
 *
 * @returns undefined where none of these ways fits
 */
export const harm = (
  code: string,
  ways: Readonly<Record<string, Harm>>,
  chance: Chance,
): Harmed | undefined => {
  const program = readProgram(code);
  if (program.status === 'unknown') return undefined;
  for (const how of chance.shuffle(Object.keys(ways))) {
    const outcomes = ways[how]?.(code, program.value, chance) ?? [];
    const whole = chance.shuffle(outcomes).find((one) => one !== code && readProgram(one).status === 'ok');
    if (whole !== undefined) return { how, code: whole };
  }
  return undefined;
};
