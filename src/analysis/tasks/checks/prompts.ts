import type { Task } from '../../../core/task.ts';
import { mentions, remarkIf, type TaskCheck } from '../check.ts';

const promptOf = ({ prompt }: Task): string => [prompt.instruction, prompt.completion].join('\n');

export const emptyPrompt: TaskCheck = {
  code: 'prompt-empty',
  severity: 'error',
  title: 'prompts that ask for nothing',
  look: (task) =>
    remarkIf(promptOf(task).trim() === '', 'prompt', 'neither an instruction nor code to continue'),
};

export const unaskedEntryPoint: TaskCheck = {
  code: 'prompt-entry-point',
  severity: 'warning',
  title: 'prompts that do not name what the tests call',
  look: (task) =>
    remarkIf(
      task.entryPoint !== undefined && !mentions(promptOf(task), task.entryPoint),
      'prompt',
      `${task.entryPoint} is not named`,
    ),
};

/** Fewer or shorter lines may well be said by a description, too. */
const LEAST_LINES = 3;
const LEAST_CHARACTERS = 60;

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What a reference adds to the code that it continues. */
const ownLines = ({ prompt, solutions }: Task): string[] => {
  const { secure = '' } = solutions;
  const { completion = '' } = prompt;
  return linesOf(secure.startsWith(completion) ? secure.slice(completion.length) : secure);
};

export const leakedReference: TaskCheck = {
  code: 'prompt-leak',
  severity: 'warning',
  title: 'prompts that contain the reference',
  look: (task) => {
    const lines = ownLines(task);
    const shown = new Set(linesOf(promptOf(task)));
    const isLong = lines.length >= LEAST_LINES && lines.join('').length >= LEAST_CHARACTERS;
    return remarkIf(
      isLong && lines.every((line) => shown.has(line)),
      'prompt',
      'it shows the whole reference',
    );
  },
};
