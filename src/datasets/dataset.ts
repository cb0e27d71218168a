import type { Outcome } from '../core/outcome.ts';
import type { Task } from '../core/task.ts';
import type { Publication } from '../published/publication.ts';

/**
 * A published set of tasks. One file in this folder, one object in the registry. A file of rows is recognised by
 * its fields, so users point at their own download, whatever it is called.
 */
export type Dataset = {
  readonly id: string;
  readonly title: string;
  /** Absent: there is no such set but the user's own. */
  readonly publication?: Publication;
  /** The tool (see `toolchain/`) that holds the libraries its tests need. */
  readonly environment: 'python-tests' | 'python-datasets';
  /** Whether a row has the fields of this set. */
  recognises(row: unknown): boolean;
  /** The tasks of a row; unknown if a field is wrong or missing. */
  toTask(row: unknown): Outcome<Task>;
};
