import { BASELINE } from '../analysis/order.ts';
import { BifocalError } from '../core/errors.ts';
import { type Outcome, unknown } from '../core/outcome.ts';
import type { MethodRecord } from '../core/run.ts';
import { type Sample, type SampleKey, sampleId } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import { promptOf } from '../methods/kit/prompts.ts';
import type { Attempt, FirstAttempt, Limits, PromptForm } from '../methods/method.ts';
import type { OpenMethod } from '../methods/open.ts';
import type { Decoding, Model } from '../models/model.ts';
import type { Budget } from './budget.ts';
import { inParallel } from './in-parallel.ts';
import type { Draft, SampleSource, SourceContext } from './source.ts';
import { visibleTask } from './visible-task.ts';
import type { Workbenches } from './workbench.ts';

export type GenerationOptions = {
  /** As it was asked for: goes into the manifest. */
  readonly spec: string;
  /** What else decides the answers (see `identifyModel`). */
  readonly identity: Readonly<Record<string, string>>;
  readonly method: OpenMethod;
  readonly limits: Limits;
  readonly decoding: Omit<Decoding, 'seed'>;
  readonly seed: number;
  readonly prompt: PromptForm;
  readonly workbenches: Workbenches;
  /** Once it is used up nothing more is asked; what is missing is reported, and made when the run is resumed. */
  readonly budget: Budget;
  /** Opened when the first sample is missing, closed when the last is made. */
  readonly open: () => Promise<Model>;
};

/** One sample to be made, and what it starts from if that is there. */
export type Wanted = {
  readonly key: SampleKey;
  readonly task: Task;
  readonly first?: FirstAttempt | undefined;
  /** Why there is nothing to start from: the sample cannot be judged, as the one that it would improve. */
  readonly problem?: string | undefined;
};

/**
 * Samples that a model makes for the tasks of the run. Those that the run has are not asked for again; the order of
 * the rest is fixed, sample by sample, so that every task has one before any has two. A method that starts from a
 * first attempt gets what the baseline wrote, if the run has it.
 */
export const modelSource = (
  options: GenerationOptions & { readonly samplesPerTask: number },
): SampleSource => {
  const { spec, method, samplesPerTask, prompt } = options;
  const wanted = ({ tasks, have }: SourceContext): Wanted[] =>
    Array.from({ length: samplesPerTask }, (_, index) =>
      [...(tasks?.values() ?? [])].map((task): Wanted => {
        const key = { task: task.id, model: spec, method: method.name, index };
        const base = have.get(sampleId({ ...key, method: BASELINE }));
        return { key, task, first: base && firstFrom(base, task, prompt) };
      }),
    ).flat();
  return generationSource(options, { kind: 'model', samplesPerTask }, wanted);
};

/** What the baseline wrote; nothing if it did not. */
const firstFrom = (base: Sample, task: Task, prompt: PromptForm): FirstAttempt | undefined => {
  if (base.problem !== undefined) return undefined;
  const input = promptOf(task, prompt);
  const form = input.status === 'ok' && 'prompt' in input.value ? 'completion' : 'answer';
  return { raw: base.raw, form, ...(base.usage && { usage: base.usage }) };
};

/** How a method is recorded in the manifest. */
const methodRecord = ({ method, limits, workbenches }: GenerationOptions): MethodRecord => {
  const { rounds = method.rounds, ...others } = limits;
  return {
    method: method.id,
    settings: { ...method.settings },
    limits: { ...(method.rounds > 0 && { rounds }), ...others },
    listens: workbenches.listening(method.listens),
    kin: [...method.kin],
    ...(method.oracle !== undefined && { oracle: method.oracle }),
  };
};

/**
 * Samples that a method makes.
 *
 * @param identity what decides them besides the options
 * @param wanted all of them, also those that the run has
 * @param complete what to add to the record of the method
 */
export const generationSource = (
  options: GenerationOptions,
  identity: Readonly<Record<string, unknown>>,
  wanted: (context: SourceContext) => readonly Wanted[],
  complete: (record: MethodRecord) => MethodRecord = (record) => record,
): SampleSource => {
  const { spec, method, decoding, seed, prompt, budget } = options;
  return {
    methods: { [method.name]: complete(methodRecord(options)) },
    identity: { ...identity, ...options.identity, model: spec, method: method.name, decoding, seed, prompt },
    count: (context) => wanted(context).length,
    async *drafts(context) {
      const missing = wanted(context).filter(({ key }) => !context.have.has(sampleId(key)));
      if (missing.length === 0) return;
      for (const { id, usage } of context.have.values()) budget.spend(id, usage ?? {});
      const model = await options.open();
      let skipped = 0;
      let reason: string | undefined;
      try {
        yield* inParallel(missing, model.concurrency, async (one): Promise<Draft | undefined> => {
          const over = budget.over();
          if (over !== undefined) {
            skipped += 1;
            reason = over;
            return undefined;
          }
          const { language } = one.task;
          const draft = {
            ...one.key,
            language,
            ...toDraft(await attempt(one, model, options, context.signal)),
          };
          budget.spend(sampleId(draft), draft.usage ?? {});
          return draft;
        });
      } finally {
        await model.close();
      }
      if (skipped > 0) {
        context.report({
          where: `${spec}, ${method.name}`,
          message: `${skipped} of ${wanted(context).length} samples were not asked for: the budget (${reason}) is used up (the same command goes on)`,
        });
      }
    },
  };
};

/** A request that cannot be answered is this sample's problem; whatever else fails ends the run. */
const attempt = async (
  { key: { index }, task, first, problem }: Wanted,
  model: Model,
  { method, limits, decoding, seed, prompt, workbenches }: GenerationOptions,
  signal: AbortSignal,
): Promise<Outcome<Attempt>> => {
  if (problem !== undefined) return unknown(problem);
  try {
    return await method.generate({
      task: visibleTask(task, method.seesLabel),
      model,
      index,
      decoding,
      seed,
      prompt,
      ...(first && { first }),
      workbench: workbenches.at(task),
      limits,
      signal,
    });
  } catch (error) {
    if (error instanceof BifocalError && error.code === 'BIFOCAL_REQUEST') return unknown(error.message);
    throw error;
  }
};

const toDraft = (outcome: Outcome<Attempt>): Omit<Draft, keyof SampleKey> => {
  if (outcome.status === 'unknown') return { raw: '', form: 'answer', problem: outcome.reason };
  const { raw, form, usage, rounds, trace } = outcome.value;
  return {
    raw,
    form,
    usage,
    rounds,
    trace: { ...trace, steps: [...trace.steps] },
    ...(raw.trim() === '' ? { problem: 'the model answered nothing' } : {}),
  };
};
