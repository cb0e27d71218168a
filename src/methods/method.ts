import type { z } from 'zod';
import type { ScannerRole } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Usage } from '../core/sample.ts';
import type { Task } from '../core/task.ts';
import type { StopReason, TraceStep } from '../core/trace.ts';
import type { RawForm } from '../extract/index.ts';
import type { Decoding, Model } from '../models/model.ts';
import type { Workbench } from './workbench.ts';

/** How the task is put to the model. `auto`: as an instruction if the task has one, else as code to continue. */
export type PromptForm = 'instruction' | 'completion' | 'auto';

/**
 * What a method may know of a task: neither tests nor solutions, which judge it. `cwes` is empty unless the method
 * says that it is oracle-informed by the task's label.
 */
export type VisibleTask = Omit<Task, 'tests' | 'exploits' | 'solutions' | 'original'>;

/** What a model wrote, and how the extractor is to read it. */
export type Output = { readonly raw: string; readonly form: RawForm };

/** An output that is there already, and what it took when it was made. */
export type FirstAttempt = Output & { readonly usage?: Usage };

/** Limits of the work on one sample. Absent: none. */
export type Limits = {
  /** Rounds after the first attempt. */
  readonly rounds?: number;
  /** In and out together. */
  readonly tokens?: number;
  readonly usd?: number;
  readonly seconds?: number;
};

/** One sample to be made. */
export type MethodRequest = {
  readonly task: VisibleTask;
  readonly model: Model;
  /** Which of the samples of this task, counted from 0. */
  readonly index: number;
  readonly decoding: Omit<Decoding, 'seed'>;
  /** Of the run; what a sample draws from it is `sampleSeed`. Absent: the provider draws its own. */
  readonly seed?: number;
  readonly prompt: PromptForm;
  /** The first attempt, where there is one already: what the baseline wrote, or the code that is to be improved. */
  readonly first?: FirstAttempt;
  /** Analyzers and the sandbox. */
  readonly workbench: Workbench;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
};

/** What came out. */
export type Attempt = Output & {
  /** Of all that was asked for this sample. */
  readonly usage: Usage;
  /**
   * What the method would have handed in after each round before the last one; the first is the first attempt. Empty
   * for methods without rounds.
   */
  readonly rounds: readonly Output[];
  readonly trace: { readonly steps: readonly TraceStep[]; readonly stop: StopReason; readonly kept: number };
};

/**
 * What a method cannot do without.
 *
 * - `chat`: a model that answers messages
 * - `token probabilities`: a model that runs in this process and shows the probability of every next token
 * - `analyzers`: scanners to listen to
 * - `sandbox`: a place to run code in
 */
export type Need = 'chat' | 'token probabilities' | 'analyzers' | 'sandbox';

/**
 * A way of getting code out of a model. One file or folder in this folder, one object in the registry. On the command
 * line `ID`, or `ID:KEY=VALUE:KEY=VALUE`.
 */
export type Method<Settings = object> = {
  readonly id: string;
  readonly title: string;
  /** Where it comes from: paper and section, or "ours". */
  readonly source: string;
  readonly needs: readonly Need[];
  /** What can be set, with defaults. Reads values from text. */
  readonly settings: z.ZodObject & z.ZodType<Settings>;
  /** Rounds after the first attempt, unless told otherwise. 0: it has none. */
  readonly rounds: number;
  /** The roles of the scanners that it listens to. */
  listens(settings: Settings): readonly ScannerRole[];
  /** Ids of scanners that share what it knows of weaknesses, and so are no judges of it. Absent: none. */
  readonly kin?: readonly string[];
  /** What it is told that nobody knows of new code, in words. Undefined: nothing. */
  oracle(settings: Settings): string | undefined;
  /** Whether `oracle` is the task's CWE label: only then does it get to see that. */
  seesLabel(settings: Settings): boolean;
  /** `unknown`: no sample can be made of this task. Rejects as the model does. */
  generate(request: MethodRequest, settings: Settings): Promise<Outcome<Attempt>>;
};
