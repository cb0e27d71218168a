import { after, type Node, operands } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { callOf } from './calls.ts';
import { holesOf } from './holes.ts';
import { bare, builtFrom, isLiteral } from './strings.ts';
import { bindingsOf, isPure } from './values.ts';

/** The folders that a path should stay below, as they are written: what stands before each part from elsewhere. */
export type Joined = { readonly folders: readonly [string, ...string[]]; readonly isPath: boolean };

const FROM_SYSTEM = /^(os\.(listdir|scandir|walk)|glob\.(glob|iglob))\(\)/;

/** Whether a part of a path can lead elsewhere. */
const isForeign = (source: Source, node: Node, steps = 5): boolean => {
  const inner = bare(node);
  if (steps === 0) return true;
  if (isLiteral(inner) || inner.kind === 'integer') return false;
  const built = builtFrom(inner);
  if (built) return holesOf(built).some(({ value }) => isForeign(source, value, steps - 1));
  const call = callOf(source, inner);
  if (call && /^(os\.path\.basename|werkzeug\.utils\.secure_filename|uuid\.uuid4)$/.test(call.name ?? ''))
    return false;
  if (call && /^(hexdigest|hex|strftime|iterdir|glob|rglob)$/.test(call.method)) return false;
  const bindings = bindingsOf(source, inner);
  const [binding, ...more] = bindings;
  const over = binding?.kind === 'own' && more.length === 0 ? after(binding.node, 'in') : undefined;
  if (over) return isForeignList(source, over, steps - 1);
  const values = bindings.flatMap((binding) => (binding.kind === 'value' ? [binding.value] : []));
  if (values.length === bindings.length && values.length > 0)
    return values.some((value) => isForeign(source, value, steps - 1));
  return true;
};

/** Whether what a loop goes through can lead elsewhere: not what the system lists. */
const isForeignList = (source: Source, list: Node, steps: number): boolean => {
  if (FROM_SYSTEM.test(source.nameOf(list) ?? '')) return false;
  const call = callOf(source, list);
  const [inner] = /^(sorted|list|set|reversed|enumerate)$/.test(call?.name ?? '') ? (call?.args ?? []) : [];
  if (inner) return isForeignList(source, inner, steps);
  return list.kind !== 'identifier' || isForeign(source, list, steps);
};

/** `os.path.join(folder, name)`, `folder / name` or `folder.joinpath(name)`, `f"{folder}/{name}"` */
export const joinedIn = (source: Source, node: Node): Joined | undefined => {
  if (!isRepeatable(source, node)) return undefined;
  const call = callOf(source, node);
  if (call?.name === 'os.path.join' && !call.splat) {
    const folder = (end: number): string => {
      const parts = call.args.slice(0, end).map(({ text }) => text);
      return parts.length > 1 ? `${call.callee.text}(${parts.join(', ')})` : parts.join('');
    };
    return joinedOf(foreignAt(source, call.args, 1).map(folder), false);
  }
  if (call?.method === 'joinpath' && call.callee.kind === 'attribute') {
    const [object] = operands(call.callee);
    if (object === undefined || call.splat || !isPathObject(source, object)) return undefined;
    const folder = (end: number): string => {
      const parts = call.args.slice(0, end).map(({ text }) => text);
      return parts.length > 0 ? `${call.callee.text}(${parts.join(', ')})` : object.text;
    };
    return joinedOf(foreignAt(source, call.args, 0).map(folder), true);
  }
  if (node.kind === 'binary_operator' && node.children[1]?.kind === '/') {
    const [left, right] = operands(node);
    if (left === undefined || right === undefined) return undefined;
    const outer = joinedIn(source, bare(left))?.folders ?? [];
    const isOpen = isForeign(source, right) && (outer.length > 0 || isPathObject(source, left));
    return joinedOf(isOpen ? [...outer, left.text] : outer, true);
  }
  return joinedText(source, node);
};

const joinedOf = ([first, ...more]: readonly string[], isPath: boolean): Joined | undefined =>
  first === undefined ? undefined : { folders: [first, ...more], isPath };

/** Positions of the parts that can lead elsewhere, from one on. */
const foreignAt = (source: Source, parts: readonly Node[], from: number): readonly number[] =>
  [...parts.keys()].filter((at) => {
    const part = parts[at];
    return at >= from && part !== undefined && isForeign(source, part);
  });

/** What can be written once more without doing anything twice. */
const isRepeatable = (source: Source, node: Node): boolean => {
  const isSame = (each: Node): boolean => isRepeatable(source, each);
  const inner = bare(node);
  if (inner.kind === 'call') {
    const [callee, list] = inner.children;
    const isKnown = /^(os\.path\.join|pathlib\.Path|str)$|\.joinpath$/.test(
      (callee && (source.nameOf(callee) ?? callee.text)) ?? '',
    );
    return isKnown && list?.kind === 'argument_list' && operands(list).every(isSame);
  }
  if (inner.kind === 'string' || inner.kind === 'concatenated_string') return isPure(inner);
  return isPure(inner) || (inner.kind === 'binary_operator' && operands(inner).every(isSame));
};

const isPathObject = (source: Source, node: Node): boolean => {
  const inner = bare(node);
  const name = source.nameOf(inner) ?? '';
  if (/^(pathlib\.)?(Pure)?(Posix|Windows)?Path(\.cwd|\.home)?\(\)/.test(name)) return true;
  if (inner.kind === 'binary_operator' && inner.children[1]?.kind === '/') {
    const [left] = operands(inner);
    return left !== undefined && isPathObject(source, left);
  }
  return source.parentOf(node)?.children[1]?.kind === '/';
};

/** A text that looks like a path, with something from elsewhere behind a slash. */
const joinedText = (source: Source, node: Node): Joined | undefined => {
  const built = builtFrom(node);
  const [first] = built?.pieces ?? [];
  if (built === undefined || first === undefined || built.applied || node.kind !== 'string') return undefined;
  if (first.kind === 'text' && /^(\w+:|[^/.]*[?\s<])/.test(first.raw)) return undefined;
  const mark = /['"]+$/.exec(node.text)?.[0] ?? '';
  const folders = built.pieces.flatMap((piece, at) => {
    const before = built.pieces[at - 1];
    const isOpen = piece.kind === 'hole' && before?.kind === 'text' && before.raw.endsWith('/');
    if (!isOpen || !isForeign(source, piece.value)) return [];
    const isWhole =
      at === 2 && first.kind === 'hole' && before.raw === '/' && !first.conversion && !first.spec;
    if (isWhole) return [first.value.text];
    const prefix = node.text.slice(0, piece.start - node.start);
    return /^[a-zA-Z]*['"]+[/.]|\{/.test(prefix) ? [`${prefix}${mark}`] : [];
  });
  return joinedOf(folders, false);
};
