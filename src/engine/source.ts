import type { Problem } from '../core/problem.ts';
import type { MethodRecord } from '../core/run.ts';
import type { Recorded, Sample, SampleKey, Usage } from '../core/sample.ts';
import type { Language, Task } from '../core/task.ts';
import type { Trace } from '../core/trace.ts';
import type { Extracted, RawForm } from '../extract/index.ts';
import type { Output } from '../methods/method.ts';

/** A sample before extraction. */
export type Draft = Omit<SampleKey, 'round'> & {
  readonly raw: string;
  readonly form: RawForm;
  /** What the method would have handed in after each earlier round. */
  readonly rounds?: readonly Output[];
  /** How it came to be. */
  readonly trace?: Omit<Trace, 'sample'>;
  /** The solution, where it was extracted before. */
  readonly extracted?: Extracted;
  readonly language?: Language;
  readonly recorded?: Recorded | undefined;
  readonly usage?: Usage | undefined;
  /** Why it cannot be judged; it is kept and counted all the same. */
  readonly problem?: string | undefined;
};

/** What a source gets to know of the run. */
export type SourceContext = {
  /** Undefined: the run has no tasks; samples are only scanned, and recorded verdicts kept. */
  readonly tasks: ReadonlyMap<string, Task> | undefined;
  /** Tasks that the run leaves out: samples of them are no mistake. */
  readonly leftOut?: ReadonlySet<string>;
  /** Samples that the run already has, by id: they are not made again. */
  readonly have: ReadonlyMap<string, Sample>;
  readonly signal: AbortSignal;
  readonly report: (problem: Problem) => void;
};

/** Where samples come from: files, a model, the tasks' own controls. */
export type SampleSource = {
  /** Everything that can change the samples, for the manifest. No secrets. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** The methods that make them, by the name that they carry. Absent: not known. */
  readonly methods?: Readonly<Record<string, MethodRecord>>;
  /** How many samples there will be, if it can be told. */
  count(context: SourceContext): number | undefined;
  drafts(context: SourceContext): AsyncIterable<Draft>;
};
