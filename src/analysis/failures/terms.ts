import { z } from 'zod';
import { CATEGORIES, type Category } from '../degeneracy/suspect.ts';

/** One line of a file of a person's decisions. A later line for the same sample replaces it. */
export const decisionSchema = z.object({
  sample: z.string().describe('id of the sample that the method handed in'),
  base: z.string().describe("SHA-256 of the base's code that it was held against"),
  code: z.string().describe('SHA-256 of its own code'),
  category: z.enum(CATEGORIES),
  note: z.string().default(''),
});
export type Decision = z.infer<typeof decisionSchema>;

/** One person's decisions, as they stand in the file. */
export type Decider = { readonly name: string; readonly decisions: readonly Decision[] };

/**
 * The columns of table 7 of "Rethinking the Evaluation of Secure Code Generation" (ICSE 2026, section 4.3), in its
 * order, with the categories of ours that each stands for.
 */
export const TABLE_7 = {
  'Removed Code': ['removed code', 'stub'],
  'Junk Code': ['junk'],
  NFI: ['off-task'],
  FN: ['false negative'],
  Other: ['other'],
} as const satisfies Readonly<Record<string, readonly Category[]>>;
export type PaperCategory = keyof typeof TABLE_7;
