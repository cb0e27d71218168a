import { type Node, operands } from '../../../syntax/python.ts';
import { elementOf } from './containers.ts';
import type { Run } from './run.ts';
import { bake, lookUp, type State } from './state.ts';
import { mergeAtoms, partOf, type Value } from './value.ts';

/** Gives a value to a variable, to several, or to a part of an object. */
export const bindTarget = (target: Node, value: Value, state: State, run: Run): void => {
  switch (target.kind) {
    case 'identifier':
    case 'attribute':
      run.emit('assign', { node: target, target: target.text, value, state });
      state.variables.set(target.text, bake(state, nameless(value) ? { ...value, ref: target.text } : value));
      return;
    case 'subscript': {
      const [object, index] = operands(target);
      if (index) run.evaluate(index, state);
      run.emit('assign', { node: target, target: target.text, value, state });
      if (object?.kind !== 'identifier' && object?.kind !== 'attribute') return;
      const before = lookUp(state, object.text);
      if (before === undefined) return;
      const { items: _, entries: __, constant: ___, ...rest } = before;
      state.variables.set(object.text, { ...rest, atoms: mergeAtoms([before, bake(state, value)]) });
      return;
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list': {
      const targets = operands(target);
      const items = value.items?.length === targets.length ? value.items : undefined;
      for (const [index, each] of targets.entries()) {
        const part = { ...elementOf(value), atoms: partOf(value, String(index)) };
        bindTarget(each, items?.[index] ?? part, state, run);
      }
      return;
    }
    case 'as_pattern_target':
    case 'list_splat_pattern':
    case 'parenthesized_expression': {
      const [inner] = operands(target);
      if (inner) bindTarget(inner, value, state, run);
      return;
    }
    default:
  }
};

/** A list or dictionary that is written out: what is taken from it is known by the name of its variable. */
const nameless = ({ ref, items, entries }: Value): boolean =>
  ref === undefined && (items !== undefined || entries !== undefined);
