import type { Language } from '../../core/task.ts';
import type { Output } from '../method.ts';

/**
 * Code as an answer that the extractor reads as this code, character for character, whatever is in it: programs may
 * hold fences of their own, in texts about other programs.
 */
export const asAnswer = (code: string, language: Language): Output => {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return { raw: `${fence}${language}\n${code}\n${fence}`, form: 'answer' };
};
