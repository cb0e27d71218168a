import { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';
import type { ScannerRole } from '../../core/finding.ts';
import { ok } from '../../core/outcome.ts';
import type { StopReason } from '../../core/trace.ts';
import { firstAttempt } from '../kit/first-attempt.ts';
import { type Job, openJob } from '../kit/job.ts';
import { compareStates, describe, type Health, inspect, type State } from '../kit/state.ts';
import type { Attempt, Method, Output } from '../method.ts';
import { openTalk, type Talk } from './talk.ts';

const ROLES = {
  defects: ['defects'],
  vulnerabilities: ['security'],
  both: ['defects', 'security'],
} as const satisfies Record<string, readonly ScannerRole[]>;

const settingsSchema = z.strictObject({
  look: z
    .enum(['defects', 'vulnerabilities', 'both'])
    .default('both')
    .describe('what the analyzers look for that it listens to'),
  keep: z
    .enum(['best', 'last'])
    .default('best')
    .describe('which code is handed in: that with fewest findings (the earlier of equals), or the last'),
});
type Settings = z.infer<typeof settingsSchema>;

/** Rounds after the first attempt: "three iterations were sufficient" (section 4.4). */
const ROUNDS = 3;

/**
 * CodePatchLLM: generate, analyse, and tell the model line and message of each finding, until the analyzers are silent
 * or the rounds are used up (Tuning LLM in secure code generation, ISP RAS 2025, section 3.1, t_max = 3). Every round
 * adds the model's answer and the feedback to the conversation.
 *
 * Otherwise than in the authors' program: there is no system message, so that the first attempt is the baseline's own;
 * silence counts only if every analyzer judged whole code; an answer without code does not end the work; and, unless
 * `keep=last`, the best code is handed in, which need not be the last.
 */
export const codepatch: Method<Settings> = {
  id: 'codepatch',
  title: 'the model corrects what analyzers find',
  source: 'CodePatchLLM: Tuning LLM in secure code generation (ISP RAS 2025), section 3.1',
  needs: ['chat', 'analyzers'],
  settings: settingsSchema,
  rounds: ROUNDS,
  listens: ({ look }) => ROLES[look],
  oracle: () => undefined,
  seesLabel: () => false,
  generate: async (request, settings) => {
    const job = openJob(request, ROUNDS);
    const first = await firstAttempt(job);
    return first.status === 'unknown' ? first : ok(await patch(job, first.value, settings));
  },
};

const patch = async (job: Job, first: Output, { look, keep }: Settings): Promise<Attempt> => {
  const roles = ROLES[look];
  let state = await inspect(job, 0, first, roles);
  let held = state;
  const earlier: Output[] = [];
  const talk = openTalk(job.request, state);
  let stop = whyStop(job, state, undefined);
  while (stop === undefined) {
    const round = state.round + 1;
    const answer = await ask(job, round, talk, state);
    if (answer === undefined) {
      stop = 'stuck';
      break;
    }
    const next = await inspect(job, round, answer, roles);
    stop = whyStop(job, next, state);
    state = next;
    earlier.push(held.output);
    held = KEEP[keep](held, state);
  }
  job.decide({ round: held.round }, 'hand in', describe(held));
  return job.handIn(held.output, { stop, kept: held.round, rounds: earlier });
};

/** Why nothing more is asked after this round; undefined if something is. Noted. */
const whyStop = (job: Job, state: State, before: State | undefined): StopReason | undefined => {
  const { round } = state;
  const stop =
    ENDINGS[state.health] ??
    (before && isFixedPoint(job, before, state) ? 'stuck' : undefined) ??
    (round >= job.rounds ? 'rounds' : job.limitReached());
  job.decide({ round }, stop === undefined ? 'ask for a correction' : `stop: ${stop}`, describe(state));
  return stop;
};

const ENDINGS: Readonly<Partial<Record<Health, StopReason>>> = { clean: 'clean', unheard: 'unjudged' };

/** The same code again draws the same feedback. Only chance could change the next answer, and at 0 there is none. */
const isFixedPoint = (job: Job, before: State, after: State): boolean =>
  job.request.decoding.temperature === 0 && before.code.trim() === after.code.trim();

/** Undefined: the model cannot take the question, mostly because the conversation outgrew its context. */
const ask = async (job: Job, round: number, talk: Talk, state: State): Promise<Output | undefined> => {
  try {
    const { text: raw } = await job.ask({ round }, 'correction', { messages: talk.ask(state) });
    talk.hear(raw);
    return { raw, form: 'answer' };
  } catch (error) {
    if (!(error instanceof BifocalError && error.code === 'BIFOCAL_REQUEST')) throw error;
    job.decide({ round }, 'stop: stuck', error.message);
    return undefined;
  }
};

/** Which of two is handed in: what was held before a round, or what came out of it. */
const KEEP: Readonly<Record<Settings['keep'], (held: State, next: State) => State>> = {
  best: (held, next) => (compareStates(next, held) < 0 ? next : held),
  // An answer without code leaves the code as it was.
  last: (held, next) => (next.health === 'codeless' ? held : next),
};
