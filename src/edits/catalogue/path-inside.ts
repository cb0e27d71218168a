import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite, Needs } from '../edit.ts';
import { callOf } from '../kit/calls.ts';
import { holesOf } from '../kit/holes.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import { insertAfter, insertBefore, statementAround, step } from '../kit/statements.ts';
import { bare, builtFrom, isLiteral } from '../kit/strings.ts';
import { bindingsOf, isPure, usesOf } from '../kit/values.ts';
import { ancestors, functionAround, type Source } from '../source.ts';

/** A path made of a folder and what comes below it, both as they are written. */
type Joined = { readonly folder: string; readonly isPath: boolean };

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
  if (bindings.length === 1 && bindings[0]?.kind === 'own' && bindings[0].node.kind === 'for_statement') {
    const [, , , over] = bindings[0].node.children;
    return !FROM_SYSTEM.test((over && source.nameOf(over)) ?? '');
  }
  const values = bindings.flatMap((binding) => (binding.kind === 'value' ? [binding.value] : []));
  if (values.length === bindings.length && values.length > 0)
    return values.some((value) => isForeign(source, value, steps - 1));
  return true;
};

/** `os.path.join(folder, name)`, `folder / name` or `folder.joinpath(name)`, `f"{folder}/{name}"` */
const joinedIn = (source: Source, node: Node): Joined | undefined => {
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

/** The check, and the exception where it fails. */
const checkOf = (
  source: Source,
  at: Node,
  path: string,
  joined: Joined,
): ({ lines: readonly string[] } & Needs) | undefined => {
  const raise = `${step(source)}raise PermissionError(${quote(source, 'the path leads out of its folder')})`;
  if (joined.isPath) {
    const folder = /^[\w.]+$/.test(joined.folder) ? joined.folder : `(${joined.folder})`;
    const whole = /^[\w.]+$/.test(path) ? path : `(${path})`;
    return { lines: [`if not ${whole}.resolve().is_relative_to(${folder}.resolve()):`, raise] };
  }
  const reached = reach(source, at, 'pathlib.Path');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    lines: [`if not ${text}(${path}).resolve().is_relative_to(${text}(${joined.folder}).resolve()):`, raise],
    ...needs,
  };
};

/** Whether the function has this check, or another one of where paths lead. */
const isChecked = (source: Source, node: Node, [line = '']: readonly string[]): boolean => {
  const { text } = functionAround(source, node) ?? source.root;
  return text.includes(line) || /commonpath|safe_join|\.relative_to\(/.test(text);
};

/** A path that is kept in a variable is checked there. */
const ofVariable = (source: Source, node: Node): EditSite | undefined => {
  const [target, value] = node.kind === 'assignment' ? operands(node) : [];
  const joined = value && joinedIn(source, value);
  const statement = source.parentOf(node);
  if (target?.kind !== 'identifier' || joined === undefined || statement === undefined) return undefined;
  const check = checkOf(source, node, target.text, joined);
  if (check === undefined || isChecked(source, node, check.lines)) return undefined;
  const { lines, ...needs } = check;
  const inserted = insertAfter(source, statement, lines);
  if (inserted === undefined) return undefined;
  return { about: [node, ...usesOf(source, target)], what: WHAT, changes: [inserted], ...needs };
};

const WHAT = 'refuse paths that lead out of their folder';

const USED =
  /^(open|io\.open|os\.(remove|unlink|listdir|stat|path\.(exists|isfile|isdir|getsize)|makedirs|mkdir)|shutil\.\w+|flask\.send_file|send_file)$/;

/** A path that is used where it is made is checked before the statement. */
const ofArgument = (source: Source, node: Node): EditSite | undefined => {
  const list = source.parentOf(node);
  const call = list?.kind === 'argument_list' ? callOf(source, source.parentOf(list)) : undefined;
  const method =
    source.parentOf(node)?.kind === 'parenthesized_expression'
      ? source.parentOf(source.parentOf(node) ?? node)
      : undefined;
  const isUsed =
    USED.test(call?.name ?? '') ||
    (method?.kind === 'attribute' &&
      /\.(open|read_text|read_bytes|write_text|write_bytes|unlink|exists)$/.test(method.text));
  const statement = isUsed ? statementAround(source, node) : undefined;
  const joined = statement && joinedIn(source, node);
  if (statement === undefined || joined === undefined || isInCondition(source, node)) return undefined;
  const check = checkOf(source, node, node.text, joined);
  if (check === undefined || isChecked(source, node, check.lines)) return undefined;
  const { lines, ...needs } = check;
  const inserted = insertBefore(source, statement, lines);
  if (inserted === undefined) return undefined;
  return { about: [statement, node], what: WHAT, changes: [inserted], ...needs };
};

/** The condition of a loop is asked again and again. */
const isInCondition = (source: Source, node: Node): boolean => {
  for (const around of ancestors(source, node)) {
    if (around.kind === 'block') return false;
    if (around.kind === 'while_statement' || around.kind === 'elif_clause') return true;
  }
  return false;
};

/**
 * Where a name from elsewhere is joined to a folder, the path is resolved and checked to lie below that folder; if not,
 * `PermissionError` is raised. Names of files below the folder work as before, also with `..` that stay inside.
 */
export const pathInside: Edit = {
  id: 'path-inside',
  title: 'Keep paths inside their folder',
  cwes: [22, 73],
  keeps: 'purpose',
  sites: (source) =>
    source.nodes.flatMap((node) => {
      if (source.scopeOf(node).kind === 'module') return [];
      const site =
        node.kind === 'assignment'
          ? ofVariable(source, node)
          : /^(call|binary_operator|string)$/.test(node.kind)
            ? ofArgument(source, node)
            : undefined;
      return site ? [site] : [];
    }),
};
