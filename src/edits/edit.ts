import type { Node } from '../syntax/python.ts';
import type { Source } from './source.ts';

/** A piece of the program, in UTF-16 units from 0 of {@link Source.code}, and what stands there afterwards. */
export type TextChange = { readonly start: number; readonly end: number; readonly text: string };

/** A function or class that an edit brings along; it stands below the imports of the program, once. */
export type Helper = {
  readonly name: string;
  readonly code: string;
  /** Modules that it needs under their own names. */
  readonly imports: readonly string[];
};

/** What else the new text needs. */
export type Needs = { readonly imports?: readonly string[]; readonly helpers?: readonly Helper[] };

/** One place where an edit can be made. */
export type EditSite = Needs & {
  /** What it is about: the candidate has the lines from the first of these to the last, and of all changes. */
  readonly about: readonly Node[];
  /** What is done, for a person. */
  readonly what: string;
  /** They do not overlap. */
  readonly changes: readonly TextChange[];
};

/**
 * One entry of the catalogue: a change that makes Python code safer and leaves it the same function.
 *
 * `keeps` tells how much stays. `behaviour`: whatever the program answered to well-meant input, it answers still.
 * `purpose`: what it is for stays, and something changes that nobody should depend on: which token is drawn, which
 * hash is taken, what is refused or how.
 */
export type Edit = {
  /** A few words that say what is done, with hyphens. */
  readonly id: string;
  readonly title: string;
  /** The weaknesses that it mends, the most telling first. */
  readonly cwes: readonly [number, ...number[]];
  readonly keeps: 'behaviour' | 'purpose';
  /** Every place where it can be made. Once made, a place is none any more. */
  sites(source: Source): readonly EditSite[];
};
