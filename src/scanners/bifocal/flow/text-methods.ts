import type { Call } from './events.ts';
import type { Run } from './run.ts';
import { build, formatPieces } from './strings.ts';
import { addTraits, derived, madeFrom, textOf, type Value } from './value.ts';

/** Methods of strings whose result is known. */
export const textResult = (call: Call, run: Run): Value | undefined => {
  const { method, receiver, args, keywords, node, state } = call;
  if (receiver === undefined) return undefined;
  const template = textOf(receiver);
  switch (method) {
    case 'format':
    case 'format_map':
    case 'substitute':
    case 'safe_substitute': {
      if (method !== 'format' || template === undefined) {
        return {
          ...madeFrom(receiver, ...args, ...keywords.values()),
          ...(receiver.pieces && { pieces: receiver.pieces }),
        };
      }
      return build(node, formatPieces(template, args, keywords) ?? [], state, run);
    }
    case 'join': {
      const [parts] = args;
      const items = parts?.items;
      if (template === undefined || parts === undefined) return undefined;
      if (!items) return { ...madeFrom(parts), pieces: [parts] };
      return build(
        node,
        items.flatMap((item, index) => (index === 0 ? [item] : [template, item])),
        state,
        run,
      );
    }
    case 'replace': {
      const removes = args[1]?.constant === '';
      const value = madeFrom(receiver, ...args.slice(1));
      const pieces = receiver.pieces ?? (template === undefined ? undefined : [template]);
      return {
        atoms: removes ? addTraits(value.atoms, ['substituted']) : value.atoms,
        checks: [],
        ...(pieces && { pieces: [...pieces, ...args.slice(1, 2)] }),
      };
    }
    case 'strip':
    case 'lstrip':
    case 'rstrip':
    case 'lower':
    case 'upper':
    case 'encode':
    case 'decode':
    case 'title':
      return receiver.constant === undefined
        ? { ...receiver, atoms: derived(receiver.atoms), checks: [] }
        : receiver;
    default:
      return undefined;
  }
};
