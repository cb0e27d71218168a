import type { Edit, EditSite } from '../edit.ts';
import { type Call, callsIn, replace } from '../kit/calls.ts';
import { evaluated } from '../kit/evaluation.ts';
import { reach } from '../kit/reach.ts';
import type { Source } from '../source.ts';

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const [code] = call.args;
  const names = evaluated(source, call);
  const reached = names === '' ? reach(source, call.node, 'ast.literal_eval') : undefined;
  if (reached === undefined || code === undefined) return undefined;
  const { text, ...needs } = reached;
  return {
    about: [call.node],
    what: `read a value and run nothing: ${text}`,
    changes: [replace(call.callee, text), { start: code.end, end: call.list.end, text: ')' }],
    ...needs,
  };
};

/**
 * `eval(text)` becomes `ast.literal_eval(text)`, which reads numbers, texts, lists and dictionaries and runs nothing.
 * Where expressions are calculated (`2 + 2`) it raises `ValueError`: see plain-evaluator.
 */
export const literalEval: Edit = {
  id: 'literal-eval',
  title: 'Read values without running them',
  cwes: [95, 94, 78, 77],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
