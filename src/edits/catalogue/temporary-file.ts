import type { Node } from '../../syntax/python.ts';
import type { Edit } from '../edit.ts';
import { type Call, callOf, callsIn } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';
import { onlyValue, usesOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

/** What fails, or answers otherwise, where there is a file already. */
const NEEDS_NONE =
  /(^|\.)(mkdir|makedirs|mkfifo|mknod|symlink|link|bind|exists|isfile|lexists|connect|copytree)$/;

/** Whether a path that a call gives is opened, and nothing is done with it that needs it to be free. */
const isOpened = (source: Source, node: Node): boolean => {
  const parent = source.parentOf(node);
  const target = parent?.kind === 'assignment' ? parent.children[0] : undefined;
  const isOwn = target?.kind === 'identifier' && onlyValue(source, target) === node;
  const calls = (isOwn ? usesOf(source, target) : [node]).flatMap((use) => takenBy(source, use) ?? []);
  return (
    calls.some(({ name }) => /^(io\.|builtins\.|codecs\.)?open$/.test(name ?? '')) &&
    !calls.some(({ method, args, keywords }) => {
      const mode = (args[1] ?? keywords.get('mode')?.value)?.text ?? '';
      return NEEDS_NONE.test(method) || (method === 'open' && /x|O_EXCL/.test(mode));
    })
  );
};

/** The call that has a value as an argument. */
const takenBy = (source: Source, node: Node): Call | undefined => {
  const list = source.parentOf(node);
  const call = list?.kind === 'argument_list' ? callOf(source, source.parentOf(list)) : undefined;
  return call?.args.includes(node) ? call : undefined;
};

/**
 * `tempfile.mktemp()` becomes `tempfile.NamedTemporaryFile(delete=False).name`: the file is made at once and for its
 * owner alone, so that nobody can put another one, or a link, in its place. The file is there already and empty:
 * only where the path is opened, and nothing needs it to be free.
 */
export const temporaryFile: Edit = {
  id: 'temporary-file',
  title: 'Make temporary files at once',
  cwes: [377, 379],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source).flatMap((call) => {
      if (call.name !== 'tempfile.mktemp' || call.args.length > 0 || call.splat) return [];
      if (!isOpened(source, call.node)) return [];
      const reached = reach(source, call.callee, 'tempfile.NamedTemporaryFile');
      if (reached === undefined) return [];
      const { text, ...needs } = reached;
      const { callee, list, keywords, node } = call;
      const comma = keywords.size > 0 ? ', ' : '';
      return [
        {
          about: [node],
          what: `make the file at once: ${text}`,
          changes: [
            { start: callee.start, end: callee.end, text },
            { start: list.start + 1, end: list.start + 1, text: `delete=False${comma}` },
            { start: node.end, end: node.end, text: '.name' },
          ],
          ...needs,
        },
      ];
    }),
};
