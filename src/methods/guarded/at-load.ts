import { child, codeOf, type Node, operands, type Program, walk } from '../../syntax/python.ts';

/** What a module does when it is loaded. */
type Load = {
  /** By path (`name`, `Class.name`), what is bound to it, each binding once; the same import twice is one. */
  readonly bindings: ReadonlyMap<string, readonly string[]>;
  /** Statements that are no import, definition or assignment to a name. */
  readonly effects: readonly Effect[];
  /** Assignments to a name. */
  readonly assignments: readonly { readonly path: string; readonly node: Node }[];
};

type Effect = {
  /** What it is, whatever it does it to: `call print`, `assignment options.debug`, `if_statement`. */
  readonly head: string;
  readonly text: string;
};

const SILENT = /^(pass_statement|global_statement|comment)$/;
const COMPOUND = /^(if|for|while|try|with|match)_statement$/;
/** Calls that are seen or felt by whoever loads the module. */
const FELT = /^(print|input|setattr|delattr|(\w+\.)*sleep)$/;

const loadOf = (root: Node): Load => {
  const bindings = new Map<string, string[]>();
  const effects: Effect[] = [];
  const assignments: { path: string; node: Node }[] = [];
  const bind = (path: string, what: string): void => {
    const known = bindings.get(path) ?? [];
    if (!what.startsWith('import') || !known.includes(what)) bindings.set(path, [...known, what]);
  };
  const visit = (block: Node, prefix: string): void => {
    for (const node of block.children) statement(node, prefix);
  };
  const statement = (node: Node, prefix: string): void => {
    const name = child(node, 'identifier')?.text ?? '';
    if (node.kind === 'decorated_definition' || node.kind === 'block' || node.kind.endsWith('_clause'))
      visit(node, prefix);
    else if (node.kind === 'function_definition') bind(prefix + name, 'definition');
    else if (node.kind === 'class_definition') {
      bind(prefix + name, 'definition');
      const body = child(node, 'block');
      if (body) visit(body, `${prefix}${name}.`);
    } else if (/^(import|import_from|future_import)_statement$/.test(node.kind))
      for (const [path, what] of importedBy(node)) bind(prefix + path, `import ${what}`);
    else if (node.kind === 'expression_statement') expression(node, prefix);
    else if (COMPOUND.test(node.kind)) {
      effects.push({ head: node.kind, text: headerOf(node) });
      visit(node, prefix);
    } else if (node.kind.endsWith('_statement') && !SILENT.test(node.kind))
      effects.push({ head: node.kind, text: codeOf(node) });
  };
  const expression = (node: Node, prefix: string): void => {
    const [first] = node.children;
    if (first === undefined || first.kind === 'string') return;
    const targets = first.kind === 'assignment' ? namesIn(first.children[0]) : undefined;
    for (const target of targets ?? []) {
      bind(prefix + target, 'value');
      assignments.push({ path: prefix + target, node: first });
    }
    if (targets) return;
    const head = first.kind === 'await' ? first.children[1] : first;
    effects.push({ head: `${head?.kind} ${codeOf(head?.children[0] ?? first)}`, text: codeOf(first) });
  };
  visit(root, '');
  return { bindings, effects, assignments };
};

/** A compound statement without its blocks and clauses. */
const headerOf = (node: Node): string =>
  codeOf({
    ...node,
    children: node.children.filter(({ kind }) => kind !== 'block' && !kind.endsWith('_clause')),
  });

/** The names that an assignment binds; undefined if it does something else, too, such as setting an attribute. */
const namesIn = (target: Node | undefined): readonly string[] | undefined => {
  if (target?.kind === 'identifier') return [target.text];
  if (!target || !/^(pattern_list|tuple_pattern|list_pattern)$/.test(target.kind)) return undefined;
  const inside = operands(target).map(namesIn);
  return inside.includes(undefined) ? undefined : inside.flatMap((names) => names ?? []);
};

const importedBy = (node: Node): readonly (readonly [string, string])[] => {
  const [first, ...members] = operands(node);
  const module = node.kind === 'import_from_statement' ? first?.text : undefined;
  return (module === undefined ? operands(node) : members).map((each) => {
    const [name, alias] = each.kind === 'aliased_import' ? operands(each) : [each, undefined];
    const bound = alias?.text ?? (module === undefined ? name?.text.split('.')[0] : name?.text) ?? '';
    const what = module === undefined ? (alias ? name?.text : bound) : `${module}.${name?.text}`;
    return [bound, what ?? ''] as const;
  });
};

/**
 * What a program does when it is loaded and the base did not: a second value for a name that had one, a statement
 * that is neither an import, a definition nor the assignment of a new name, or such an assignment by a call that
 * whoever loads it would notice. A statement may become another one of the same kind: `app.run(debug=True)` another
 * call of `app.run`. In words; undefined: nothing.
 */
export const loadChanged = (base: Program, changed: Program): string | undefined => {
  const [before, now] = [loadOf(base.root), loadOf(changed.root)];
  for (const [path, bound] of now.bindings)
    if (before.bindings.get(path)?.length === 1 && bound.length > 1) return `binds ${path} a second time`;
  const left = before.effects.map(({ text }) => text);
  const added = now.effects.filter(({ text }) => !takeFrom(left, text));
  const gone = before.effects.filter(({ text }) => takeFrom(left, text)).map(({ head }) => head);
  const effect = added.find(({ head }) => !takeFrom(gone, head));
  if (effect) return `does more when it is loaded: ${effect.text.slice(0, 60)}`;
  const felt = now.assignments.find(
    ({ path, node }) => !before.bindings.has(path) && [...walk(node)].some(isFelt),
  );
  return felt && `does more when it is loaded: ${codeOf(felt.node).slice(0, 60)}`;
};

const isFelt = (node: Node): boolean => node.kind === 'call' && FELT.test(node.children[0]?.text ?? '');

/** Takes one of these out of a list; whether it was there. */
const takeFrom = (list: string[], one: string): boolean => {
  const at = list.indexOf(one);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
};
