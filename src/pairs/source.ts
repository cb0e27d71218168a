import type { Outcome } from '../core/outcome.ts';
import type { Pair, PairLevel } from '../core/pair.ts';
import type { Language } from '../core/task.ts';
import type { Publication } from '../published/publication.ts';

/** What of a source is wanted. What cannot be wanted of it (a level that it lacks) yields nothing. */
export type PairFilter = {
  readonly levels: readonly PairLevel[];
  /** Absent: all that Bifocal knows. */
  readonly languages?: readonly Language[];
  /** Absent: all, and those without one. */
  readonly cwes?: readonly number[];
  /** Longer code, in bytes of UTF-8, is left out by the source before it is in memory, where it can. */
  readonly maxBytes: number;
  /** Files of tests and merge commits, which are left out unless they are named here. */
  readonly also?: readonly PairExtra[];
  /** The most pairs of one group, where a source makes them and may choose (runs). */
  readonly perGroup?: number;
};

/** What is seldom a lesson: a test that was changed along with the fix; a commit that holds others. */
export const PAIR_EXTRAS = ['tests', 'merges'] as const;
export type PairExtra = (typeof PAIR_EXTRAS)[number];

/** A pair, or why a record of the source is none; `where` names the record for people. */
export type PairRecord = { readonly where: string; readonly pair: Outcome<Pair> };

/**
 * Where preference pairs come from. One file (or folder) in this folder, one object in the registry. A source is read
 * as a stream: nothing of it but the current record is in memory.
 */
export type PairSource = {
  readonly id: string;
  readonly title: string;
  /** Absent: it is made here, of runs. */
  readonly publication?: Publication;
  readonly levels: readonly PairLevel[];
  /**
   * Every record, in an order that is the same each time.
   *
   * @param path a file or folder, as published
   * @throws BifocalError BIFOCAL_INPUT if there is nothing at `path` that this source could be
   */
  read(path: string, filter: PairFilter, signal: AbortSignal): AsyncIterable<PairRecord>;
};
