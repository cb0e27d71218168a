import { z } from 'zod';
import { BifocalError } from '../../core/errors.ts';

const settingsSchema = z.strictObject({
  votes: z.int().min(1).max(99).default(1),
  temperature: z.number().min(0).max(2).optional(),
  maxTokens: z.int().min(1).default(1024),
  seed: z.int().nonnegative().default(0),
});

/** How a judge is asked. Everything here can change its verdicts. */
export type JudgeSettings = {
  /** How often it is asked about each sample; an odd number has fewer ties. Default: 1. */
  readonly votes?: number;
  /** Default: 0, so that one vote is the likeliest answer; with several votes 0.7, or they would all be the same. */
  readonly temperature?: number;
  /** Longest answer. Models that think before they answer need several thousand. Default: 1024. */
  readonly maxTokens?: number;
  /** What the seeds of the votes are drawn from. Default: 0. */
  readonly seed?: number;
};

/** Settings with nothing left open. @throws BifocalError BIFOCAL_USAGE for values that make no sense */
export const completeSettings = (settings: JudgeSettings): Required<JudgeSettings> => {
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) {
    throw new BifocalError(
      'BIFOCAL_USAGE',
      `a judge cannot be asked so: ${z.prettifyError(parsed.error)}`,
      HINT,
    );
  }
  const { temperature, ...rest } = parsed.data;
  return { ...rest, temperature: temperature ?? (rest.votes === 1 ? 0 : 0.7) };
};

const HINT = 'votes: 1 to 99, temperature: 0 to 2, maxTokens: at least 1, seed: a whole number from 0.';
