import type { Token } from '../../models/model.ts';
import { goalKeeper } from './goals.ts';
import type { Layout } from './layout.ts';
import { type Constraints, withoutConflicts, wordsOf } from './phrases.ts';

/**
 * Why no answer can meet the constraints, as far as that can be told without a model; undefined if one might.
 *
 * @param room tokens that an answer may have
 */
export const impossibility = (
  constraints: Constraints,
  layout: Layout,
  tokenise: (text: string) => Token[],
  room: number,
): string | undefined => {
  const { require } = withoutConflicts(constraints);
  const conflict = require.findIndex((requirement) => requirement.length === 0);
  if (conflict !== -1) return `"${wordsOf(constraints.require[conflict] ?? [])}" is required and forbidden`;
  const { least } = goalKeeper({ require }, layout, tokenise).progressOf('');
  return least > room ? `what is required takes ${least} tokens, the answer may have ${room}` : undefined;
};
