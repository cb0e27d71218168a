import { parametersOf } from '../../syntax/functions.ts';
import { after, child, type Node, operands, walk } from '../../syntax/python.ts';

/** What gives a name its meaning in a scope. */
export type Binding = { readonly node: Node } & (
  | { readonly kind: 'import'; readonly ref: string }
  /** `value` is what the name stands for afterwards. */
  | { readonly kind: 'value'; readonly value: Node }
  | { readonly kind: 'parameter'; readonly type?: Node }
  /** A function, a class, a variable of a loop: something of the program's own. */
  | { readonly kind: 'own' }
);

export type Scope = {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly node: Node;
  readonly parent?: Scope;
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
};

type Draft = Omit<Scope, 'bindings' | 'parent'> & {
  readonly parent?: Draft;
  readonly bindings: Map<string, Binding[]>;
  /** Names that `global` and `nonlocal` make another scope's. */
  readonly elsewhere: Map<string, Draft>;
};

/** The scope of every node, as Python's own rules give it. */
export type Scopes = ReadonlyMap<Node, Scope>;

/** Goes through a program once and notes what binds which name where. */
export const findScopes = (root: Node): Scopes => {
  const scopes = new Map<Node, Draft>();
  const open = (kind: Scope['kind'], node: Node, parent?: Draft): Draft => ({
    kind,
    node,
    ...(parent && { parent }),
    bindings: new Map(),
    elsewhere: new Map(),
  });
  const module = open('module', root);

  const visit = (node: Node, scope: Draft): void => {
    scopes.set(node, scope);
    switch (node.kind) {
      case 'function_definition':
      case 'lambda':
        visitFunction(node, scope);
        return;
      case 'class_definition': {
        const name = child(node, 'identifier');
        if (name) bind(scope, name.text, { kind: 'own', node });
        const inner = open('class', node, scope);
        for (const each of node.children) visit(each, each.kind === 'block' ? inner : scope);
        return;
      }
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression': {
        const inner = open('comprehension', node, scope);
        for (const each of node.children) visit(each, inner);
        return;
      }
      case 'except_clause':
      case 'except_group_clause':
        for (const each of node.children) {
          if (each.kind !== 'as_pattern') visit(each, scope);
          else for (const inner of each.children) visit(inner, scope);
          bindTargets(child(each, 'as_pattern_target')?.children[0], scope, node);
        }
        return;
      case 'global_statement':
      case 'nonlocal_statement':
        for (const { text } of operands(node))
          scope.elsewhere.set(text, node.kind === 'global_statement' ? module : (scope.parent ?? module));
        break;
      default:
        note(node, scope);
    }
    for (const each of node.children) visit(each, scope);
  };

  const visitFunction = (node: Node, scope: Draft): void => {
    const name = node.kind === 'lambda' ? undefined : child(node, 'identifier');
    if (name) bind(scope, name.text, { kind: 'own', node });
    const inner = open('function', node, scope);
    const list = child(node, 'parameters', 'lambda_parameters');
    for (const { name, type } of parametersOf(list))
      bind(inner, name, { kind: 'parameter', node: list ?? node, ...(type && { type }) });
    const body = node.children.at(-1);
    for (const each of node.children) visit(each, each === body ? inner : scope);
  };

  visit(root, module);
  return scopes;
};

const bind = (scope: Draft, name: string, binding: Binding): void => {
  const target = scope.elsewhere.get(name) ?? scope;
  const all = target.bindings.get(name);
  if (all) all.push(binding);
  else target.bindings.set(name, [binding]);
};

/** What a node binds in the scope that it stands in. */
const note = (node: Node, scope: Draft): void => {
  switch (node.kind) {
    case 'import_statement':
    case 'import_from_statement':
      for (const { name, ref } of importedNames(node)) bind(scope, name, { kind: 'import', node, ref });
      return;
    case 'assignment':
      bindTargets(node.children[0], scope, node, after(node, '='));
      return;
    case 'named_expression':
      bindTargets(node.children[0], outside(scope), node, after(node, ':='));
      return;
    case 'as_pattern':
      bindTargets(child(node, 'as_pattern_target')?.children[0], scope, node, node.children[0]);
      return;
    case 'augmented_assignment':
      bindTargets(node.children[0], scope, node);
      return;
    case 'for_statement':
    case 'for_in_clause':
      bindTargets(after(node, 'for'), scope, node);
      return;
    case 'delete_statement':
      for (const each of operands(node)) bindTargets(each, scope, node);
      return;
    case 'case_pattern':
      for (const { kind, text } of walk(node))
        if (kind === 'identifier') bind(scope, text, { kind: 'own', node });
      return;
    default:
  }
};

/** An assignment in a comprehension is one of the function around it. */
const outside = (scope: Draft): Draft =>
  scope.kind === 'comprehension' && scope.parent ? outside(scope.parent) : scope;

const bindTargets = (target: Node | undefined, scope: Draft, node: Node, value?: Node): void => {
  if (target === undefined) return;
  if (target.kind === 'identifier') {
    bind(scope, target.text, value ? { kind: 'value', node, value } : { kind: 'own', node });
  } else if (
    /^(pattern_list|tuple|list|tuple_pattern|list_pattern|list_splat_pattern|parenthesized_expression)$/.test(
      target.kind,
    )
  ) {
    for (const each of operands(target)) bindTargets(each, scope, node);
  }
};

/** The names that an import makes, and what each of them stands for. */
export const importedNames = (node: Node): readonly { name: string; ref: string; node: Node }[] => {
  const module = node.kind === 'import_from_statement' ? after(node, 'from') : undefined;
  return operands(node).flatMap((each) => {
    if (each === module || !/^(dotted_name|aliased_import)$/.test(each.kind)) return [];
    const [target, alias] = each.kind === 'aliased_import' ? operands(each) : [each];
    if (target === undefined) return [];
    if (module) return [{ name: (alias ?? target).text, ref: `${module.text}.${target.text}`, node: each }];
    const [top = target.text] = target.text.split('.');
    return [{ name: alias?.text ?? top, ref: alias ? target.text : top, node: each }];
  });
};

/** What a name means where a node stands; undefined: nothing in the program gives it a meaning. */
export const lookUp = (name: string, scope: Scope): readonly Binding[] | undefined => {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const bindings = at.kind === 'class' && at !== scope ? undefined : at.bindings.get(name);
    if (bindings) return bindings;
  }
  return undefined;
};

/** What a name is imported as, if nothing else gives it a meaning but `None`, where the module is missing. */
export const importedRef = (bindings: readonly Binding[]): string | undefined => {
  const refs = new Set(
    bindings.flatMap((binding) => {
      if (binding.kind === 'import') return [binding.ref];
      return binding.kind === 'value' && binding.value.text === 'None' ? [] : [''];
    }),
  );
  const [only = '', ...more] = refs;
  return only !== '' && more.length === 0 ? only : undefined;
};
