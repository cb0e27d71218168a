import { BifocalError } from '../../core/errors.ts';
import type { Vote } from '../../core/finding.ts';
import type { Usage } from '../../core/sample.ts';
import type { GenerationRequest, Model } from '../../models/model.ts';
import { sampleSeed } from '../../models/seed.ts';
import type { ScanInput } from '../scanner.ts';
import { ANSWER_SCHEMA, type Ballot, readAnswer } from './answer.ts';
import { linesOf, promptFor } from './prompt.ts';
import type { JudgeSettings } from './settings.ts';

/** What a judge was asked and answered about one sample. */
export type Poll = {
  readonly ballots: readonly Ballot[];
  readonly votes: readonly Vote[];
  readonly usage: Usage;
  /** Why the votes that are missing could not be had. */
  readonly failure?: BifocalError;
};

/**
 * The requests for one sample: one for each vote. Seeds are drawn from the code, not from the sample's name or place:
 * the same code has the same votes.
 */
export const requestsFor = (
  { code, language }: Pick<ScanInput, 'code' | 'language'>,
  { votes, temperature, maxTokens, seed }: Required<JudgeSettings>,
): readonly GenerationRequest[] => {
  const input = { messages: promptFor({ code, language }, seed), schema: ANSWER_SCHEMA };
  return Array.from({ length: votes }, (_, index) => ({
    input,
    temperature,
    topP: 1,
    maxTokens,
    seed: sampleSeed(seed, code, index),
  }));
};

/**
 * Asks for the votes on one sample, one after the other: a local model reads the code once for all of them. The first
 * request that fails ends it. Aborting rejects.
 */
export const poll = async (
  model: Model,
  input: ScanInput,
  settings: Required<JudgeSettings>,
  signal?: AbortSignal,
): Promise<Poll> => {
  const lines = linesOf(input.code).length;
  const ballots: Ballot[] = [];
  const votes: Vote[] = [];
  const usages: Usage[] = [];
  for (const request of requestsFor(input, settings)) {
    try {
      const generation = await model.generate({ ...request, ...(signal && { signal }) });
      const ballot = readAnswer(generation, lines);
      ballots.push(ballot);
      votes.push({ verdict: ballot.verdict, answer: generation.text });
      usages.push(generation.usage);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof BifocalError)) throw error;
      return { ballots, votes, usage: sum(usages), failure: error };
    }
  }
  return { ballots, votes, usage: sum(usages) };
};

/** A member that no usage has stays absent. */
const sum = (usages: readonly Usage[]): Usage =>
  Object.fromEntries(
    (['promptTokens', 'completionTokens', 'seconds', 'usd'] as const).flatMap((member) => {
      const known = usages.flatMap((usage) => usage[member] ?? []);
      return known.length === 0 ? [] : [[member, known.reduce((total, value) => total + value)]];
    }),
  );
