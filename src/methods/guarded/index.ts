import { ok } from '../../core/outcome.ts';
import type { StopReason } from '../../core/trace.ts';
import { firstAttempt } from '../kit/first-attempt.ts';
import { type Job, openJob } from '../kit/job.ts';
import type { Attempt, Method, Output } from '../method.ts';
import { openGates, type Parent } from './admit.ts';
import { mendByProgram, numbering, rewrites, type Workshop } from './candidates.ts';
import { expectedSafe, ranked } from './choose.ts';
import { findingsOf } from './findings.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { begin } from './start.ts';

/** Rounds after the first attempt. */
const ROUNDS = 3;

/** Rounds without an accepted rewrite before it gives up. The second one tells the model why it was refused. */
const FRUITLESS_ROUNDS = 2;

/**
 * Repair that may not lower function: a candidate replaces its parent only if, as far as the scanners that it listens
 * to, the visible tests and the behaviour on benign inputs tell, findings fall and function does not. Candidates come
 * from the catalogue of edits and from the model; of those that pass, the one with the highest expected SAFE is taken,
 * then the smallest edit.
 *
 * It never hands in code with more findings of these scanners than the first attempt has, nor code that a gate has
 * refused. What no scanner finds, and what neither a visible test nor a generated input shows, it does not see.
 */
export const guarded: Method<Settings> = {
  id: 'guarded',
  title: 'repairs that must keep the function',
  source: 'ours',
  needs: ['analyzers', 'sandbox'],
  // The catalogue of edits knows what these rules know.
  kin: ['bifocal'],
  settings: settingsSchema,
  rounds: ROUNDS,
  listens: ({ defects }) => (defects === 'watch' ? ['security', 'defects'] : ['security']),
  oracle: () => undefined,
  seesLabel: () => false,
  generate: async (request, settings) => {
    const job = openJob(request, ROUNDS);
    const first = await firstAttempt(job);
    return first.status === 'unknown' ? first : ok(await repair(job, first.value, settings));
  },
};

/** The work after a round. */
type State = {
  readonly round: number;
  readonly parent: Parent;
  /** The round that `parent` came from. */
  readonly kept: number;
  /** What would have been handed in after each earlier round. */
  readonly earlier: readonly Output[];
  /** Rounds since the parent was last replaced. */
  readonly fruitless: number;
  /** Why rewrites of this parent were refused. */
  readonly refusals: readonly string[];
};

const repair = async (job: Job, first: Output, settings: Settings): Promise<Attempt> => {
  const start = await begin(job, first, settings);
  if ('stop' in start) {
    job.decide({ round: 0 }, `stop: ${start.stop}`, start.because);
    return job.handIn(first, { stop: start.stop });
  }
  const { parent, standards } = start;
  const workshop: Workshop = { job, gates: openGates(job, standards), harmful: new Set() };
  let state: State = { round: 0, parent, kept: 0, earlier: [], fruitless: 0, refusals: [] };
  let stop = whyStop(job, state, settings);
  while (stop === undefined) {
    state = await playRound(workshop, state, settings);
    stop = whyStop(job, state, settings);
  }
  const { round, kept, earlier } = state;
  job.decide({ round }, `stop: ${stop}`, `findings: ${findingsOf(state.parent.scans).length}`);
  return job.handIn(state.parent.output, { stop, kept, rounds: earlier });
};

/** Tokens and money only end the model's part: edits are free, and tried at least once for each parent. */
const whyStop = (
  job: Job,
  { round, parent, fruitless }: State,
  { candidates }: Settings,
): StopReason | undefined => {
  if (findingsOf(parent.scans).length === 0) return 'clean';
  const limit = job.limitReached();
  if (limit === 'time' || (limit !== undefined && fruitless > 0)) return limit;
  if (fruitless >= (candidates === 0 ? 1 : FRUITLESS_ROUNDS)) return 'stuck';
  return round >= job.rounds ? 'rounds' : undefined;
};

const playRound = async (workshop: Workshop, state: State, { candidates }: Settings): Promise<State> => {
  const { job } = workshop;
  const { parent, fruitless } = state;
  const round = state.round + 1;
  const number = numbering(round);
  const earlier = [...state.earlier, parent.output];
  const edited = fruitless === 0 ? await mendByProgram(workshop, number, parent) : undefined;
  const isClean = edited !== undefined && findingsOf(edited.scans).length === 0;
  const { accepted, refusals } = isClean
    ? { accepted: [], refusals: [] }
    : await rewrites(workshop, number, parent, candidates, state.refusals);
  const [best] = ranked([...(edited ? [edited] : []), ...accepted]);
  if (best === undefined) {
    job.decide({ round }, 'parent stays', 'no candidate was accepted');
    return { ...state, round, earlier, fruitless: fruitless + 1, refusals };
  }
  const { tokens, lines } = best.size;
  const because = `expected SAFE ${expectedSafe(best).toFixed(3)}; ${tokens} tokens in ${lines} lines changed`;
  job.decide(best.place, 'replaces its parent', because);
  return { round, parent: best, kept: round, earlier, fruitless: 0, refusals: [] };
};
