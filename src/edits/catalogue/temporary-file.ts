import type { Edit } from '../edit.ts';
import { callsIn } from '../kit/calls.ts';
import { reach } from '../kit/reach.ts';

/**
 * `tempfile.mktemp()` becomes `tempfile.NamedTemporaryFile(delete=False).name`: the file is made at once and for its
 * owner alone, so that nobody can put another one, or a link, in its place. The name is as before; the file is there
 * already and empty.
 */
export const temporaryFile: Edit = {
  id: 'temporary-file',
  title: 'Make temporary files at once',
  cwes: [377, 379],
  keeps: 'behaviour',
  sites: (source) =>
    callsIn(source).flatMap((call) => {
      if (call.name !== 'tempfile.mktemp' || call.args.length > 0 || call.splat) return [];
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
