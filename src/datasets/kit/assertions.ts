import { type Outcome, ok, unknown } from '../../core/outcome.ts';
import type { TestSuite } from '../../core/task.ts';
import { mentions } from '../../extract/definition.ts';
import { type Node, readProgram } from '../../syntax/python.ts';
import { indented } from './python-text.ts';

const DEFINITION = /^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)/gm;

/** Names of the functions and classes that code defines at its top level. */
const definedNames = (code: string): string[] =>
  [...code.matchAll(DEFINITION)].flatMap(([, name]) => name ?? []);

/** The function of `code` that a test calls first; undefined if it calls none of them. */
export const calledFunction = (code: string, test: string): string | undefined => {
  const names = new Set(definedNames(code));
  return [...test.matchAll(/\b(\w+)[ \t]*\(/g)]
    .flatMap(([, name]) => name ?? [])
    .find((name) => names.has(name));
};

const DEFINITIONS: ReadonlySet<string> = new Set([
  'function_definition',
  'class_definition',
  'decorated_definition',
  'import_statement',
  'import_from_statement',
]);
const BLOCKS: ReadonlySet<string> = new Set([
  'function_definition',
  'class_definition',
  'decorated_definition',
  'for_statement',
  'while_statement',
  'if_statement',
  'with_statement',
  'try_statement',
  'match_statement',
]);
const NO_STATEMENTS: ReadonlySet<string> = new Set([';', 'comment']);

/** Whether moving its lines would change a string in it. */
const isFixed = ({ kind, text, children }: Node): boolean =>
  kind === 'string' ? text.includes('\n') : children.some(isFixed);

/** The lines that continue a simple statement stand in brackets or strings, and may stay where they are. */
const asInner = ({ kind, text }: Node, by: string): string =>
  BLOCKS.has(kind) ? indented(text, by) : by + text;

/**
 * A script of assertions about one function as a test suite. Statements that assert, or use the function, are the
 * tests: every assertion is a case; loops over many inputs, as EvalPlus writes them, are one case together. What stands
 * before them (imports, helpers, inputs) stays in front. Where more stands between them, the script is kept in its order.
 *
 * The judge runs it against a proxy of the function (`check`), unless it also uses other names of the reference
 * (a class whose objects it passes): then it runs in the sample's own process (`unittest`).
 *
 * @param code the reference solution
 * @returns unknown if it is not Python that can be read, or uses the function nowhere
 */
export const assertionTests = (script: string, entryPoint: string, code: string): Outcome<TestSuite> => {
  const program = readProgram(`${script.trim()}\n`);
  if (program.status === 'unknown') return unknown(`its assertions cannot be read: ${program.reason}`);
  const isTest = (node: Node): boolean =>
    !DEFINITIONS.has(node.kind) && (node.kind === 'assert_statement' || mentions(node.text, entryPoint));
  const statements = program.value.root.children.filter(({ kind }) => !NO_STATEMENTS.has(kind));
  const tests = statements.filter(isTest);
  if (!tests.some(({ text }) => mentions(text, entryPoint)))
    return unknown(`its assertions say nothing of ${entryPoint}`);
  const isOrdered = statements
    .slice(statements.findIndex(isTest))
    .some((node) => !isTest(node) && !DEFINITIONS.has(node.kind));
  const inner = isOrdered ? statements.filter(({ kind }) => !kind.startsWith('import_')) : tests;
  if (inner.some((node) => BLOCKS.has(node.kind) && isFixed(node)))
    return unknown('its assertions have a text of several lines in a block');
  const before = statements
    .filter((node) => !inner.includes(node))
    .map(({ text }) => `${text}\n`)
    .join('');
  const own = new Set(definedNames(script));
  const others = definedNames(code).filter((name) => name !== entryPoint && !own.has(name));
  const isAlone = entryPoint !== 'check' && !others.some((name) => mentions(script, name));
  if (isAlone) {
    const body = inner.map((node) => `${asInner(node, '    ')}\n`).join('');
    return ok({ style: 'check', prompt: '', functional: `${before}\ndef check(candidate):\n${body}` });
  }
  const methods = (isOrdered ? [inner] : inner.map((node) => [node])).map(
    (nodes, index) =>
      `    def test_${index}(self):\n${nodes.map((node) => `${asInner(node, ' '.repeat(8))}\n`).join('')}`,
  );
  const head = `import unittest\n${before}\nclass TestAssertions(unittest.TestCase):\n`;
  return ok({ style: 'unittest', functional: head + methods.join('\n') });
};
