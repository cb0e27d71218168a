import { z } from 'zod';
import { readConstraints } from './constraint-files.ts';

const count = (most: number) => z.coerce.number().int().min(1).max(most);

/** Reads the file at once: what it says is part of the run, and where it lay is not. */
const constraints = z.string().transform((file, context) => {
  try {
    return readConstraints(file);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
    return z.NEVER;
  }
});

export const settingsSchema = z
  .strictObject({
    from: z
      .enum(['scanners', 'label', 'user'])
      .default('scanners')
      .describe(
        'what chooses the phrases: the findings of scanners on the first attempt, the CWE label of the task, or a file',
      ),
    constraints: constraints
      .optional()
      .describe('the file with the phrases (from=user); no colon in its name'),
    beams: count(64).default(6).describe('continuations that are followed at once'),
    samples: count(16).default(2).describe('tokens that are drawn for each of them'),
    tries: count(100).default(1).describe('times that an answer is written anew, until one is as required'),
  })
  .refine(({ from, constraints: given }) => (from === 'user') === (given !== undefined), {
    error: 'constraints=FILE goes with from=user, and from=user with constraints=FILE',
  });
export type Settings = z.infer<typeof settingsSchema>;
