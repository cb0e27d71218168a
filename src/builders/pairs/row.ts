import type { Pair } from '../../core/pair.ts';
import { cwesText } from '../../cwe/index.ts';
import { asAnswer } from '../../methods/kit/as-answer.ts';

/** `text`: prompt and answers are strings; `chat`: lists of messages. */
export const FORMS = ['text', 'chat'] as const;
export type Form = (typeof FORMS)[number];

type Message = { readonly role: 'user' | 'assistant'; readonly content: string };

/**
 * A row in TRL's preference format (standard or conversational, with an explicit prompt), and beside it where it comes
 * from. Every column has one type in all rows, and no list that could be empty: readers that look at the first rows only
 * (Arrow's) take them for what they are. `cwes` is text (`CWE-79 CWE-89`), `provenance` is JSON in a text.
 */
export type Row = {
  readonly prompt: string | readonly Message[];
  readonly chosen: string | readonly Message[];
  readonly rejected: string | readonly Message[];
  readonly id: string;
  readonly source: string;
  readonly licence: string;
  readonly group: string;
  /** Empty where it is of no task. */
  readonly dataset: string;
  readonly task: string;
  readonly language: string;
  readonly level: string;
  readonly cwes: string;
  readonly reason: string;
  readonly provenance: string;
};

/** @param prompt what is asked, in words */
export const rowOf = (pair: Pair, prompt: string, form: Form): Row => {
  const { id, source, group, task, language, level, cwes, reason, provenance } = pair;
  const { licence = 'unknown', ...rest } = provenance;
  const answer = (code: string): string => asAnswer(code.trimEnd(), language).raw;
  return {
    ...inForm(prompt.trim(), answer(pair.chosen), answer(pair.rejected), form),
    id: `${source}:${id}`,
    source,
    licence: String(licence),
    group,
    dataset: task?.dataset ?? '',
    task: task?.id ?? '',
    language,
    level,
    cwes: cwesText(cwes),
    reason,
    provenance: JSON.stringify(rest),
  };
};

/** Answers begin with a fence; as strings they follow the prompt directly, so the blank line is the prompt's. */
const inForm = (
  prompt: string,
  chosen: string,
  rejected: string,
  form: Form,
): Pick<Row, 'prompt' | 'chosen' | 'rejected'> => {
  if (form === 'text') return { prompt: `${prompt}\n\n`, chosen, rejected };
  const answer = (content: string): Message[] => [{ role: 'assistant', content }];
  return { prompt: [{ role: 'user', content: prompt }], chosen: answer(chosen), rejected: answer(rejected) };
};
