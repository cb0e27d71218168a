import { z } from 'zod';

export const settingsSchema = z.strictObject({
  candidates: z.coerce
    .number()
    .int()
    .min(0)
    .max(32)
    .default(3)
    .describe(
      'rewrites that the model is asked for in each round; 0: the catalogue of edits alone, without a model',
    ),
  unproven: z
    .enum(['refuse', 'accept'])
    .default('refuse')
    .describe('what becomes of a code whose function can neither be proven nor refuted'),
  defects: z
    .enum(['watch', 'ignore'])
    .default('watch')
    .describe('whether it listens to analyzers of defects, too: they must not find more than before'),
});
export type Settings = z.infer<typeof settingsSchema>;
