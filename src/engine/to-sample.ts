import { type Sample, sampleId } from '../core/sample.ts';
import type { Language, Task } from '../core/task.ts';
import { EXTRACTOR_VERSION, extract } from '../extract/index.ts';
import type { Draft } from './source.ts';

const DEFAULT_LANGUAGE: Language = 'python';

/** Extracts the solution of a draft. A draft that cannot be judged is kept as it is. */
export const toSample = (draft: Draft, task: Task | undefined): Sample => {
  const { form, language: own, ...rest } = draft;
  const language = task?.language ?? own ?? DEFAULT_LANGUAGE;
  const extracted =
    draft.problem === undefined
      ? extract(draft.raw, form, task ?? { language, prompt: {} })
      : { code: '', extraction: { version: EXTRACTOR_VERSION, steps: [], parses: null } };
  return { ...rest, id: sampleId(draft), language, ...extracted };
};
