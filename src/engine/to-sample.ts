import { type Sample, type SampleKey, sampleId } from '../core/sample.ts';
import type { Language, Task } from '../core/task.ts';
import { EXTRACTOR_VERSION, extract } from '../extract/index.ts';
import type { Output } from '../methods/method.ts';
import type { Draft } from './source.ts';

const DEFAULT_LANGUAGE: Language = 'python';

/**
 * Extracts the solution of a draft, and before it those of its earlier rounds. A draft that cannot be judged is kept
 * as it is.
 */
export const toSamples = (draft: Draft, task: Task | undefined): readonly [...Sample[], Sample] => {
  const { form, raw, extracted, language: own, rounds = [], trace: _, ...rest } = draft;
  const language = task?.language ?? own ?? DEFAULT_LANGUAGE;
  const { task: id, model, method, index } = draft;
  const sampleOf = <Key extends SampleKey>(key: Key, output: Output) => ({
    ...key,
    id: sampleId(key),
    language,
    raw: output.raw,
    ...extract(output.raw, output.form, task ?? { language, prompt: {} }),
  });
  const earlier = rounds.map((output, round) => sampleOf({ task: id, model, method, index, round }, output));
  if (extracted) return [...earlier, { ...rest, id: sampleId(draft), language, raw, ...extracted }];
  if (draft.problem === undefined) return [...earlier, sampleOf(rest, { raw, form })];
  const extraction = { version: EXTRACTOR_VERSION, steps: [], parses: null };
  return [...earlier, { ...rest, id: sampleId(draft), language, raw, code: '', extraction }];
};
