import { type Outcome, ok } from '../../core/outcome.ts';
import type { Output } from '../method.ts';
import type { Job } from './job.ts';
import { promptOf } from './prompts.ts';

/**
 * What a method starts from: the first attempt that is there already, or else the model's answer to the task alone,
 * asked for as the baseline asks. Noted as round 0.
 *
 * @returns unknown if the task cannot be put to the model
 */
export const firstAttempt = async (job: Job): Promise<Outcome<Output>> => {
  const { task, prompt, first } = job.request;
  const input = promptOf(task, prompt);
  if (first) {
    const { raw: answer, form, usage = {} } = first;
    const asked =
      input.status === 'unknown'
        ? { messages: [] }
        : 'messages' in input.value
          ? { messages: [...input.value.messages] }
          : { prompt: input.value.prompt };
    job.note({
      step: 'ask',
      round: 0,
      purpose: 'first attempt',
      input: asked,
      answer,
      finish: 'stop',
      usage,
      given: true,
    });
    return ok({ raw: answer, form });
  }
  if (input.status === 'unknown') return input;
  const { text: raw } = await job.ask({ round: 0 }, 'first attempt', input.value);
  return ok({ raw, form: 'prompt' in input.value ? 'completion' : 'answer' });
};
