import { elementsOf, isScalar, textOf } from '../../../syntax/literals.ts';
import { type Node, operands } from '../../../syntax/python.ts';
import { ARGUMENT_ROLES, byName, METHOD_KINDS, SAME_TEXT, SAME_VALUE, TYPE_KINDS } from './calls.ts';
import { environmentVariable } from './expressions.ts';
import { parametersOf } from './functions.ts';
import { elements, lookUp, type Meaning, NOTHING, type Reader } from './meaning.ts';
import { keyOf, parsedOf, partOf, resultOf, type Use } from './use.ts';

/** A call: of a method, of a parameter, of a function of the module or of a library. */
export const readCall = (reader: Reader, node: Node): Meaning => {
  const [target, list] = node.children;
  if (!target || !list) return NOTHING;
  const given = list.kind === 'argument_list' ? operands(list) : [list];
  if (target.kind === 'attribute') return readMethod(reader, target, given);
  const meanings = given.map(reader.visit);
  if (target.kind !== 'identifier') {
    reader.visit(target);
    return NOTHING;
  }
  const called = reader.scope.get(target.text)?.use;
  if (called) {
    called.kinds.add('callable');
    return { use: resultOf(called), literals: [] };
  }
  if (target.text === 'isinstance') return readTypeCheck(meanings[0], given[1]);
  return readFunction(reader, target.text, meanings, given);
};

const readTypeCheck = (value: Meaning | undefined, types: Node | undefined): Meaning => {
  for (const { text } of types ? [types, ...types.children] : []) {
    const kind = TYPE_KINDS[text];
    if (kind) value?.use?.kinds.add(kind);
  }
  return NOTHING;
};

const readMethod = (reader: Reader, target: Node, given: readonly Node[]): Meaning => {
  const [object, name = ''] = [target.children[0], target.children.at(-1)?.text];
  const base = object ? reader.visit(object) : NOTHING;
  const meanings = given.map(reader.visit);
  const [first] = given;
  if (/^(os\.)?(environ\.get|getenv)$/.test(target.text) && first) return environmentVariable(reader, first);
  if (/^(get|pop|setdefault)$/.test(name) && first) return readGet(base, first, meanings[0] ?? NOTHING);
  if (base.use) return readUsedMethod(base.use, name, reader.surroundings.inline ? given : []);
  if (name === 'values') return { literals: base.literals.flatMap((each) => elementsOf(each, undefined)) };
  if ((name === 'keys' || name === 'items') && base.literals.length > 0) return base;
  return readFunction(reader, target.text, meanings, given);
};

/** `container.get(key)`: like a subscript, but the key may be missing. */
const readGet = (base: Meaning, key: Node, meaning: Meaning): Meaning => {
  lookUp(meaning, base);
  const literals = base.literals.flatMap((each) => elementsOf(each, isScalar(key) ? key : undefined));
  if (!base.use) return { literals };
  base.use.kinds.add('dict');
  if (!isScalar(key)) return { ...elements(base), literals };
  base.use.optional.add(key.text);
  return { use: partOf(base.use.keys, key.text), literals };
};

/** A method of a parameter, or of a part of one: it tells what kind of value it is, and what it looks for in it. */
const readUsedMethod = (use: Use, name: string, given: readonly Node[]): Meaning => {
  const kind = METHOD_KINDS[name];
  if (kind) use.kinds.add(kind);
  if (name === 'format')
    for (const { kind, children } of given)
      if (kind === 'keyword_argument' && children[0]) use.fields.add(children[0].text);
  if (name === 'items') return { use, literals: [] };
  if (name === 'keys') return { use: keyOf(use), literals: [] };
  const into = { startswith: use.starts, endswith: use.ends, split: use.holds }[name];
  for (const each of given.flatMap((node) => (node.kind === 'tuple' ? operands(node) : [node]))) {
    const text = textOf(each);
    if (text !== undefined) into?.add(text);
  }
  if (SAME_TEXT.has(name)) return { use, literals: [] };
  if (/^r?split(lines)?$|partition$/.test(name)) return { use, aspect: 'part', literals: [] };
  return kind ? NOTHING : { use: resultOf(partOf(use.attributes, name)), literals: [] };
};

/** A function that is known by its name. */
const readFunction = (
  reader: Reader,
  name: string,
  meanings: readonly Meaning[],
  given: readonly Node[],
): Meaning => {
  const [first = NOTHING] = meanings;
  const role = byName(ARGUMENT_ROLES, name);
  if (role) first.use?.roles.add(role);
  if (first.use && (role === 'json' || role === 'query string'))
    return { use: parsedOf(first.use), literals: [] };
  const own = reader.surroundings.functions.get(name);
  if (own) reader.enter(own, passedTo(own, meanings, given));
  if (/^re\.(?!compile$)/.test(name)) for (const { use } of meanings.slice(1)) use?.kinds.add('str');
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last === 'urlparse' || last === 'urlsplit') return { ...first, aspect: 'url', literals: [] };
  if (last === 'splitext') return { ...first, aspect: 'suffix', literals: [] };
  if (name === 'len') return { ...first, aspect: 'length', literals: [] };
  if (name === 'os.path.join') {
    first.use?.roles.add('folder');
    meanings.at(-1)?.use?.roles.add('path');
    return meanings.at(-1) ?? NOTHING;
  }
  return SAME_VALUE.has(name) || SAME_VALUE.has(last) ? first : NOTHING;
};

/** The parts of parameters that a call hands on, by the names that they get there. */
const passedTo = (
  called: Node,
  meanings: readonly Meaning[],
  given: readonly Node[],
): ReadonlyMap<string, Use> => {
  const names = parametersOf(called).map(({ name }) => name);
  const passed = new Map<string, Use>();
  for (const [at, { use, aspect }] of meanings.entries()) {
    const node = given[at];
    const name = node?.kind === 'keyword_argument' ? node.children[0]?.text : names[at];
    if (name !== undefined && use && aspect === undefined) passed.set(name, use);
  }
  return passed;
};
