import { z } from 'zod';
import { scanSchema } from '../../src/core/finding.ts';
import type { ScanInput } from '../../src/scanners/scanner.ts';

/** What a measured process is asked for: one call of `scan` for each batch, one after the other. */
export type Job = { readonly scanner: string; readonly batches: readonly (readonly ScanInput[])[] };

/** What it answers: a record for each sample of each batch, in order. */
export const answerSchema = z.object({
  processes: z.int().describe('that the scanner started for it'),
  scans: z.array(scanSchema),
});
export type Answer = z.infer<typeof answerSchema>;
