import type { datasets } from '../../../src/datasets/index.ts';

type SetId = keyof typeof datasets;

/** What the conformance suite must know of one kind of rows of a set. The rows are ours, in the published format. */
export type Subject = {
  readonly set: SetId;
  /** What tells it apart from other kinds of the same set. */
  readonly kind?: string;
  readonly row: Readonly<Record<string, unknown>>;
  /** Fields, by path, without which or with another type of which it is no task. */
  readonly needs: readonly string[];
  /** Sets whose rows look the same, so that only a name tells which one is meant. */
  readonly alike?: readonly SetId[];
  /** Texts of the row that no prompt may show. */
  readonly hidden: readonly string[];
  /** Code that loads, defines what is asked for, and does nothing. Absent: the row has no tests. */
  readonly stub?: string;
  /** How far a verdict of its tests can be trusted. */
  readonly trust?: string;
};
