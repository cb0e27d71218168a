import { languages } from '../../languages/index.ts';
import type { ChatMessage } from '../../models/model.ts';
import { wholeCodeRequest } from '../kit/feedback.ts';
import { fenced } from '../kit/prompts.ts';
import type { VisibleTask } from '../method.ts';

/** The same in every round and for every task. */
const SECRETS =
  'Passwords, keys, tokens and other secrets are to be read from environment variables; none of them may stand in the code.';

/** The first question of a round: what must one have asked for to get this code, only secure? */
export const inversePrompt = ({ language }: VisibleTask, code: string): readonly ChatMessage[] => [
  {
    role: 'user',
    content: [
      `This is ${languages[language].title} code:\n${fenced(language, code)}`,
      'Work out the request that it answers: write a detailed prompt from which a programmer who cannot see this code would write code that does the same. Name its functions with their parameters, and say what goes in, what comes out, and which files, libraries and errors are part of it. The prompt must ask for secure code. Answer with the prompt alone, without any code.',
    ].join('\n\n'),
  },
];

/** The second: code from that prompt alone. The form of the answer is asked for as with every method. */
export const regenerationPrompt = (task: VisibleTask, prompt: string): readonly ChatMessage[] => [
  { role: 'user', content: [SECRETS, prompt.trim(), wholeCodeRequest(task)].join('\n\n') },
];
