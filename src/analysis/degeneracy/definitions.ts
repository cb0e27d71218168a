import { child, type Node, operands } from '../../syntax/python.ts';
import { type StubKind, stubOf } from './stub.ts';
import { abstractNodes } from './tree.ts';

/** What a name of a module, or of a class in it, stands for. */
export type Definition = {
  /** `value`: something else that was assigned to the name. */
  readonly kind: 'function' | 'class' | 'value';
  /** Names, those of the rest with their stars: `*args`, `**options`. Of a function only. */
  readonly parameters: readonly string[];
  /** Of the parameters those that the body uses, without stars. */
  readonly used: ReadonlySet<string>;
  /** Nodes of its syntax tree. */
  readonly nodes: number;
  /** How it does nothing; undefined: it does something, or is no function. */
  readonly stub: StubKind | undefined;
};

/**
 * All that a module defines, by name: `function`, `Class`, `Class.method`. What is defined within functions is not
 * here; what is defined in a branch of the module is.
 */
export const definitionsOf = (root: Node): ReadonlyMap<string, Definition> => {
  const found = new Map<string, Definition>();
  collect(root, '', found);
  return found;
};

const BRANCHING =
  /^(block|if_statement|elif_clause|else_clause|try_statement|except_clause|finally_clause|with_statement|decorated_definition)$/;

const collect = (node: Node, prefix: string, found: Map<string, Definition>): void => {
  for (const each of node.children) {
    const name = child(each, 'identifier')?.text;
    const body = child(each, 'block');
    if (each.kind === 'function_definition' && name && body) {
      found.set(prefix + name, functionOf(each, child(each, 'parameters'), body));
    } else if (each.kind === 'class_definition' && name && body) {
      found.set(prefix + name, {
        kind: 'class',
        parameters: [],
        used: NONE,
        nodes: sizeOf(each),
        stub: undefined,
      });
      collect(body, `${prefix}${name}.`, found);
    } else if (each.kind === 'expression_statement' && each.children[0]?.kind === 'assignment') {
      const [target, ...rest] = each.children[0].children;
      const value = rest.at(-1);
      if (target?.kind === 'identifier' && value) found.set(prefix + target.text, assignedTo(value));
    } else if (BRANCHING.test(each.kind)) collect(each, prefix, found);
  }
};

const functionOf = (node: Node, parameters: Node | undefined, body: Node): Definition => {
  const names = parameterNames(parameters);
  return {
    kind: 'function',
    parameters: names,
    used: usedIn(body, names),
    nodes: sizeOf(node),
    stub: stubOf(body, names),
  };
};

const NONE: ReadonlySet<string> = new Set();

const usedIn = (body: Node, parameters: readonly string[]): ReadonlySet<string> => {
  const names = new Set(
    [...abstractNodes(body)].filter(({ kind }) => kind === 'identifier').map(({ text }) => text),
  );
  return new Set(parameters.map((each) => each.replace(/^\*+/, '')).filter((each) => names.has(each)));
};

const assignedTo = (value: Node): Definition => {
  const nodes = sizeOf(value);
  if (value.kind !== 'lambda') return { kind: 'value', parameters: [], used: NONE, nodes, stub: undefined };
  const parameters = parameterNames(child(value, 'lambda_parameters'));
  return { kind: 'function', parameters, used: usedIn(value, parameters), nodes, stub: undefined };
};

const parameterNames = (list: Node | undefined): string[] =>
  (list ? operands(list) : []).flatMap((each) => {
    const pattern = /_pattern$/.test(each.kind)
      ? each
      : child(each, 'list_splat_pattern', 'dictionary_splat_pattern');
    if (pattern) return [pattern.text];
    return (each.kind === 'identifier' ? each : child(each, 'identifier'))?.text ?? [];
  });

const sizeOf = (node: Node): number => [...abstractNodes(node)].length;
