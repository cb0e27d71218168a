import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { NextTokens, Token } from '../../models/model.ts';

export type Sampling = {
  readonly temperature: number;
  readonly topP: number;
  /** Different tokens that are wanted. */
  readonly count: number;
  readonly random: RandomGenerator;
};

/** So many tokens are refused before nothing more is tried. */
const MAX_REFUSED = 128;

/** The likeliest tokens, as many as together reach `topP`. */
const nucleusOf = (next: NextTokens, topP: number): [Token, number][] => {
  const nucleus: [Token, number][] = [];
  let mass = 0;
  for (const entry of next) {
    nucleus.push(entry);
    mass += entry[1];
    if (mass >= topP) break;
  }
  return nucleus;
};

/** A nucleus without replacement, each token as likely as its share of what is left. */
function* drawn(
  nucleus: readonly [Token, number][],
  temperature: number,
  random: RandomGenerator,
): Generator<Token> {
  const most = nucleus[0]?.[1] ?? 1;
  const weights = nucleus.map(([, p]) => Math.exp(Math.log(p / most) / temperature));
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let left = nucleus.length; left > 0; left -= 1) {
    const at = indexAt(weights, uniformFloat64(random) * total);
    const [token] = nucleus[at] ?? [];
    total -= weights[at] ?? 0;
    weights[at] = 0;
    if (token !== undefined) yield token;
  }
}

function* likeliest(next: NextTokens): Generator<Token> {
  for (const [token, probability] of next) {
    if (probability === 0) return;
    yield token;
  }
}

/** Offers tokens in their order until so many are taken; how many were. */
const offer = (tokens: Iterable<Token>, wanted: number, take: (token: Token) => boolean): number => {
  let taken = 0;
  let refused = 0;
  for (const token of tokens) {
    if (take(token)) taken += 1;
    else refused += 1;
    if (taken >= wanted || refused >= MAX_REFUSED) break;
  }
  return taken;
};

/**
 * Draws different tokens as plain sampling does (the nucleus first, then the temperature); at temperature 0, the
 * likeliest. One that is refused is drawn no more. If the whole nucleus is refused, the likeliest token that is not.
 *
 * @param take whether a token is taken; may be asked again of one that was refused
 */
export const drawTokens = (
  next: NextTokens,
  { temperature, topP, count, random }: Sampling,
  take: (token: Token) => boolean,
): void => {
  if (temperature === 0) offer(likeliest(next), count, take);
  else if (offer(drawn(nucleusOf(next, topP), temperature, random), count, take) === 0)
    offer(likeliest(next), 1, take);
};

/** The index into which a point falls on the line of all weights; the last with any weight if rounding overshoots. */
const indexAt = (weights: readonly number[], point: number): number => {
  let passed = 0;
  let last = 0;
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    last = index;
    passed += weight;
    if (point < passed) return index;
  }
  return last;
};
