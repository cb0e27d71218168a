import { elementsOf, isScalar, stringNode, textOf, unwrapped } from '../../../syntax/literals.ts';
import { after, type Node } from '../../../syntax/python.ts';
import { hold, lookUp, type Meaning, NOTHING, type Reader } from './meaning.ts';
import { itemOf, partOf } from './use.ts';

/** An environment variable: it will have a value that we choose. */
export const environmentVariable = ({ surroundings }: Reader, name: Node): Meaning => {
  const text = textOf(name);
  return text === undefined ? NOTHING : { literals: [stringNode(surroundings.environment(text))] };
};

/** `container[index]`: the index is one of the keys, the whole is an entry. */
export const readSubscript = (reader: Reader, node: Node): Meaning => {
  const [container, index] = [node.children[0], after(node, '[')];
  if (!container || !index) return NOTHING;
  if (/^(os\.)?environ$/.test(container.text)) return environmentVariable(reader, index);
  const base = reader.visit(container);
  lookUp(reader.visit(index), base);
  const literals = base.literals.flatMap((each) => elementsOf(each, isScalar(index) ? index : undefined));
  if (!base.use) return { literals };
  if (index.kind === 'slice' || base.aspect === 'part') return { ...base, literals };
  if (textOf(index) === undefined) return { use: itemOf(base.use), literals };
  base.use.kinds.add('dict');
  return { use: partOf(base.use.keys, index.text), literals };
};

const ASPECTS = { netloc: 'host', hostname: 'host', scheme: 'scheme', suffix: 'suffix' } as const;

/** `object.name`: parts of addresses and paths, or an attribute that the object must have. */
export const readAttribute = (reader: Reader, node: Node): Meaning => {
  const [object, name = ''] = [node.children[0], node.children.at(-1)?.text];
  const { use, aspect } = object ? reader.visit(object) : NOTHING;
  if (!use) return NOTHING;
  if (name in ASPECTS) return { use, aspect: ASPECTS[name as keyof typeof ASPECTS], literals: [] };
  return aspect === 'url' ? NOTHING : { use: partOf(use.attributes, name), literals: [] };
};

/** Of `value SIGN number`, what to add to the number to have values for which it holds and for which it does not. */
const STEPS: Readonly<Record<string, readonly number[]>> = {
  '==': [0],
  '!=': [0],
  '<': [-1, 0],
  '>=': [-1, 0],
  '>': [0, 1],
  '<=': [0, 1],
};

/** Comparisons say which values make a difference. */
export const readComparison = (reader: Reader, node: Node): Meaning => {
  const [left, operator, right] = node.children;
  if (!left || !right) return NOTHING;
  const [one, other] = [reader.visit(left), reader.visit(right)];
  for (const each of node.children.slice(3)) reader.visit(each);
  const sign = operator?.text.replaceAll(/\s+/g, ' ') ?? '';
  if (/^(not )?in$/.test(sign)) {
    lookUp(one, other);
    const part = reader.surroundings.inline ? textOf(left) : undefined;
    if (part !== undefined) other.use?.holds.add(part);
    if (part !== undefined && other.use?.kinds.has('dict')) partOf(other.use.keys, left.text);
  }
  const steps = STEPS[sign] ?? [];
  const turned = steps.map((step) => -step);
  if (steps.length > 0) {
    for (const literal of other.literals.map(unwrapped)) hold(one, literal, steps);
    for (const literal of one.literals.map(unwrapped)) hold(other, literal, turned);
  }
  return NOTHING;
};
