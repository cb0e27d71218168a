import type { Extraction } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import { languages } from '../languages/index.ts';
import type { Language } from '../languages/language.ts';
import { definesAtTop } from './definition.ts';
import { codeBlocks } from './fences.ts';
import { BODY_REPAIRS, MODULE_REPAIRS } from './indentation.ts';
import { forgottenPrelude, withoutTail } from './prompt.ts';
import { longestSpan } from './span.ts';

/** Raised whenever the same raw output could give other code: scores of different versions do not compare. */
export const EXTRACTOR_VERSION = 1;

/**
 * What the raw output claims to be: `completion` goes on where the prompt's code ends; `answer` is a chat answer
 * or a whole solution. An answer that turns out to be a continuation is treated as one.
 */
export type RawForm = 'completion' | 'answer';

export type Extracted = { readonly code: string; readonly extraction: Extraction };

type Draft = { readonly code: string; readonly steps: readonly string[] };

/** What of a task the extractor looks at. */
export type ExtractionTask = Pick<Task, 'language' | 'prompt' | 'entryPoint'>;

/** Derives the solution from a raw output. Pure; never throws; the raw output itself is kept elsewhere. */
export const extract = (raw: string, form: RawForm, task: ExtractionTask): Extracted => {
  const language = languages[task.language];
  const text = raw.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const draft = language.parses
    ? fromPython(text, form, task, language.parses, language)
    : fromFences(text, language);
  return {
    code: draft.code,
    extraction: {
      version: EXTRACTOR_VERSION,
      steps: [...draft.steps],
      parses: language.parses ? language.parses(draft.code) : null,
    },
  };
};

const fromFences = (text: string, language: Language): Draft => {
  const blocks = codeBlocks(text, language);
  return blocks ? { code: blocks.join('\n\n'), steps: ['fence'] } : { code: text, steps: [] };
};

const fromPython = (
  text: string,
  form: RawForm,
  task: ExtractionTask,
  parses: (code: string) => boolean,
  language: Language,
): Draft => {
  const { entryPoint, prompt } = task;
  const defines = (code: string) => entryPoint === undefined || definesAtTop(code, entryPoint);
  const answer = fromAnswer(text, language, (code) => defines(code) && parses(code), defines);
  if (answer && !(form === 'completion' && answer.steps.includes('prose'))) {
    return withPrelude(answer, task);
  }
  if (prompt.completion !== undefined) {
    const continued = asContinuation(text, prompt.completion, language, parses);
    if (continued) return continued;
  }
  const block = codeBlocks(text, language)?.join('\n\n');
  return block === undefined ? { code: text, steps: [] } : { code: block, steps: ['fence'] };
};

/** A whole solution: in a fence, as it stands, after a repair of its indentation, or between prose. */
const fromAnswer = (
  text: string,
  language: Language,
  isWhole: (code: string) => boolean,
  defines: (code: string) => boolean,
): Draft | undefined => {
  const blocks = codeBlocks(text, language) ?? [];
  const candidates: Draft[] = [
    ...blocks.map((code) => ({ code, steps: ['fence'] })),
    ...(blocks.length > 1 ? [{ code: blocks.join('\n\n'), steps: ['fences joined'] }] : []),
    { code: text, steps: [] },
  ];
  const whole = candidates.find(({ code }) => isWhole(code));
  if (whole) return whole;
  for (const { code, steps } of candidates.filter((candidate) =>
    MODULE_REPAIRS.some(({ apply }) => defines(apply(candidate.code))),
  )) {
    for (const { step, apply } of MODULE_REPAIRS) {
      const repaired = apply(code);
      if (isWhole(repaired)) return { code: repaired, steps: [...steps, step] };
    }
  }
  const span = longestSpan(blocks[0] ?? text, isWhole);
  return span === undefined
    ? undefined
    : { code: span, steps: [blocks[0] === undefined ? 'prose' : 'fence', 'span'] };
};

/** The prompt's code with a body behind it, if that makes whole code. */
const asContinuation = (
  text: string,
  prompt: string,
  language: Language,
  parses: (code: string) => boolean,
): Draft | undefined => {
  const block = codeBlocks(text, language)?.[0];
  const body = block ?? text;
  const fence = block === undefined ? [] : ['fence'];
  const cut = withoutTail(body);
  const start = prompt.endsWith('\n') ? prompt : `${prompt}\n`;
  const steps = ['continuation', ...fence, ...(cut === body ? [] : ['tail'])];
  const joins = (code: string) => code.trim() !== '' && parses(start + code);
  if (joins(cut)) return { code: start + cut, steps };
  for (const { step, apply } of BODY_REPAIRS) {
    const repaired = apply(cut);
    if (joins(repaired)) return { code: start + repaired, steps: [...steps, step] };
  }
  return undefined;
};

const withPrelude = (draft: Draft, { prompt, entryPoint }: ExtractionTask): Draft => {
  if (prompt.completion === undefined || entryPoint === undefined) return draft;
  const prelude = forgottenPrelude(prompt.completion, entryPoint, draft.code);
  return prelude === ''
    ? draft
    : { code: `${prelude}\n\n${draft.code}`, steps: [...draft.steps, 'prompt imports'] };
};
