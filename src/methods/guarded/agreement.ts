import { readProgram, walk } from '../../syntax/python.ts';
import type { VisibleTask } from '../method.ts';
import type { Observation } from '../workbench.ts';

/** When two observations of the same input count as the same. */
export type Agreement = {
  /** Whether nobody who calls the function could tell one from the other. What we could not tell is not the same. */
  same(before: Observation, after: Observation | undefined): boolean;
  /** Whether the parent raised, and meant to. */
  isPromised(observation: Observation): boolean;
};

/** Lines of the statements that raise an exception. */
const raisingLines = (code: string): ReadonlySet<number> => {
  const program = readProgram(code);
  if (program.status === 'unknown') return new Set();
  const { root, place } = program.value;
  const lines = new Set<number>();
  for (const node of walk(root)) {
    if (node.kind !== 'raise_statement') continue;
    const { line, endLine } = place(node);
    for (let at = line; at <= endLine; at += 1) lines.add(at);
  }
  return lines;
};

const docstrings = (code: string): readonly string[] =>
  [...code.matchAll(/("{3}|'{3})(.*?)\1/gs)].map(([, , text = '']) => text);

/**
 * Equal values, output, arguments, variables and files are the same, if the files grant no more than before. Where the parent raised, the candidate must
 * raise, too: the same exception, or a built-in one's heir, if it is promised, that is, if the parent's own code
 * raises it or the task's text names it (a class of the code's own must descend from the same built-in ones, or more);
 * any `Exception`, if it was an accident, such as a `KeyError` out of a library.
 * Texts of exceptions may differ: they are for people, and tell too much in insecure code.
 *
 * What else a fix may well change is not the same here, because callers would notice: a hash of another algorithm, a
 * key from the environment, a cookie with another flag. Only tests can say that such a change is wanted.
 */
export const agreement = (parent: string, task: VisibleTask): Agreement => {
  const raising = raisingLines(parent);
  const text = [task.prompt.instruction, task.prompt.completion, ...docstrings(parent)].join('\n');
  const named = new Set(text.match(/\b[A-Z]\w*(?:Error|Exception|Exit)\b/g));
  const isPromised = ({ exception }: Observation): boolean =>
    exception !== undefined &&
    (named.has(exception.type) || (exception.line !== undefined && raising.has(exception.line)));
  return {
    isPromised,
    same(before, after) {
      if (!after || before.kind !== after.kind || before.kind === 'unknown') return false;
      if (((after.granted ?? 0) & ~(before.granted ?? 0)) !== 0) return false;
      if (before.kind === 'returned') return before.digest === after.digest;
      const wanted = before.exception?.type ?? '';
      const ancestors = before.exception?.builtin ?? [];
      const { type = '', builtin = [] } = after.exception ?? {};
      if (!isPromised(before)) return !ancestors.includes('Exception') || builtin.includes('Exception');
      const isNarrow = ancestors.every((one) => builtin.includes(one));
      return (type === wanted && isNarrow) || builtin.includes(wanted);
    },
  };
};
