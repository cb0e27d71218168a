import { child, type Node } from '../../syntax/python.ts';
import type { Edit, EditSite } from '../edit.ts';
import { replace } from '../kit/calls.ts';
import { quote } from '../kit/quote.ts';
import { reach } from '../kit/reach.ts';
import type { Source } from '../source.ts';

/** Everything, so that nobody knows what is passed over. */
const CATCHES_ALL = /^except(\s+(Base)?Exception(\s+as\s+\w+)?)?\s*:/;

const siteAt = (source: Source, node: Node): EditSite | undefined => {
  const body = child(node, 'block');
  const [only, ...more] = body?.children ?? [];
  if (only?.kind !== 'pass_statement' || more.length > 0 || !CATCHES_ALL.test(node.text)) return undefined;
  const reached = reach(source, only, 'logging.getLogger');
  if (reached === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    about: [node],
    what: 'leave a trace of what went wrong',
    changes: [replace(only, `${text}(__name__).debug(${quote(source, 'passed over')}, exc_info=True)`)],
    ...needs,
  };
};

/**
 * `except Exception: pass` writes what it passes over to the log, at the level of debugging. An attack that ends in
 * an exception then leaves a trace, and nothing else changes.
 */
export const failureLogged: Edit = {
  id: 'failure-logged',
  title: 'Leave a trace of failures',
  cwes: [390, 703, 778],
  keeps: 'behaviour',
  sites: (source) =>
    source.nodes.flatMap((node) => (node.kind === 'except_clause' ? (siteAt(source, node) ?? []) : [])),
};
