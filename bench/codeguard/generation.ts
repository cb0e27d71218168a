import type { Task } from '../../src/core/task.ts';
import { visibleTask } from '../../src/engine/visible-task.ts';
import { extract } from '../../src/extract/index.ts';
import type { Constraints } from '../../src/methods/codeguard/phrases.ts';
import type { Attempt, MethodRequest } from '../../src/methods/method.ts';
import { type OpenMethod, openMethod } from '../../src/methods/open.ts';
import type { Model } from '../../src/models/model.ts';

/** What one way of writing came to, for one sample of one task. */
export type Written = {
  /** Whether the method calls it so; of plain output nobody does. */
  readonly satisfied: boolean;
  /** Whether the code that was handed in has a phrase of each requirement, in what the model wrote. */
  readonly required: boolean;
  /** Whether the answer or the code has a forbidden phrase. */
  readonly forbidden: boolean;
  readonly stop: Attempt['trace']['stop'];
  /** Why it was not satisfied. */
  readonly reason?: string;
  readonly tokens: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
};

export type GenerationPair = {
  readonly task: string;
  readonly index: number;
  readonly plain: Written;
  readonly constrained: Written;
};

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

/** The same sample twice: as the model writes it, and under constraints. */
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
