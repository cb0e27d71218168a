import { type Node, operands } from '../python.ts';
import type { Found, Inside } from './names.ts';

/**
 * The names of a `case`: those that it captures are bound (early: its condition reads them), those of classes and
 * constants are read.
 */
export const pattern = (
  node: Node,
  inside: Inside,
  found: Found,
  read: (node: Node, inside: Inside, found: Found) => void,
): void => {
  const capture = ({ text: name, start: at }: Node): void => {
    found.binds.push({ name, owner: inside.owner, at, early: true, when: 'perhaps' });
  };
  const within = (each: Node): void => {
    const [first, ...rest] = operands(each);
    if (each.kind === 'identifier') capture(each);
    else if (first === undefined) return;
    else if (each.kind === 'dotted_name') (rest.length === 0 ? capture : known)(first);
    else if (each.kind === 'class_pattern') {
      known(first.children[0] ?? first);
      rest.forEach(within);
    } else if (each.kind === 'keyword_pattern') rest.forEach(within);
    else operands(each).forEach(within);
  };
  const known = (each: Node): void => read(each, inside, found);
  within(node);
};
