import { after, child, type Node, operands } from '../../syntax/python.ts';
import { abstractNodes } from './tree.ts';

/** Modules that snippets use without importing them, under the names that nearly all use. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['np', 'numpy'],
  ['pd', 'pandas'],
  ['ET', 'xml.etree.ElementTree'],
  ['etree', 'lxml.etree'],
]);

/** Names that a program imports, anywhere, with what they stand for. */
const importsOf = (root: Node): Map<string, string> => {
  const names = new Map<string, string>();
  for (const node of abstractNodes(root)) {
    if (node.kind === 'import_statement') importModules(node, names);
    else if (node.kind === 'import_from_statement') importMembers(node, names);
  }
  return names;
};

const importModules = (node: Node, names: Map<string, string>): void => {
  for (const each of operands(node)) {
    const [module, alias] = operands(each);
    if (each.kind === 'aliased_import' && module && alias) names.set(alias.text, module.text);
    else if (each.kind === 'dotted_name') {
      const [top = each.text] = each.text.split('.');
      names.set(top, top);
    }
  }
};

const importMembers = (node: Node, names: Map<string, string>): void => {
  const module = after(node, 'from');
  if (module === undefined) return;
  for (const each of operands(node)) {
    if (each === module) continue;
    const [name, alias] = each.kind === 'aliased_import' ? operands(each) : [each, each];
    if (name && alias) names.set(alias.text, `${module.text}.${name.text}`);
  }
};

/** What the names of a program stand for. */
export type Names = {
  /** Names that are imported, with what they stand for: `sp` for `subprocess`. */
  readonly imports: ReadonlyMap<string, string>;
  /** Names that the program gives to values of its own: variables, parameters, functions, classes. */
  readonly bound: ReadonlySet<string>;
  /** Names that it uses and neither binds nor imports; those of the language among them. */
  readonly unbound: ReadonlySet<string>;
};

export const namesOf = (root: Node): Names => {
  const [imports, bound] = [importsOf(root), boundNames(root)];
  const unbound = new Set<string>();
  const visit = (node: Node): void => {
    if (/^import_/.test(node.kind)) return;
    if (node.kind === 'identifier' && !imports.has(node.text) && !bound.has(node.text))
      unbound.add(node.text);
    const [first, ...rest] = node.children;
    if (node.kind === 'attribute') {
      if (first) visit(first);
    } else for (const each of node.kind === 'keyword_argument' ? rest : node.children) visit(each);
  };
  visit(root);
  return { imports, bound, unbound };
};

const boundNames = (root: Node): Set<string> => {
  const names = new Set<string>();
  const bind = (target: Node | undefined): void => {
    if (target?.kind === 'identifier') names.add(target.text);
    else if (target && /pattern|list|tuple|parameter/.test(target.kind))
      for (const each of operands(target)) bind(each);
  };
  for (const node of abstractNodes(root)) {
    switch (node.kind) {
      case 'assignment':
      case 'augmented_assignment':
      case 'named_expression':
      case 'for_statement':
      case 'for_in_clause':
        bind(operands(node).find(({ kind }) => kind !== 'async'));
        break;
      case 'as_pattern_target':
        bind(node.children[0]);
        break;
      case 'parameters':
      case 'lambda_parameters':
        for (const each of operands(node))
          bind(each.kind === 'identifier' ? each : (child(each, 'identifier') ?? each));
        break;
      case 'function_definition':
      case 'class_definition':
        bind(child(node, 'identifier'));
        break;
      default:
    }
  }
  return names;
};

/**
 * Tells what a call calls: by dotted name with imports resolved (`subprocess.run`), as `?.name` for a method of a value,
 * by the bare name for the rest (`open`). Undefined: what is called has no name. A name that the program neither binds
 * nor imports is taken for a module.
 */
export const callNamer = ({ imports, bound }: Names): ((call: Node) => string | undefined) => {
  const meaning = (name: string): string | undefined =>
    imports.get(name) ?? (bound.has(name) ? undefined : USUAL.get(name));
  return (call) => {
    const callee = call.children[0];
    if (callee?.kind === 'identifier') return meaning(callee.text) ?? callee.text;
    if (callee?.kind !== 'attribute') return undefined;
    const [start, ...rest] = chainOf(callee);
    const method = `?.${rest.at(-1)}`;
    if (start === undefined) return method;
    const module = meaning(start);
    if (module !== undefined) return [module, ...rest].join('.');
    return bound.has(start) ? method : [start, ...rest].join('.');
  };
};

/** The names of `a.b.c`; undefined in the place of a root that is no name. */
const chainOf = (node: Node): (string | undefined)[] => {
  if (node.kind === 'identifier') return [node.text];
  if (node.kind !== 'attribute') return [undefined];
  const [object] = node.children;
  return [...(object ? chainOf(object) : [undefined]), node.children.at(-1)?.text];
};
