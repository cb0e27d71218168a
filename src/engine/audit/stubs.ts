import type { Task } from '../../core/task.ts';
import { child, type Node, readProgram } from '../../syntax/python.ts';

/** What the functions of a stub do, as Python. Classes are empty in all of them; imports and constants stay. */
export const STUBS: Readonly<Record<string, string>> = {
  none: 'return None',
  'first-argument': 'return (*args, *kwargs.values(), None)[0]',
  'empty-text': "return ''",
  'empty-list': 'return []',
  true: 'return True',
  false: 'return False',
  'value-error': "raise ValueError('stub')",
  exception: "raise Exception('stub')",
};

type Definition = { readonly name: string; readonly kind: 'class' | 'def' | 'async def' };

/** What of a module is left if nothing in it does anything. */
type Shell = { readonly kept: readonly string[]; readonly definitions: readonly Definition[] };

const definitionOf = (outer: Node): Definition | undefined => {
  const node = outer.kind === 'decorated_definition' ? outer.children.at(-1) : outer;
  const name = node && child(node, 'identifier')?.text;
  if (name === undefined) return undefined;
  if (node?.kind === 'class_definition') return { name, kind: 'class' };
  if (node?.kind !== 'function_definition') return undefined;
  return { name, kind: node.children[0]?.kind === 'async' ? 'async def' : 'def' };
};

/** Imports and constants: tests that share the sample's module may use their names. */
const isKept = ({ kind, children, text }: Node): boolean =>
  /^(?:future_)?import_(?:from_)?statement$/.test(kind) ||
  (kind === 'expression_statement' && children[0]?.kind === 'assignment' && !text.includes('('));

/** Nothing is left of a module that does not parse. */
const shellOf = (code: string): Shell => {
  const program = readProgram(code);
  if (program.status === 'unknown') return { kept: [], definitions: [] };
  const { children } = program.value.root;
  return {
    kept: children.filter(isKept).map(({ text }) => text),
    definitions: children.flatMap((node) => definitionOf(node) ?? []),
  };
};

/**
 * Python modules that have the names of a task's reference and do nothing, by kind. A task without reference has its
 * entry point; a task in another language, or whose sample is a whole program, has no stubs.
 */
export const stubsOf = ({
  language,
  tests,
  entryPoint,
  solutions,
}: Task): { kind: string; code: string }[] => {
  if (language !== 'python' || tests === undefined || tests.style === 'program' || tests.style === 'native')
    return [];
  const { kept, definitions } = shellOf(solutions.secure ?? '');
  const defined = new Map(definitions.map((one) => [one.name, one]));
  if (entryPoint && !defined.has(entryPoint)) defined.set(entryPoint, { name: entryPoint, kind: 'def' });
  const source = (body: string): string =>
    [...defined.values()]
      .map(({ name, kind }) =>
        kind === 'class' ? `class ${name}:\n    pass\n` : `${kind} ${name}(*args, **kwargs):\n    ${body}\n`,
      )
      .join('\n');
  return defined.size === 0
    ? []
    : Object.entries(STUBS).map(([kind, body]) => ({ kind, code: [...kept, source(body)].join('\n') }));
};
