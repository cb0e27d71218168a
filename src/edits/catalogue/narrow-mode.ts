import { constantOf } from '../../knowledge/constants.ts';
import { type Node, operands } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';
import { bare } from '../kit/strings.ts';
import type { Source } from '../source.ts';

const OTHERS_WRITE = 0o002;

/** Positions of modes; `?` is a method of a path. */
const MODES: Readonly<Record<string, number>> = {
  'os.chmod': 1,
  'os.fchmod': 1,
  'os.lchmod': 1,
  'os.mkdir': 1,
  'os.makedirs': 1,
  'os.mkfifo': 1,
  'os.open': 2,
  'pathlib.Path().chmod': 0,
  'pathlib.Path().mkdir': 0,
  'pathlib.Path().touch': 0,
};

const modeOf = ({ name, method, args, keywords, callee }: Call): Node | undefined => {
  const given = keywords.get('mode')?.value;
  const known = name !== undefined && Object.hasOwn(MODES, name) ? MODES[name] : undefined;
  if (known !== undefined) return given ?? args[known];
  return name === undefined && method === 'chmod' && callee.kind === 'attribute'
    ? (given ?? args[0])
    : undefined;
};

/** The number that a mode is: a literal, or names of `stat` joined by `|`. */
const modeValue = (source: Source, node: Node): number | undefined => {
  const inner = bare(node);
  if (inner.kind === 'integer') return Number(inner.text.replaceAll('_', ''));
  if (inner.kind === 'binary_operator' && inner.children[1]?.kind === '|') {
    const [left, right] = operands(inner).map((each) => modeValue(source, each));
    return left === undefined || right === undefined ? undefined : left | right;
  }
  const constant = constantOf(source.nameOf(inner) ?? '');
  return typeof constant === 'number' ? constant : undefined;
};

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const mode = modeOf(call);
  const value = mode && modeValue(source, mode);
  if (mode === undefined || value === undefined || (value & OTHERS_WRITE) === 0) return undefined;
  const narrow = `0o${(value & 0o700).toString(8)}`;
  return {
    about: [call.node],
    what: `give access to the owner alone: ${narrow}`,
    changes: [replace(mode, narrow)],
  };
};

/** `os.umask(0)`, where nobody asks for what it was before. */
const umaskAt = (source: Source, call: Call): EditSite | undefined => {
  const [mask] = call.name === 'os.umask' ? call.args : [];
  const value = mask && modeValue(source, mask);
  if (mask === undefined || value === undefined || (value & OTHERS_WRITE) !== 0) return undefined;
  if (source.parentOf(call.node)?.kind !== 'expression_statement') return undefined;
  return {
    about: [call.node],
    what: 'new files are for their owner alone: 0o077',
    changes: [replace(mask, '0o077')],
  };
};

/**
 * Modes that let everybody on the machine write (`0o777`, `os.umask(0)`) let the owner alone in. Other users, and
 * programs that run as other users, no longer get at the file.
 */
export const narrowMode: Edit = {
  id: 'narrow-mode',
  title: 'Give files to their owner alone',
  cwes: [732, 276],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? umaskAt(source, call) ?? []),
};
