import { mersenne } from 'pure-rand/generator/mersenne';
import type { Beams, NextTokens, Token, TokenModel } from '../../models/model.ts';
import { fillFromBanks } from './banks.ts';
import { goalKeeper, type Progress, stepsOf } from './goals.ts';
import type { Layout } from './layout.ts';
import { type Constraints, heldOf, withoutConflicts } from './phrases.ts';
import { drawTokens } from './sampling.ts';

export type SearchOptions = {
  readonly constraints: Constraints;
  readonly layout: Layout;
  /** The code that the answer goes on from: a forbidden phrase may begin there. Empty in a chat. */
  readonly before: string;
  /** Texts at which an answer ends; they are no part of it. */
  readonly stop: readonly string[];
  /** Tokens that are drawn for each beam, beside those that come nearer to a goal. */
  readonly samples: number;
  readonly width: number;
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  /** Why an answer that has all it needs is none; undefined: it is one. */
  objectionTo(answer: string): string | undefined;
  /** Asked after every token: why the search has to end here; undefined: it goes on. */
  limit(): string | undefined;
};

/** `length`: the answer was cut off. `best` has nothing forbidden, but not all that is required in its place. */
export type Found =
  | { readonly status: 'satisfied'; readonly answer: string; readonly finish: 'stop' | 'length' }
  | { readonly status: 'unsatisfied'; readonly reason: string; readonly best?: string };

type Beam = {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly progress: Progress;
  readonly left: number;
  readonly score: number;
};

type Finished = { readonly answer: string; readonly finish: 'stop' | 'length'; readonly average: number };

/** Why no beam came from a token. */
type Drop = 'forbidden' | 'ended too early' | 'no room';

/** Texts that end in half a character look alike and are not. */
const keyOf = ({ text, tokens }: Beam): string => (text.endsWith('\uFFFD') ? tokens.join() : text);

/** The likeliest of beams that say the same. */
const different = (beams: readonly Beam[]): Beam[] => {
  const best = new Map<string, Beam>();
  for (const beam of beams) {
    const other = best.get(keyOf(beam));
    if (!other || other.score < beam.score) best.set(keyOf(beam), beam);
  }
  return [...best.values()];
};

const bestOf = <One extends Finished>(finished: readonly One[]): One | undefined =>
  finished.toSorted(
    (a, b) => Number(b.finish === 'stop') - Number(a.finish === 'stop') || b.average - a.average,
  )[0];

/**
 * Constrained beam sampling. Every beam is grown by tokens that are drawn from its distribution and by tokens that
 * bring it nearer to what is required; what has a forbidden phrase in its decoded text, ends before it has all, or can
 * no longer have all within the room, is dropped; the banks choose who goes on. A beam that has ended leaves its place
 * empty. Ends when no beam is left, or at the limit.
 *
 * Of the answers that have ended the one with the highest average log probability is taken; of those that the limit
 * cuts off, where none has ended.
 */
export const search = async (tokens: TokenModel, beams: Beams, options: SearchOptions): Promise<Found> => {
  const constraints = withoutConflicts(options.constraints);
  const keeper = goalKeeper(constraints, options.layout, tokens.tokenise);
  // Others begin alike for seeds that lie close together.
  const random = mersenne(options.seed);
  const finished: Finished[] = [];
  const refused: (Finished & { readonly objection: string })[] = [];
  const drops = new Map<Drop, number>();

  /** Takes an answer that has all it needs, or notes what is wrong with it. */
  const finish = (answer: string, end: Finished['finish'], score: number, length: number): void => {
    const objection = options.objectionTo(answer);
    const one: Finished = { answer, finish: end, average: score / Math.max(1, length) };
    if (objection === undefined) finished.push(one);
    else refused.push({ ...one, objection });
  };

  /** The beam behind one more token; nothing if the answer ends there. */
  const grow = (beam: Beam, token: Token, probability: number, room: number): Beam | Drop | undefined => {
    const kind = tokens.kindOf(token);
    const score = beam.score + Math.log(probability);
    if (kind !== 'text') {
      if (kind === 'control' || beam.left > 0) return 'ended too early';
      finish(beam.text, 'stop', score, beam.tokens.length + 1);
      return undefined;
    }
    const written = [...beam.tokens, token];
    const whole = tokens.detokenise(written, beams.prompt);
    const cuts = options.stop.map((stop) => whole.indexOf(stop)).filter((at) => at !== -1);
    const text = whole.slice(0, Math.min(whole.length, ...cuts));
    const { before } = options;
    if (heldOf(before + text, constraints.forbid, before.length) !== undefined) return 'forbidden';
    const progress = keeper.progressOf(text, { progress: beam.progress, token });
    const { region, goals, least, left } = progress;
    if (cuts.length > 0 || region.state === 'closed') {
      if (goals.length > 0) return 'ended too early';
      finish(region.answer, 'stop', score, written.length);
      return undefined;
    }
    return least > room ? 'no room' : { tokens: written, text, progress, left, score };
  };

  const childrenOf = (beam: Beam, next: NextTokens, room: number): Beam[] => {
    const children = new Map<Token, Beam | Drop | undefined>();
    const tryOut = (token: Token): boolean => {
      const known = children.has(token);
      const child = known
        ? children.get(token)
        : grow(beam, token, next.get(token) || Number.MIN_VALUE, room);
      children.set(token, child);
      if (!known && typeof child === 'string') drops.set(child, (drops.get(child) ?? 0) + 1);
      return typeof child !== 'string';
    };
    drawTokens(next, { ...options, count: options.samples, random }, tryOut);
    for (const token of stepsOf(beam.progress, next, room + 1)) tryOut(token);
    return [...children.values()].filter((child) => typeof child === 'object');
  };

  const progress = keeper.progressOf('');
  let live: Beam[] = [{ tokens: [], text: '', progress, left: progress.left, score: 0 }];
  let limit: string | undefined;
  for (let length = 1; length <= beams.room && live.length > 0 && limit === undefined; length += 1) {
    const nexts = await beams.next(live.map((beam) => beam.tokens));
    const grown = live.flatMap((beam, index) =>
      childrenOf(beam, nexts[index] ?? new Map(), beams.room - length),
    );
    live = fillFromBanks(different(grown), Math.max(0, options.width - finished.length));
    limit = options.limit();
  }
  for (const { text, left, score, tokens: written } of live)
    if (left === 0) finish(text, 'length', score, written.length);

  const best = bestOf(finished);
  if (best) return { status: 'satisfied', answer: best.answer, finish: best.finish };
  const nearest = bestOf(refused);
  if (nearest) return { status: 'unsatisfied', reason: nearest.objection, best: nearest.answer };
  const tally = [...drops].map(([why, count]) => `${count} ${why}`).join(', ');
  return {
    status: 'unsatisfied',
    reason: limit ?? `no beam was left (tokens that were dropped: ${tally || 'none'})`,
  };
};
