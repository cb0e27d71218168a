import { BifocalError } from '../../core/errors.ts';
import type { ChatMessage } from '../../models/model.ts';
import { findingLines, wholeCodeRequest } from '../kit/feedback.ts';
import type { Job, Place } from '../kit/job.ts';
import { fenced } from '../kit/prompts.ts';
import type { Output, VisibleTask } from '../method.ts';
import type { HeardScan } from '../workbench.ts';

/** Of the second and later candidates, which would be the first again at 0. */
const LEAST_TEMPERATURE = 0.7;

/** What a rewrite is asked for with. */
export type Commission = {
  readonly code: string;
  readonly scans: readonly HeardScan[];
  /** Why earlier rewrites of this code were refused. */
  readonly refusals: readonly string[];
};

/** In words for the model: the code, what was found in it, and how little may change. */
export const rewriteMessages = (
  task: VisibleTask,
  { code, scans, refusals }: Commission,
): readonly ChatMessage[] => {
  const { language, setup } = task;
  const instruction = task.prompt.instruction?.trim();
  const words = [
    ...(instruction ? [`A program was written for this task:\n${instruction}`] : []),
    ...(setup.trim() ? [`This code comes right before it:\n${fenced(language, setup)}`] : []),
    `This is the program:\n${fenced(language, code)}`,
    `It has security weaknesses:\n${findingLines(scans).join('\n')}`,
    'Mend these with the smallest change that does it. Everything else must stay as it is: functions, parameters, results, output, files and exceptions for every input that means no harm. Do not take a feature out, and do not silence the analyzer.',
    ...(refusals.length > 0
      ? [`Earlier attempts were refused:\n${refusals.map((refusal) => `- ${refusal}`).join('\n')}`]
      : []),
    wholeCodeRequest(task),
  ];
  return [{ role: 'user', content: words.join('\n\n') }];
};

/**
 * Asks the model for one rewrite.
 *
 * @param nth which of the round's rewrites, from 0: the first is drawn as the run draws, the later ones warmer
 * @returns undefined if this request cannot be answered, mostly because it does not fit into the model's context
 */
export const askForRewrite = async (
  job: Job,
  place: Place,
  commission: Commission,
  nth: number,
): Promise<Output | undefined> => {
  const { task, decoding } = job.request;
  const temperature = nth === 0 ? decoding.temperature : Math.max(decoding.temperature, LEAST_TEMPERATURE);
  try {
    const messages = rewriteMessages(task, commission);
    const { text: raw } = await job.ask(place, 'rewrite', { messages }, { temperature });
    return { raw, form: 'answer' };
  } catch (error) {
    if (!(error instanceof BifocalError && error.code === 'BIFOCAL_REQUEST')) throw error;
    job.decide(place, 'no candidate', error.message);
    return undefined;
  }
};
