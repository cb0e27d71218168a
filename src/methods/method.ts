import type { Outcome } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';
import type { RawForm } from '../extract/index.ts';
import type { Decoding, Generation, Model } from '../models/model.ts';

/** How the task is put to the model. `auto`: as an instruction if the task has one, else as code to continue. */
export type PromptForm = 'instruction' | 'completion' | 'auto';

/** One sample to be made. */
export type MethodRequest = {
  readonly task: Task;
  readonly model: Model;
  /** Which of the samples of this task, counted from 0. */
  readonly index: number;
  readonly decoding: Omit<Decoding, 'seed'>;
  /** Of the run; what a sample draws from it is `sampleSeed`. Absent: the provider draws its own. */
  readonly seed?: number;
  readonly prompt: PromptForm;
  readonly signal?: AbortSignal;
};

/** What came out: the raw output in `generation.text`, and how the extractor is to read it. */
export type Attempt = { readonly generation: Generation; readonly form: RawForm };

/**
 * A way of getting code out of a model. One file in this folder, one object in the registry.
 * `unknown`: no sample can be made of this task. Rejects as the model does.
 */
export type Method = {
  readonly id: string;
  readonly title: string;
  generate(request: MethodRequest): Promise<Outcome<Attempt>>;
};
