import { z } from 'zod';
import { scannerRoleSchema } from './finding.ts';
import { policySchema } from './policy.ts';
import { languageSchema } from './task.ts';

/** A scanner of a run. */
export const scannerRecordSchema = z.object({
  version: z.string(),
  role: scannerRoleSchema,
  languages: z.array(languageSchema),
});
export type ScannerRecord = z.infer<typeof scannerRecordSchema>;

/** A method of a run, under the name that its samples carry. */
export const methodRecordSchema = z.object({
  method: z.string().describe('id in the registry'),
  settings: z.record(z.string(), z.unknown()),
  limits: z.record(z.string(), z.number()).describe('rounds, tokens, usd, seconds of one sample'),
  listens: z.array(z.string()).describe('scanners whose findings it is told while it works'),
  kin: z.array(z.string()).default([]).describe('scanners that know what it knows: no judges of it either'),
  from: z.string().optional().describe('the method whose samples it improved; absent: it began by itself'),
  asks: z.string().optional().describe('the model that it asked, where another one wrote the samples'),
  oracle: z
    .string()
    .optional()
    .describe('what it was told that nobody knows of new code, in words; absent: nothing'),
});
export type MethodRecord = z.infer<typeof methodRecordSchema>;

/** In place of a sandbox and a Python in the manifest of a run without tests. */
export const NOTHING_TESTED = 'nothing tested';

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
    methods: z
      .record(z.string(), methodRecordSchema)
      .default({})
      .describe('by the name that samples carry; those of samples that somebody brought are not here'),
    scanners: z.record(z.string(), scannerRecordSchema).describe('by id'),
    sandbox: z.string(),
    python: z.string(),
    reruns: z.int().default(0).describe('further runs of samples with failed cases'),
    toolchains: z.record(z.string(), z.string()).optional().describe('language to version'),
    extractor: z.int(),
  }),
  imported: z
    .record(z.string(), scannerRecordSchema)
    .default({})
    .describe('scanners that ran elsewhere, by id'),
  omitted: z.array(z.string()).describe('what was left out, and why'),
  policy: policySchema,
});
export type Manifest = z.infer<typeof manifestSchema>;
