import { z } from 'zod';

/** One line of a labels file: what a person says of one sample. A later line for the same sample replaces it. */
export const labelSchema = z.object({
  sample: z.string().describe('id in the run'),
  code: z.string().describe('SHA-256 of the code that the label was given for'),
  verdict: z.enum(['secure', 'insecure', 'unsure']),
  cwes: z.array(z.int().positive()).default([]),
  lines: z.array(z.int().positive()).default([]),
  note: z.string().default(''),
});
export type Label = z.infer<typeof labelSchema>;
export type LabelVerdict = Label['verdict'];

/** A label that settles a disagreement, and who gave it. */
export const adjudicationSchema = labelSchema.extend({ by: z.string() });
export type Adjudication = z.infer<typeof adjudicationSchema>;

/** What samples of one stratum have in common; without model and method where these were not told apart. */
export const stratumSchema = z.object({
  accusers: z.array(z.string()).nullable().describe('scanners that accuse the samples; null: not told apart'),
  model: z.string().optional(),
  method: z.string().optional(),
  population: z.int().positive(),
  drawn: z.int().nonnegative(),
});
export type Stratum = z.infer<typeof stratumSchema>;

export const plannedSampleSchema = z.object({
  sample: z.string(),
  code: z.string().describe('SHA-256 of its code'),
  stratum: z.int().nonnegative().describe('index in `strata`'),
  inclusion: z.number().positive().max(1).describe('the probability with which it was drawn'),
});
export type PlannedSample = z.infer<typeof plannedSampleSchema>;

/** `review/plan.json`: which samples people label, in which order, and with which probability each was drawn. */
export const planSchema = z.object({
  format: z.literal('bifocal.review-plan/1'),
  design: z.enum(['stratified', 'simple']),
  seed: z.int(),
  size: z.int().positive().describe('as asked for; a smaller run is drawn whole'),
  population: z.int().positive().describe('samples that could be drawn'),
  leftOut: z.int().nonnegative().describe('samples without code: nobody can label them'),
  strata: z.array(stratumSchema),
  samples: z.array(plannedSampleSchema),
});
export type Plan = z.infer<typeof planSchema>;
