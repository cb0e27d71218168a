import pMap from 'p-map';
import { BifocalError } from '../core/errors.ts';
import { type Outcome, unknown } from '../core/outcome.ts';
import { type SampleKey, sampleId } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { Attempt, Method, MethodRequest, PromptForm } from '../methods/method.ts';
import type { Decoding, Model } from '../models/model.ts';
import type { Draft, SampleSource, SourceContext } from './source.ts';

export type GenerationOptions = {
  /** As it was asked for: goes into the manifest. */
  readonly spec: string;
  /** What else decides the answers (see `identifyModel`). */
  readonly identity: Readonly<Record<string, string>>;
  readonly method: Method;
  readonly samplesPerTask: number;
  readonly decoding: Omit<Decoding, 'seed'>;
  readonly seed: number;
  readonly prompt: PromptForm;
  /** After so many seconds nothing more is asked; what is missing is reported, and made when the run is resumed. */
  readonly seconds?: number;
  /** Opened when the first sample is missing, closed when the last is made. */
  readonly open: () => Promise<Model>;
};

type Wanted = { readonly task: Task; readonly index: number };

/**
 * Samples that a model makes for the tasks of the run. Those that the run has are not asked for again; the order of
 * the rest is fixed, sample by sample, so that every task has one before any has two.
 */
export const modelSource = (options: GenerationOptions): SampleSource => {
  const {
    spec,
    method,
    samplesPerTask,
    decoding,
    seed,
    prompt,
    seconds = Number.POSITIVE_INFINITY,
  } = options;
  const key = ({ task, index }: Wanted) => ({ task: task.id, model: spec, method: method.id, index });
  const wanted = ({ tasks }: SourceContext): Wanted[] =>
    Array.from({ length: samplesPerTask }, (_, index) =>
      [...(tasks?.values() ?? [])].map((task) => ({ task, index })),
    ).flat();
  return {
    identity: {
      kind: 'model',
      ...options.identity,
      model: spec,
      method: method.id,
      samplesPerTask,
      decoding,
      seed,
      prompt,
    },
    count: (context) => wanted(context).length,
    async *drafts(context) {
      const missing = wanted(context).filter((one) => !context.have.has(sampleId(key(one))));
      if (missing.length === 0) return;
      const model = await options.open();
      const deadline = performance.now() + seconds * 1000;
      let skipped = 0;
      try {
        yield* inParallel(missing, model.concurrency, async (one): Promise<Draft | undefined> => {
          if (performance.now() > deadline) {
            skipped += 1;
            return undefined;
          }
          const { signal } = context;
          const outcome = await attempt(method, { ...one, model, decoding, seed, prompt, signal });
          return { ...key(one), ...toDraft(outcome) };
        });
      } finally {
        await model.close();
      }
      if (skipped > 0) {
        context.report({
          where: spec,
          message: `${skipped} of ${wanted(context).length} samples were not asked for: its ${seconds} s were over (the same command goes on)`,
        });
      }
    },
  };
};

/** A request that cannot be answered is this sample's problem; whatever else fails ends the run. */
const attempt = async (method: Method, request: MethodRequest): Promise<Outcome<Attempt>> => {
  try {
    return await method.generate(request);
  } catch (error) {
    if (error instanceof BifocalError && error.code === 'BIFOCAL_REQUEST') return unknown(error.message);
    throw error;
  }
};

const toDraft = (outcome: Outcome<Attempt>): Omit<Draft, keyof SampleKey> => {
  if (outcome.status === 'unknown') return { raw: '', form: 'answer', problem: outcome.reason };
  const { generation, form } = outcome.value;
  const { text: raw, usage } = generation;
  return { raw, form, usage, ...(raw.trim() === '' ? { problem: 'the model answered nothing' } : {}) };
};

/** Results as they come, a few at once, none lost. */
async function* inParallel<Input, Output>(
  inputs: readonly Input[],
  concurrency: number,
  work: (input: Input) => Promise<Output | undefined>,
): AsyncGenerator<Output> {
  const finished: Output[] = [];
  let wake = () => {};
  const all = pMap(
    inputs,
    async (input) => {
      const output = await work(input);
      if (output !== undefined) finished.push(output);
      wake();
    },
    { concurrency },
  );
  let running = true;
  const ended = all.finally(() => {
    running = false;
    wake();
  });
  ended.catch(() => {}); // seen below
  while (running || finished.length > 0) {
    yield* finished.splice(0);
    if (running)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
  await ended;
}
