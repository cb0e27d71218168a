import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite, Needs } from '../edit.ts';
import { callOf } from '../kit/calls.ts';
import { type Joined, joinedIn } from '../kit/paths.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import { insertAfter, insertBefore, statementAround, step } from '../kit/statements.ts';
import { usesOf } from '../kit/values.ts';
import { ancestors, functionAround, type Source } from '../source.ts';

/** The check, and the exception where it fails. */
const checkOf = (
  source: Source,
  at: Node,
  path: string,
  joined: Joined,
): ({ lines: readonly string[] } & Needs) | undefined => {
  const raise = `${step(source)}raise PermissionError(${quote(source, 'the path leads out of its folder')})`;
  const check = (whole: string, folder: string): readonly string[] => [
    `if not ${whole}.resolve().is_relative_to(${folder}.resolve()):`,
    raise,
  ];
  if (joined.isPath) {
    const object = (text: string): string => (/^[\w.]+$/.test(text) ? text : `(${text})`);
    return { lines: joined.folders.flatMap((folder) => check(object(path), object(folder))) };
  }
  const reached = reach(source, at, 'pathlib.Path');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    lines: joined.folders.flatMap((folder) => check(`${text}(${path})`, `${text}(${folder})`)),
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
 * Where names from elsewhere are joined to a folder, the path is resolved and checked to lie below what stands before
 * each of them; if not, `PermissionError` is raised. Names of files below the folder work as before, also with `..` that stay inside.
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
