import { z } from 'zod';
import { scanSchema } from './finding.ts';
import { usageSchema } from './sample.ts';

/** Where in a method's work a step belongs. Round 0 is the first attempt. */
const place = {
  round: z.int().nonnegative(),
  candidate: z
    .int()
    .nonnegative()
    .optional()
    .describe('which of the codes that are tried in this round; absent: there is one'),
};

export const chatMessageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});

/** What a model was asked with. */
export const askedSchema = z.union([
  z.object({ messages: z.array(chatMessageSchema) }),
  z.object({ prompt: z.string() }),
]);

/**
 * One step of a method's work on one sample.
 *
 * - `ask`: a prompt and its answer. `given`: the answer was there already (of the baseline, or in the run that is
 *   improved) and was not asked for again; its usage is what it took then
 * - `code`: a code that is tried
 * - `edit`: it came from a program, not from a model
 * - `scan`: what the scanners said that the method listens to
 * - `test`: how a code behaved: in tests that the method may see, or held against the code it would replace
 * - `decode`: how constrained decoding went
 * - `decide`: what the method made of it
 */
export const traceStepSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('ask'),
    ...place,
    purpose: z.string(),
    input: askedSchema,
    answer: z.string(),
    finish: z.enum(['stop', 'length']),
    usage: usageSchema,
    given: z.boolean().optional(),
  }),
  z.object({ step: z.literal('code'), ...place, code: z.string() }),
  z.object({
    step: z.literal('edit'),
    ...place,
    edit: z.string().describe('id in the catalogue'),
    line: z.int().positive(),
    what: z.string(),
  }),
  z.object({
    step: z.literal('scan'),
    ...place,
    scans: z.array(scanSchema.omit({ sample: true })),
  }),
  z.object({
    step: z.literal('test'),
    ...place,
    by: z.enum(['visible tests', 'behaviour']),
    passed: z.int().nonnegative(),
    total: z.int().nonnegative(),
    unknown: z.int().nonnegative(),
    detail: z.string().optional(),
  }),
  z.object({
    step: z.literal('decode'),
    ...place,
    required: z.array(z.string()),
    forbidden: z.array(z.string()),
    satisfied: z.boolean(),
    evaluatedTokens: z.int().describe('tokens that went through the model'),
    detail: z.string().optional(),
  }),
  z.object({ step: z.literal('decide'), ...place, decision: z.string(), because: z.string() }),
]);
export type TraceStep = z.infer<typeof traceStepSchema>;

/**
 * Why a method ended.
 *
 * - `answered`: it asks only once
 * - `clean`: its analyzers find nothing more
 * - `rounds`, `tokens`, `money`, `time`: a limit was reached
 * - `stuck`: nothing is left to try
 * - `unsatisfied`: its constraints could not be met
 * - `unjudged`: its analyzers could not judge the code
 */
export const stopReasonSchema = z.enum([
  'answered',
  'clean',
  'rounds',
  'tokens',
  'money',
  'time',
  'stuck',
  'unsatisfied',
  'unjudged',
]);
export type StopReason = z.infer<typeof stopReasonSchema>;

/** Everything that a method did for one sample: a line of `traces.jsonl`. */
export const traceSchema = z.object({
  sample: z.string(),
  steps: z.array(traceStepSchema),
  stop: stopReasonSchema,
  kept: z.int().nonnegative().describe('the round whose code was handed in'),
});
export type Trace = z.infer<typeof traceSchema>;
