import { constantOf } from '../../../knowledge/constants.ts';
import { after, type Node, operands } from '../../../syntax/python.ts';
import { sourceOf } from '../know/sources.ts';
import type { State } from './state.ts';
import { named, type Value } from './value.ts';

/** `import a.b`, `import a.b as c` */
export const bindImport = (node: Node, state: State): boolean => {
  for (const each of operands(node)) {
    if (each.kind === 'aliased_import') {
      const [module, alias] = operands(each);
      if (module && alias) state.variables.set(alias.text, imported(module.text));
    } else {
      const [top = each.text] = each.text.split('.');
      state.variables.set(top, imported(top));
    }
  }
  return true;
};

/** `from a import b as c` */
export const bindImportFrom = (node: Node, state: State): boolean => {
  const from = after(node, 'from');
  if (from === undefined) return true;
  for (const each of operands(node)) {
    if (each === from) continue;
    const [name, alias] = each.kind === 'aliased_import' ? operands(each) : [each, each];
    if (name && alias) state.variables.set(alias.text, imported(`${from.text}.${name.text}`));
  }
  return true;
};

const imported = (name: string): Value => {
  const ref = canonical(name);
  const constant = constantOf(name);
  return { ...named(ref), atoms: sourceOf(ref), ...(constant !== undefined && { constant }) };
};

/** Other names of the same thing. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(cPickle|_pickle|six\.moves\.cPickle)\b/, 'pickle'],
  [/^xml\.etree\.cElementTree\b/, 'xml.etree.ElementTree'],
  [/^six\.moves\.urllib\b/, 'urllib'],
  [/^urllib2\b/, 'urllib.request'],
  [/^commands\b/, 'subprocess'],
  [/^ruamel\.yaml\b/, 'yaml'],
  [/^werkzeug\.utils\.escape$/, 'html.escape'],
  [/^Crypto(dome)?\b/, 'Crypto'],
];

const canonical = (name: string): string => {
  const known = SAME.find(([pattern]) => pattern.test(name));
  return known ? name.replace(known[0], known[1]) : name;
};
