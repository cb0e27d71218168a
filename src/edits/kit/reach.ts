import type { Node } from '../../syntax/python.ts';
import type { Helper, Needs } from '../edit.ts';
import type { Source } from '../source.ts';
import { importedRef, lookUp, type Scope } from './scopes.ts';

/** How something is written at a place, and what the program then needs. */
export type Reached = { readonly text: string } & Needs;

/**
 * How a thing of a module is written where a node stands: by a name that is imported already, or else through an
 * import of the module. Undefined where the name of the module means something else there.
 *
 * @param name qualified: `shlex.quote`
 * @param module the part of it that is imported: `shlex`
 */
export const reach = (
  source: Source,
  at: Node,
  name: string,
  module = moduleOf(name),
): Reached | undefined => {
  const scope = source.scopeOf(at);
  const known = importedAs(scope, at, name);
  if (known !== undefined) return { text: known };
  const [top = module] = module.split('.');
  const bindings = lookUp(top, scope);
  if (bindings && importedRef(bindings) !== top) return undefined;
  return { text: name, imports: [module] };
};

const moduleOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** By what a name is reached through the imports that hold at a place. */
const importedAs = (scope: Scope, at: Node, name: string): string | undefined => {
  for (let around: Scope | undefined = scope; around; around = around.parent) {
    if (around.kind === 'class' && around !== scope) continue;
    for (const [alias, bindings] of around.bindings) {
      const ref = importedRef(bindings);
      const [binding] = bindings;
      if (ref === undefined || binding === undefined) continue;
      if (ref !== name && !name.startsWith(`${ref}.`)) continue;
      const isBound = around !== scope || binding.node.end <= at.start;
      const isWhole = ref === name || isModule(binding.node, name, ref);
      if (isBound && isWhole && lookUp(alias, scope) === bindings) return alias + name.slice(ref.length);
    }
  }
  return undefined;
};

/** `import xml` alone does not bring `xml.sax.saxutils`. */
const isModule = (statement: Node, name: string, ref: string): boolean => {
  const rest = name.slice(ref.length + 1);
  return !rest.includes('.') || statement.text.includes(moduleOf(name)) || ref.includes('.');
};

/** How a helper is written; undefined where its name is taken. */
export const reachHelper = (source: Source, helper: Helper): Reached | undefined => {
  for (const node of source.nodes) {
    const binding =
      node.kind === 'identifier' && node.text === helper.name
        ? lookUp(helper.name, source.scopeOf(node))
        : undefined;
    if (binding?.some(({ node: own }) => own.text !== helper.code)) return undefined;
  }
  const [first] = source.nodes;
  const isFree =
    first !== undefined &&
    helper.imports.every((module) => reach(source, first, `${module}.x`)?.text === `${module}.x`);
  return isFree ? { text: helper.name, helpers: [helper] } : undefined;
};

/** All that several need together. */
export const allNeeds = (...needs: readonly Needs[]): Needs => ({
  imports: needs.flatMap(({ imports = [] }) => imports),
  helpers: needs.flatMap(({ helpers = [] }) => helpers),
});
