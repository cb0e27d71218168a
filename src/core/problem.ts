import { z } from 'zod';

/** Something wrong with a piece of input: said, counted, and left out, while the rest goes on. */
export const problemSchema = z.object({
  where: z.string().describe('file and line, or folder'),
  message: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
