import { ok } from '../core/outcome.ts';
import type { Method } from './method.ts';
import { promptOf } from './prompts.ts';
import { sampleSeed } from './seed.ts';

/** The model as it is: asks once. */
export const base: Method = {
  id: 'base',
  title: 'the model as it is',
  generate: async ({ task, model, index, decoding, seed, prompt, signal }) => {
    const input = promptOf(task, prompt);
    if (input.status === 'unknown') return input;
    const generation = await model.generate({
      ...decoding,
      input: input.value,
      ...(seed !== undefined && { seed: sampleSeed(seed, task.id, index) }),
      ...(signal !== undefined && { signal }),
    });
    return ok({ generation, form: 'prompt' in input.value ? 'completion' : 'answer' });
  },
};
