import { USUAL } from '../../knowledge/usual-imports.ts';
import { child, type Node, operands, walk } from '../../syntax/python.ts';
import { lookUp, type Scopes } from './scopes.ts';

/** How far names are followed through variables. */
const MAX_STEPS = 8;

/**
 * The qualified name of what an expression stands for: `subprocess.run` of `sp.run` after `import subprocess as sp`,
 * `sqlite3.connect().execute` of `db.execute` after `db = sqlite3.connect(path)`. A parameter is an instance of its
 * annotation. Undefined where the program gives the name a meaning of its own, or several. A name that nothing binds
 * is taken to be Python's, or of a module that code before this has imported.
 */
export const namer = (scopes: Scopes, parentOf: (node: Node) => Node | undefined) => {
  const nameOf = (node: Node, steps = MAX_STEPS): string | undefined => {
    if (steps === 0) return undefined;
    switch (node.kind) {
      case 'identifier':
        return nameOfIdentifier(node, steps);
      case 'dotted_name':
        return undefined;
      case 'attribute': {
        const [object, name] = operands(node);
        if (object === undefined || name === undefined) return undefined;
        if (object.text === 'self') return nameOfField(node, steps);
        const base = nameOf(object, steps - 1);
        return base === undefined ? undefined : `${base}.${name.text}`;
      }
      case 'call': {
        const callee = node.children[0] && nameOf(node.children[0], steps - 1);
        return callee === undefined ? undefined : `${callee}()`;
      }
      case 'parenthesized_expression':
      case 'await':
      case 'type': {
        const inner = operands(node).at(-1);
        return inner && nameOf(inner, steps - 1);
      }
      case 'string':
        return undefined;
      default:
        return undefined;
    }
  };

  const nameOfIdentifier = (node: Node, steps: number): string | undefined => {
    const scope = scopes.get(node);
    const bindings = scope && lookUp(node.text, scope);
    if (bindings === undefined) return Object.hasOwn(USUAL, node.text) ? USUAL[node.text] : node.text;
    return common(
      bindings.map((binding) => {
        if (binding.kind === 'import') return binding.ref;
        if (binding.kind === 'value') {
          if (binding.value.text === 'None') return null;
          return nameOf(binding.value, steps - 1);
        }
        const type = binding.kind === 'parameter' && binding.type && nameOf(binding.type, steps - 1);
        return type ? `${type}()` : undefined;
      }),
    );
  };

  /** `self.name`, by what the class assigns to it. */
  const nameOfField = (node: Node, steps: number): string | undefined => {
    let owner = parentOf(node);
    while (owner && owner.kind !== 'class_definition') owner = parentOf(owner);
    const body = owner && child(owner, 'block');
    if (body === undefined) return undefined;
    const names: (string | undefined)[] = [];
    for (const each of walk(body)) {
      if (each.kind !== 'assignment' || each.children[0]?.text !== node.text) continue;
      const value = each.children.at(-1);
      if (value?.text !== 'None') names.push(value && nameOf(value, steps - 1));
    }
    return common(names);
  };

  return (node: Node): string | undefined => nameOf(node);
};

/** The one name that all agree on; null says nothing. */
const common = (names: readonly (string | undefined | null)[]): string | undefined => {
  const [first, ...rest] = names.filter((name) => name !== null);
  return rest.every((name) => name === first) ? first : undefined;
};
