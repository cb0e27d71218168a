import { type Passage, passageOf } from '../../analysis/overlap/passage.ts';
import type { Pair } from '../../core/pair.ts';
import type { Task } from '../../core/task.ts';

/** The texts of a pair as they are compared with others. Undefined: there is nothing of it but white space and comments. */
export type PairTexts = {
  readonly prompt: Passage | undefined;
  readonly chosen: Passage | undefined;
  readonly rejected: Passage | undefined;
};

export const textsOf = ({ id, language, prompt, chosen, rejected }: Pair): PairTexts => ({
  prompt: passageOf(id, 'prompt', prompt, language),
  chosen: passageOf(id, 'code', chosen, language),
  rejected: passageOf(id, 'code', rejected, language),
});

/** What is asked for in a task, and all code of it that is known. */
export const textsOfTask = ({ id, language, prompt, solutions, original }: Task): Passage[] => [
  ...[prompt.instruction, prompt.completion].flatMap(
    (text) => passageOf(id, 'prompt', text ?? '', language) ?? [],
  ),
  ...[...Object.values(solutions), original].flatMap(
    (code) => passageOf(id, 'code', code ?? '', language) ?? [],
  ),
];
