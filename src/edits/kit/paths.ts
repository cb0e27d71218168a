import { after, type Node, operands } from '../../syntax/python.ts';
import type { Source } from '../source.ts';
import { callOf } from './calls.ts';
import { holesOf } from './holes.ts';
import { bare, builtFrom, isLiteral } from './strings.ts';
import { bindingsOf, isPure } from './values.ts';

/** A path made of a folder and what comes below it, both as they are written. */
export type Joined = { readonly folder: string; readonly isPath: boolean };

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
    const at = call.args.findIndex((arg, index) => index > 0 && isForeign(source, arg));
    const [first] = call.args;
    if (at < 1 || first === undefined) return undefined;
    const folder = call.args.slice(0, at).map(({ text }) => text);
    return { folder: at === 1 ? first.text : `${call.callee.text}(${folder.join(', ')})`, isPath: false };
  }
  if (call?.method === 'joinpath' && call.callee.kind === 'attribute') {
    const [object] = operands(call.callee);
    const isOpen = call.args.some((arg) => isForeign(source, arg));
    return object && isOpen && isPathObject(source, object)
      ? { folder: object.text, isPath: true }
      : undefined;
  }
  if (node.kind === 'binary_operator' && node.children[1]?.kind === '/') {
    const [left, right] = operands(node);
    if (left === undefined || right === undefined) return undefined;
    if (!isForeign(source, right)) return joinedIn(source, bare(left));
    const outer = joinedIn(source, bare(left));
    return outer ?? (isPathObject(source, left) ? { folder: left.text, isPath: true } : undefined);
  }
  return joinedText(source, node);
};

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
  if (built === undefined || built.applied || node.kind !== 'string') return undefined;
  const at = built.pieces.findIndex((piece, index) => {
    const before = built.pieces[index - 1];
    return (
      piece.kind === 'hole' &&
      before?.kind === 'text' &&
      before.raw.endsWith('/') &&
      isForeign(source, piece.value)
    );
  });
  const first = built.pieces[0];
  const hole = built.pieces[at];
  if (at < 1 || first === undefined || hole === undefined) return undefined;
  if (first.kind === 'text' && /^\w+:|[?\s<]/.test(first.raw)) return undefined;
  if (
    first.kind === 'hole' &&
    at === 2 &&
    built.pieces[1]?.kind === 'text' &&
    /^\/+$/.test(built.pieces[1].raw)
  )
    return first.conversion === undefined && first.spec === undefined
      ? { folder: first.value.text, isPath: false }
      : undefined;
  const prefix = node.text.slice(0, hole.start - node.start);
  const mark = /['"]+$/.exec(node.text)?.[0] ?? '';
  return /^[a-zA-Z]*['"]\/|\{/.test(prefix) ? { folder: `${prefix}${mark}`, isPath: false } : undefined;
};
