import { after, child, type Node, operands, walk } from './python.ts';

export type Parameter = {
  readonly name: string;
  readonly type?: Node;
  readonly fallback?: Node;
  readonly star: '' | '*' | '**';
};

/** A function of the program. */
export type FunctionInfo = {
  readonly key: string;
  readonly name: string;
  readonly node: Node;
  readonly body: Node;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly string[];
  /** The class that it is a method of. */
  readonly owner?: string;
  /** What that class is made from, as written. */
  readonly bases?: string;
  /** Whether its callers are in the program, so that their arguments tell what it gets. */
  readonly helper: boolean;
};

/** The key of a function: methods by class and name, others by name, and nested ones by where they stand, too. */
export const functionKey = (node: Node, owner: string | undefined): string => {
  const name = child(node, 'identifier')?.text ?? '';
  return owner === undefined ? `${name}@${node.start}` : `${owner}.${name}`;
};

type Owner = { readonly name: string; readonly bases: string };

/** All functions of a program by key. */
export const findFunctions = (root: Node): ReadonlyMap<string, FunctionInfo> => {
  const called = calledByOthers(root);
  const all = new Map<string, FunctionInfo>();
  const visit = (node: Node, owner: Owner | undefined, decorators: readonly string[]): void => {
    if (node.kind === 'function_definition') {
      const body = child(node, 'block');
      const name = child(node, 'identifier')?.text ?? '';
      const key = functionKey(node, owner?.name);
      const helper = called.has(name) && !decorators.some(isEntryDecorator);
      const parameters = parametersOf(child(node, 'parameters'));
      if (body) {
        all.set(key, {
          key,
          name,
          node,
          body,
          parameters,
          decorators,
          helper,
          ...(owner && { owner: owner.name, bases: owner.bases }),
        });
      }
      for (const each of node.children) visit(each, undefined, []);
    } else if (node.kind === 'class_definition') {
      const name = child(node, 'identifier')?.text ?? '';
      const bases = child(node, 'argument_list')?.text ?? '';
      for (const each of node.children) visit(each, each.kind === 'block' ? { name, bases } : undefined, []);
    } else if (node.kind === 'decorated_definition') {
      const texts = node.children.filter(({ kind }) => kind === 'decorator').map(({ text }) => text.slice(1));
      for (const each of node.children) visit(each, owner, texts);
    } else {
      for (const each of node.children) visit(each, node.kind === 'block' ? owner : undefined, []);
    }
  };
  visit(root, undefined, []);
  return all;
};

/** Decorators that do not hand the function to a framework. */
const isEntryDecorator = (decorator: string): boolean =>
  !/^(staticmethod|classmethod|property|cached_property|functools\.|lru_cache|cache\b|contextmanager|wraps)/.test(
    decorator,
  );

/**
 * Names of functions that another function calls. A caller without parameters is a demonstration, not a use, unless
 * the name is private.
 */
const calledByOthers = (root: Node): ReadonlySet<string> => {
  const called = new Set<string>();
  for (const node of walk(root)) {
    if (node.kind !== 'function_definition') continue;
    const own = child(node, 'identifier')?.text;
    const takesAny = parametersOf(child(node, 'parameters')).some(({ name }) => !/^(self|cls)$/.test(name));
    const isMethod = /^\(\s*(self|cls)\b/.test(child(node, 'parameters')?.text ?? '');
    for (const each of walk(node)) {
      if (each.kind !== 'call') continue;
      const callee = each.children[0]?.text.replace(/^(self|cls)\./, '') ?? '';
      if (callee === own || !/^\w+$/.test(callee)) continue;
      if (takesAny || isMethod || callee.startsWith('_')) called.add(callee);
    }
  }
  return called;
};

export const parametersOf = (list: Node | undefined): readonly Parameter[] =>
  (list?.children ?? []).flatMap((node): readonly Parameter[] => {
    const parameter = toParameter(node);
    return parameter ? [parameter] : [];
  });

const toParameter = (node: Node): Parameter | undefined => {
  const star = /^\*{0,2}/.exec(node.text)?.[0] as Parameter['star'];
  switch (node.kind) {
    case 'identifier':
      return { name: node.text, star: '' };
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern': {
      const name = child(node, 'identifier')?.text;
      return name === undefined ? undefined : { name, star };
    }
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'typed_parameter': {
      const name = /^\*{0,2}(\w+)/.exec(node.text)?.[1];
      const type = child(node, 'type');
      const fallback = after(node, '=');
      return name === undefined
        ? undefined
        : { name, star, ...(type && { type }), ...(fallback && { fallback }) };
    }
    default:
      return undefined;
  }
};

/** What a block does first, where that is a docstring. */
export const docstringOf = (body: Node): string | undefined => {
  const first = operands(body)[0];
  const text = first?.kind === 'expression_statement' ? first.children[0] : undefined;
  return text?.kind === 'string' ? text.text : undefined;
};
