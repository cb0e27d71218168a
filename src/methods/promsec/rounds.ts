import { BifocalError } from '../../core/errors.ts';
import type { StopReason } from '../../core/trace.ts';
import type { ChatMessage } from '../../models/model.ts';
import { asAnswer } from '../kit/as-answer.ts';
import type { Job } from '../kit/job.ts';
import { compareStates, describe, type Health, inspect, type State } from '../kit/state.ts';
import type { Attempt, Output } from '../method.ts';
import { inversePrompt, regenerationPrompt } from './prompts.ts';
import { ROLES } from './roles.ts';

export type Plan = {
  /** Edits the code before the model sees it. Undefined: the model sees it as it is. */
  readonly edit: ((job: Job, round: number, state: State) => Promise<string>) | undefined;
  /** Whether the model writes the code anew. If not, the edited code is what comes out of a round. */
  readonly asks: boolean;
  readonly keep: 'last' | 'best';
};

/** Goes on round by round from the first attempt, until the scanners find nothing or something else ends it. */
export const improve = async (job: Job, first: Output, plan: Plan): Promise<Attempt> => {
  let state = await inspect(job, 0, first, ROLES);
  let held = state;
  const earlier: Output[] = [];
  const met = new Set<string>();
  let stop = whyStop(job, state, met, plan);
  while (stop === undefined) {
    met.add(state.code.trim());
    const round = state.round + 1;
    const output = await playRound(job, round, state, plan);
    if (typeof output === 'string') {
      stop = output;
      break;
    }
    state = await inspect(job, round, output, ROLES);
    earlier.push(held.output);
    if (plan.keep === 'last' || compareStates(state, held) < 0) held = state;
    stop = whyStop(job, state, met, plan);
  }
  job.decide({ round: held.round }, 'hand in', describe(held));
  return job.handIn(held.output, { stop, kept: held.round, rounds: earlier });
};

const ENDINGS: Readonly<Partial<Record<Health, StopReason>>> = { clean: 'clean', unheard: 'unjudged' };

/** Why there is no round after this one; undefined if there is. Noted. Code that could not be judged is written anew. */
const whyStop = (
  job: Job,
  state: State,
  met: ReadonlySet<string>,
  { asks }: Plan,
): StopReason | undefined => {
  const { round, health, code } = state;
  // Every later step follows from the code alone, unless the model draws lots.
  const isFixed = !asks || job.request.decoding.temperature === 0;
  const stop =
    ENDINGS[health] ??
    (isFixed && met.has(code.trim()) ? 'stuck' : undefined) ??
    (round >= job.rounds ? 'rounds' : job.limitReached());
  job.decide({ round }, stop === undefined ? 'go on' : `stop: ${stop}`, describe(state));
  return stop;
};

/** What comes out of a round, or why nothing does. */
const playRound = async (
  job: Job,
  round: number,
  state: State,
  { edit, asks }: Plan,
): Promise<Output | StopReason> => {
  const code = edit ? await edit(job, round, state) : state.code;
  const { task } = job.request;
  if (!asks) return code === state.code ? state.output : asAnswer(code, task.language);
  const prompt = await ask(job, round, 'inverse prompt', inversePrompt(task, code));
  if (typeof prompt === 'string') return prompt;
  return ask(job, round, 'code from the prompt', regenerationPrompt(task, prompt.raw));
};

/** An answer; or why there is none: a limit is reached, or the model cannot take the question, mostly for its length. */
const ask = async (
  job: Job,
  round: number,
  purpose: string,
  messages: readonly ChatMessage[],
): Promise<Output | StopReason> => {
  const limit = job.limitReached();
  if (limit !== undefined) {
    job.decide({ round }, `stop: ${limit}`, `no ${purpose}: a limit is reached`);
    return limit;
  }
  try {
    const { text: raw } = await job.ask({ round }, purpose, { messages });
    return { raw, form: 'answer' };
  } catch (error) {
    if (!(error instanceof BifocalError && error.code === 'BIFOCAL_REQUEST')) throw error;
    job.decide({ round }, 'stop: stuck', error.message);
    return 'stuck';
  }
};
