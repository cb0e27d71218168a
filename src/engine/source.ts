import type { Problem } from '../core/problem.ts';
import type { Recorded, SampleKey, Usage } from '../core/sample.ts';
import type { Language, Task } from '../core/task.ts';
import type { RawForm } from '../extract/index.ts';

/** A sample before extraction. */
export type Draft = SampleKey & {
  readonly raw: string;
  readonly form: RawForm;
  readonly language?: Language;
  readonly recorded?: Recorded;
  readonly usage?: Usage;
  /** Why it cannot be judged; it is kept and counted all the same. */
  readonly problem?: string;
};

/** What a source gets to know of the run. */
export type SourceContext = {
  /** Undefined: the run has no tasks; samples are only scanned, and recorded verdicts kept. */
  readonly tasks: ReadonlyMap<string, Task> | undefined;
  /** Tasks that the run leaves out: samples of them are no mistake. */
  readonly leftOut?: ReadonlySet<string>;
  /** Ids of samples that the run already has: they are not made again. */
  readonly have: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly report: (problem: Problem) => void;
};

/** Where samples come from: files, a model, the tasks' own controls. */
export type SampleSource = {
  /** Everything that can change the samples, for the manifest. No secrets. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** How many samples there will be, if it can be told. */
  count(context: SourceContext): number | undefined;
  drafts(context: SourceContext): AsyncIterable<Draft>;
};
