import type { ChatMessage } from '../../models/model.ts';
import { findingLines, wholeCodeRequest } from '../kit/feedback.ts';
import { fenced, promptOf } from '../kit/prompts.ts';
import { type State, unreadBecause } from '../kit/state.ts';
import type { MethodRequest, VisibleTask } from '../method.ts';

/** The conversation with the model. */
export type Talk = {
  /** What it is to be asked after a state, with all that was said before. */
  ask(state: State): readonly ChatMessage[];
  /** Keeps its answer. */
  hear(raw: string): void;
};

/**
 * Begins the conversation with the task and the first attempt, as they were said. Where the first attempt was no answer
 * to a question (code that was continued, or that somebody brought), the first question shows the code.
 */
export const openTalk = ({ task, prompt }: MethodRequest, { output, code }: State): Talk => {
  const input = promptOf(task, prompt);
  const asked = output.form === 'answer' && input.status === 'ok' && 'messages' in input.value;
  const said: ChatMessage[] = asked ? [...input.value.messages, answered(output.raw)] : [];
  const opening = asked ? [] : introduction(task, code);
  return {
    ask(state) {
      const shown = said.length === 0 ? opening : asItWasRead(task, state);
      const words = [...shown, ...feedback(state), wholeCodeRequest(task)];
      said.push({ role: 'user', content: words.join('\n\n') });
      return [...said];
    },
    hear: (raw) => void said.push(answered(raw)),
  };
};

/** Servers refuse an empty turn. */
const answered = (raw: string): ChatMessage => ({
  role: 'assistant',
  content: raw.trim() === '' ? '(no answer)' : raw,
});

/** Task and code, for a model that has seen neither. Code that continues the prompt holds the task's words itself. */
const introduction = ({ prompt, setup, language }: VisibleTask, code: string): string[] => {
  const isEmpty = code.trim() === '';
  const words = prompt.instruction ?? (isEmpty ? prompt.completion : undefined);
  return [
    ...(words === undefined ? [] : [`A program is to be written for this task:\n${words.trim()}`]),
    ...(setup.trim() === '' ? [] : [`This code comes right before it:\n${fenced(language, setup)}`]),
    ...(isEmpty ? [] : [`This is the code:\n${fenced(language, code)}`]),
  ];
};

/**
 * The code, where it is not what the model wrote: the extractor added an import that it forgot, or mended indentation.
 * Else the lines that are told would be others than those that the model sees.
 */
const asItWasRead = ({ language }: VisibleTask, { output, code }: State): string[] =>
  output.raw.replaceAll('\r\n', '\n').includes(code.trim())
    ? []
    : [`This is the code as it was read:\n${fenced(language, code)}`];

/** What is wrong, in our own words; the message of each finding is the analyzer's. */
const feedback = (state: State): string[] => {
  const { health, scans } = state;
  if (health === 'codeless') return ['There is no code. Write all of it.'];
  const lines = findingLines(scans);
  const found =
    lines.length === 0 ? [] : [`An analyzer went through the code and reports:\n${lines.join('\n')}`];
  const open =
    health === 'faulty' ? [] : [`The code could not be analysed: ${unreadBecause(state).join('; ')}.`];
  return [...open, ...found, lines.length === 0 ? 'Write the whole code again.' : 'Correct the code.'];
};
