import { z } from 'zod';
import type { Task } from '../../src/core/task.ts';
import { stopReasonSchema } from '../../src/core/trace.ts';
import { visibleTask } from '../../src/engine/visible-task.ts';
import { extract } from '../../src/extract/index.ts';
import { readJsonl } from '../../src/io/read-jsonl.ts';
import type { Constraints } from '../../src/methods/codeguard/phrases.ts';
import type { MethodRequest } from '../../src/methods/method.ts';
import { type OpenMethod, openMethod } from '../../src/methods/open.ts';
import type { Model } from '../../src/models/model.ts';

const writtenSchema = z.object({
  satisfied: z.boolean().describe('whether the method calls it so; of plain output nobody does'),
  required: z
    .boolean()
    .describe('whether the code has a phrase of each requirement, in what the model wrote'),
  forbidden: z.boolean().describe('whether the answer or the code has a forbidden phrase'),
  stop: stopReasonSchema,
  reason: z.string().optional().describe('why it was not satisfied'),
  tokens: z.number(),
  cpuSeconds: z.number(),
  wallSeconds: z.number(),
});
/** What one way of writing came to, for one sample of one task. */
export type Written = z.infer<typeof writtenSchema>;

const pairSchema = z.object({
  task: z.string(),
  index: z.number(),
  plain: writtenSchema,
  constrained: writtenSchema,
});
/** The same sample twice: as the model writes it, and under constraints. */
export type GenerationPair = z.infer<typeof pairSchema>;

/** The pairs in a file, by task and index; what is no pair is passed over. */
export const readPairs = async (file: string): Promise<Map<string, GenerationPair>> => {
  const pairs = new Map<string, GenerationPair>();
  for await (const entry of readJsonl(file)) {
    const parsed = pairSchema.safeParse('row' in entry ? entry.row : undefined);
    if (parsed.success) pairs.set(keyOf(parsed.data.task, parsed.data.index), parsed.data);
  }
  return pairs;
};

export const keyOf = (task: string, index: number): string => `${task} ${index}`;

export type Setting = Pick<MethodRequest, 'decoding' | 'prompt' | 'seed'> & {
  readonly model: Model;
  readonly constrained: OpenMethod;
};

/** The method looks for phrases in its own way; this is another one. */
const finder = (phrase: string): RegExp => {
  const letters = phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(/^[\p{L}\p{N}_]/u.test(phrase) ? `(?<![\\p{L}\\p{N}_])${letters}` : letters, 'u');
};

const has = (text: string, phrase: string): boolean => finder(phrase).test(text);

const writtenBy = async (
  method: OpenMethod,
  task: Task,
  index: number,
  { require, forbid }: Constraints,
  { model, decoding, prompt, seed }: Setting,
): Promise<Written> => {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const outcome = await method.generate({
    task: visibleTask(task, method.seesLabel),
    model,
    index,
    decoding,
    prompt,
    ...(seed !== undefined && { seed }),
    workbench: { scan: async () => [], testVisible: undefined, observe: undefined },
    limits: {},
  });
  const { user, system } = process.cpuUsage(cpu);
  if (outcome.status === 'unknown') throw new Error(`${task.id}: ${outcome.reason}`);
  const { raw, form, usage, trace } = outcome.value;
  const { code } = extract(raw, form, task);
  const decode = trace.steps.findLast((step) => step.step === 'decode');
  return {
    satisfied: decode?.satisfied ?? false,
    required: require.every((any) => any.some((phrase) => has(code, phrase) && has(raw, phrase))),
    forbidden: forbid.some((phrase) => has(code, phrase) || has(raw, phrase)),
    stop: trace.stop,
    ...(decode?.detail !== undefined && { reason: decode.detail }),
    tokens: (usage.promptTokens ?? 0) + (usage.completionTokens ?? 0),
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - wall) / 1000,
  };
};

/** Makes one: the plain output first. */
export const generatePair = async (
  task: Task,
  index: number,
  constraints: Constraints,
  setting: Setting,
): Promise<GenerationPair> => ({
  task: task.id,
  index,
  plain: await writtenBy(openMethod('base'), task, index, constraints, setting),
  constrained: await writtenBy(setting.constrained, task, index, constraints, setting),
});
