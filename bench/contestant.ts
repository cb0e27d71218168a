import type { DatasetId, Reference } from './datasets.ts';

/** What every contestant gets in a round: the same references, and a folder of its own, empty at first. */
export type Job = {
  readonly dataset: DatasetId;
  readonly references: readonly Reference[];
  readonly workers: number;
  readonly folder: string;
};

/** What a contestant says of one reference solution; `undefined`: it gave no verdict. */
export type Verdict = { readonly passed: boolean | undefined; readonly detail: string };

/** A verdict by task id. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** One way to run the tests of reference solutions. One file in `contestants/`, a line in its index. */
export type Contestant = {
  readonly id: string;
  readonly title: string;
  covers(dataset: DatasetId): boolean;
  /** Installs what is missing, and writes into the job's folder what `judge` reads. Not measured. */
  prepare(job: Job): Promise<void>;
  /** What is measured. Runs in a process of its own, after `prepare`. */
  judge(job: Job): Promise<Verdicts>;
};
