import { after, child, type Node } from '../../../syntax/python.ts';

export type Parameter = {
  readonly name: string;
  readonly kind: 'positional' | 'normal' | 'keyword';
  /** Source of its annotation. */
  readonly annotation: string | undefined;
  readonly fallback: Node | undefined;
};

/** A function that can be called from outside. */
export type Callee = {
  /** `name`, or `Class.name`. */
  readonly name: string;
  readonly node: Node;
  readonly parameters: readonly Parameter[];
  /** The class of which it needs an instance. */
  readonly instanceOf: string | undefined;
};

type Definition = { readonly node: Node; readonly marks: readonly string[] };

/** Definitions that stand directly in a module or a class, by name; the last one counts. */
const definitionsIn = (block: Node, kind: string): ReadonlyMap<string, Definition> =>
  new Map(
    block.children.flatMap((each) => {
      const node = each.kind === 'decorated_definition' ? child(each, kind) : each;
      const name = node?.kind === kind ? child(node, 'identifier')?.text : undefined;
      if (node === undefined || name === undefined) return [];
      const marks = each.children
        .filter((other) => other.kind === 'decorator')
        .map(({ text }) => text.slice(1));
      return [[name, { node, marks }] as const];
    }),
  );

/** The classes of a module. */
export const classesOf = (root: Node): ReadonlyMap<string, Node> =>
  new Map([...definitionsIn(root, 'class_definition')].map(([name, { node }]) => [name, node]));

/** The functions of a module. */
export const functionsOf = (root: Node): ReadonlyMap<string, Node> =>
  new Map([...definitionsIn(root, 'function_definition')].map(([name, { node }]) => [name, node]));

/** The parameters of a function, without `*args` and `**kwargs`. */
export const parametersOf = (node: Node): readonly Parameter[] => {
  const list = child(node, 'parameters')?.children ?? [];
  const slash = list.findIndex(({ kind }) => kind === 'positional_separator');
  const star = list.findIndex(({ kind }) => kind === 'keyword_separator' || kind === 'list_splat_pattern');
  return list.flatMap((each, at): readonly Parameter[] => {
    const name = each.kind === 'identifier' ? each : each.children[0];
    if (name?.kind !== 'identifier') return [];
    const kind = at < slash ? 'positional' : star >= 0 && at > star ? 'keyword' : 'normal';
    return [{ name: name.text, kind, annotation: child(each, 'type')?.text, fallback: after(each, '=') }];
  });
};

const isPublic = (name: string): boolean => !name.startsWith('_');

const toCallee = (name: string, node: Node): Callee => ({
  name,
  node,
  parameters: parametersOf(node),
  instanceOf: undefined,
});

/** Public methods of a class, but properties: those are not called. */
const methodsOf = (className: string, node: Node): readonly Callee[] =>
  [...definitionsIn(child(node, 'block') ?? node, 'function_definition')].flatMap(([name, method]) => {
    if (!isPublic(name) || method.marks.some((mark) => /property|setter|deleter/.test(mark))) return [];
    const callee = toCallee(`${className}.${name}`, method.node);
    if (method.marks.includes('staticmethod')) return [callee];
    const bound = { ...callee, parameters: callee.parameters.slice(1) };
    return [method.marks.includes('classmethod') ? bound : { ...bound, instanceOf: className }];
  });

/** What `__init__` takes besides the instance. */
export const constructorOf = (classNode: Node): readonly Parameter[] => {
  const init = definitionsIn(child(classNode, 'block') ?? classNode, 'function_definition').get('__init__');
  return init ? parametersOf(init.node).slice(1) : fieldsOf(classNode);
};

/** The fields of a class without constructor: a dataclass, a named tuple or a typed dict. */
export const fieldsOf = (classNode: Node): readonly Parameter[] =>
  (child(classNode, 'block')?.children ?? []).flatMap((statement): readonly Parameter[] => {
    const assignment = statement.kind === 'expression_statement' ? statement.children[0] : undefined;
    const name = assignment?.kind === 'assignment' ? assignment.children[0] : undefined;
    const type = assignment && child(assignment, 'type');
    if (!assignment || name?.kind !== 'identifier' || !type) return [];
    return [{ name: name.text, kind: 'normal', annotation: type.text, fallback: after(assignment, '=') }];
  });

/** Names that stand in a module besides their own definition: what else there is uses them. */
const usedIn = (root: Node): ReadonlySet<string> => {
  const used = new Set<string>();
  const visit = (node: Node, inside: string | undefined): void => {
    if (node.kind === 'identifier' && node.text !== inside) used.add(node.text);
    const isDefinition = node.kind === 'function_definition' || node.kind === 'class_definition';
    const name = isDefinition ? child(node, 'identifier') : undefined;
    for (const each of node.children) if (each !== name) visit(each, name?.text ?? inside);
  };
  visit(root, undefined);
  return used;
};

/**
 * What can be called from outside: every public function of the module and every public method of its public classes,
 * but for those that other parts of the module use: they are seen through these. The entry point, whatever it is
 * called, comes first; nothing else counts where it is not there.
 */
export const calleesOf = (root: Node, entryPoint: string | undefined): readonly Callee[] => {
  const [functions, classes, used] = [functionsOf(root), classesOf(root), usedIn(root)];
  const entry = entryPoint === undefined ? undefined : functions.get(entryPoint);
  if (entryPoint !== undefined && !entry && !classes.has(entryPoint)) return [];
  const isFree = (name: string): boolean => name !== entryPoint && isPublic(name) && !used.has(name);
  return [
    ...(entry && entryPoint !== undefined ? [toCallee(entryPoint, entry)] : []),
    ...[...functions].filter(([name]) => isFree(name)).map(([name, node]) => toCallee(name, node)),
    ...[...classes]
      .filter(([name]) => name === entryPoint || isFree(name))
      .flatMap(([name, node]) => methodsOf(name, node)),
  ];
};
