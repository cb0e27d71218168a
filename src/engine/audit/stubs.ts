import type { Task } from '../../core/task.ts';
import { child, parsePython } from '../../syntax/python.ts';

/** What the functions of a stub do, as Python. Classes are empty in all of them. */
export const STUBS = {
  none: 'return None',
  'first-argument': 'return (*args, *kwargs.values(), None)[0]',
  'empty-text': "return ''",
  'empty-list': 'return []',
  true: 'return True',
  false: 'return False',
  'value-error': "raise ValueError('stub')",
  exception: "raise Exception('stub')",
} as const satisfies Record<string, string>;
export type StubKind = keyof typeof STUBS;

type Definition = { readonly name: string; readonly kind: 'class' | 'def' | 'async def' };

/** The functions and classes at the top level of a Python module; none if it does not parse. */
const definitionsOf = (code: string): Definition[] => {
  const module = parsePython(code);
  if (module.status === 'unknown') return [];
  return module.value.children.flatMap((outer): Definition[] => {
    const node = outer.kind === 'decorated_definition' ? outer.children.at(-1) : outer;
    const name = node && child(node, 'identifier')?.text;
    if (name === undefined) return [];
    if (node?.kind === 'class_definition') return [{ name, kind: 'class' }];
    if (node?.kind !== 'function_definition') return [];
    return [{ name, kind: node.children[0]?.kind === 'async' ? 'async def' : 'def' }];
  });
};

/**
 * Python modules that have the names of a task's reference and do nothing, by kind. A task without reference has its
 * entry point; a task in another language, or whose sample is a whole program, has no stubs.
 */
export const stubsOf = ({ language, tests, entryPoint, solutions }: Task): { kind: StubKind; code: string }[] => {
  if (language !== 'python' || tests === undefined || tests.style === 'program' || tests.style === 'native')
    return [];
  const defined = new Map(definitionsOf(solutions.secure ?? '').map((one) => [one.name, one]));
  if (entryPoint && !defined.has(entryPoint)) defined.set(entryPoint, { name: entryPoint, kind: 'def' });
  const source = (body: string): string =>
    [...defined.values()]
      .map(({ name, kind }) =>
        kind === 'class' ? `class ${name}:\n    pass\n` : `${kind} ${name}(*args, **kwargs):\n    ${body}\n`,
      )
      .join('\n');
  return defined.size === 0
    ? []
    : Object.entries(STUBS).map(([kind, body]) => ({ kind: kind as StubKind, code: source(body) }));
};
