import { z } from 'zod';
import { policySchema } from './policy.ts';

/**
 * `run.json`: what a run was made of. Everything in `inputs` can change a record; two runs with the same inputs
 * are the same run, and the second resumes the first.
 */
export const manifestSchema = z.object({
  format: z.literal('bifocal.run/1'),
  name: z.string(),
  inputs: z.object({
    bifocal: z.string(),
    tasks: z.object({ name: z.string(), count: z.int(), sha256: z.string() }),
    sources: z
      .array(z.record(z.string(), z.unknown()))
      .describe('files with their hashes, models with decoding'),
    scanners: z.record(z.string(), z.string()).describe('id to version'),
    sandbox: z.string(),
    python: z.string(),
    reruns: z.int().default(0).describe('further runs of samples with failed cases'),
    toolchains: z.record(z.string(), z.string()).optional().describe('language to version'),
    extractor: z.int(),
  }),
  omitted: z.array(z.string()).describe('what was left out, and why'),
  policy: policySchema,
});
export type Manifest = z.infer<typeof manifestSchema>;
