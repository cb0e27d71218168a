import type { Extraction } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import { languages } from '../languages/index.ts';
import type { Language } from '../languages/language.ts';
import { definesAtTop } from './definition.ts';
import { anyCodeBlocks, beforeClosingFence, beforeFence, codeBlocks } from './fences.ts';
import { BODY_REPAIRS, isIndented, lostOuterIndentation, MODULE_REPAIRS, mayBeBody } from './indentation.ts';
import { definitions, forgottenPrelude, withoutTail } from './prompt.ts';
import { longestSpan } from './span.ts';

/** Raised whenever the same raw output could give other code: scores of different versions do not compare. */
export const EXTRACTOR_VERSION = 4;

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
  const { parses } = language;
  const goesOn = form === 'completion' && task.entryPoint === undefined ? task.prompt.completion : undefined;
  const draft =
    parses === undefined
      ? fromUnread(text, form, task, language)
      : goesOn === undefined
        ? fromPython(text, form, task, parses, language)
        : (fromMiddle(text, goesOn, parses, language) ??
          repaired(fromUnread(text, form, task, language), parses));
  return {
    code: draft.code,
    extraction: {
      version: EXTRACTOR_VERSION,
      steps: [...draft.steps],
      parses: parses ? parses(draft.code) : null,
    },
  };
};

/**
 * Lines that go on from the middle of a file, and name no function: they stand behind the prompt, at least as far as they
 * are its body; or they say again the whole of what the prompt began. Undefined if they are neither, such as further statements.
 */
const fromMiddle = (
  text: string,
  prompt: string,
  parses: (code: string) => boolean,
  language: Language,
): Draft | undefined => {
  const begun = [...prompt.matchAll(/^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)/gm)].at(-1)?.[1];
  const defines = (code: string) => begun !== undefined && definesAtTop(code, begun);
  const again = fromAnswer(text, language, (code) => defines(code) && parses(code), defines);
  if (again) return again;
  const whole = (prompt.endsWith('\n') ? prompt : `${prompt}\n`) + text;
  return parses(whole)
    ? { code: whole, steps: ['continuation'] }
    : asContinuation(text, 'completion', prompt, language, parses);
};

/**
 * Where nobody here can tell whole code: what stands in fences, or all of it, behind the prompt that it continues. A block
 * continues it if it begins with an indented line.
 */
const fromUnread = (text: string, form: RawForm, { prompt }: ExtractionTask, language: Language): Draft => {
  const head = form === 'completion' ? beforeClosingFence(text) : undefined;
  const blocks = head === undefined ? anyCodeBlocks(text, language) : undefined;
  const code = head ?? blocks?.join('\n\n') ?? text;
  const steps = head !== undefined ? ['before the fence'] : blocks ? ['fence'] : [];
  const start = form === 'completion' ? (prompt.completion ?? '') : '';
  const isWhole = start === '' || code.startsWith(start.trimEnd()) || (blocks && !isIndented(code));
  return isWhole ? { code, steps } : { code: start + code, steps: ['continuation', ...steps] };
};

/** Code with its indentation mended, where that makes it whole. */
const repaired = (draft: Draft, parses: (code: string) => boolean): Draft => {
  if (parses(draft.code)) return draft;
  for (const { step, apply } of MODULE_REPAIRS) {
    const code = apply(draft.code);
    if (parses(code)) return { code, steps: [...draft.steps, step] };
  }
  return draft;
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
  const answer = fromAnswer(
    text,
    language,
    (code) => code.trim() !== '' && defines(code) && parses(code),
    defines,
  );
  if (answer && !(form === 'completion' && answer.steps.includes('prose'))) {
    const others = (codeBlocks(text, language) ?? []).filter((block) => block !== answer.code);
    const joined = answer.steps[0] === 'fence' ? definitions(others.join('\n')) : '';
    const complete = withPrelude(answer, joined, entryPoint, 'other fences');
    return withPrelude(complete, prompt.completion ?? '', entryPoint, 'prompt imports');
  }
  if (prompt.completion !== undefined && (form === 'completion' || !defines(text))) {
    const continued = asContinuation(text, form, prompt.completion, language, parses);
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
  const head = beforeFence(text);
  const candidates: Draft[] = [
    ...blocks.map((code) => ({ code, steps: ['fence'] })),
    ...(blocks.length > 1 ? [{ code: blocks.join('\n\n'), steps: ['fences joined'] }] : []),
    { code: text, steps: [] },
    ...(head === undefined ? [] : [{ code: head, steps: ['before the fence'] }]),
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
  const span = blocks.length === 0 ? longestSpan(text, isWhole) : undefined;
  return span === undefined ? undefined : { code: span, steps: ['prose'] };
};

/** The prompt's code with a body behind it, if that makes whole code. */
const asContinuation = (
  text: string,
  form: RawForm,
  prompt: string,
  language: Language,
  parses: (code: string) => boolean,
): Draft | undefined => {
  const block = codeBlocks(text, language)?.[0];
  const head = beforeFence(text) ?? '';
  const bodies: Draft[] = [
    ...(isIndented(head) ? [{ code: head, steps: ['before the fence'] }] : []),
    ...(block === undefined ? [{ code: text, steps: [] }] : [{ code: block, steps: ['fence'] }]),
  ];
  const start = prompt.endsWith('\n') ? prompt : `${prompt}\n`;
  for (const body of bodies) {
    // An answer that is whole by itself is other code, and nothing of it is cut: it is scanned as it is.
    const mayContinue = form === 'completion' || mayBeBody(body.code) || !parses(body.code);
    if (!mayContinue) continue;
    const mayCut = form === 'completion' || isIndented(body.code);
    const whole = repairedBody(body.code, mayCut, (code) => isIndented(code) && parses(start + code));
    if (whole) return { code: start + whole.code, steps: ['continuation', ...body.steps, ...whole.steps] };
  }
  return undefined;
};

const repairedBody = (body: string, mayCut: boolean, joins: (code: string) => boolean): Draft | undefined => {
  const outer = lostOuterIndentation(body);
  if (outer !== undefined && joins(outer)) return { code: outer, steps: ['indentation: whole body'] };
  const code = mayCut ? withoutTail(body) : body;
  const steps = code === body ? [] : ['tail'];
  if (joins(code)) return { code, steps };
  for (const { step, apply } of BODY_REPAIRS) {
    const repaired = apply(code);
    if (joins(repaired)) return { code: repaired, steps: [...steps, step] };
  }
  return undefined;
};

const withPrelude = (draft: Draft, offered: string, entryPoint: string | undefined, step: string): Draft => {
  if (entryPoint === undefined) return draft;
  const prelude = forgottenPrelude(offered, entryPoint, draft.code);
  return prelude === '' ? draft : { code: `${prelude}\n\n${draft.code}`, steps: [...draft.steps, step] };
};
