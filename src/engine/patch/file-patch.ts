import type { Usage } from '../../core/sample.ts';
import type { Language } from '../../core/task.ts';
import type { StopReason } from '../../core/trace.ts';
import type { Found } from './findings.ts';

/** A finding that is gone, and what took it away. */
export type Fixed = Found & { readonly by: string };

/** A finding that is there still, at its line in the new code, and why. */
export type Remaining = Found & {
  readonly because: string;
  /** Whether the old code did not have it. */
  readonly isNew: boolean;
};

/** A change that was made or tried. */
export type Change = {
  readonly kind: 'edit' | 'rewrite';
  /** In the code that it was tried on; absent: in all of it. */
  readonly line?: number;
  readonly what: string;
  /** Why it was taken or refused. */
  readonly because: string;
};

/**
 * What became of a person's code.
 *
 * - `clean`: nothing was found
 * - `mended`: what was found is gone
 * - `remains`: something is there still
 * - `unjudged`: no scanner could read it
 */
export type FilePatch = {
  readonly name: string;
  /** Undefined: it came from standard input. */
  readonly path: string | undefined;
  readonly language: Language;
  readonly state: 'clean' | 'mended' | 'remains' | 'unjudged';
  /** Why it could not be judged; or why the method could not work on it. */
  readonly reason: string | undefined;
  /** `SCANNER: REASON` of those that could not judge it, although others could. */
  readonly deaf: readonly string[];
  /** At the lines of the old code. */
  readonly before: readonly Found[];
  readonly fixed: readonly Fixed[];
  readonly remaining: readonly Remaining[];
  readonly accepted: readonly Change[];
  readonly refused: readonly Change[];
  /** The whole file. Equal: nothing is to be changed. */
  readonly old: string;
  readonly new: string;
  readonly usage: Usage;
  readonly stop: StopReason | undefined;
};

/** What was done with the new code: written to the file, only shown, or neither. */
export type Written = 'written' | 'shown' | { readonly refused: string };

export type Patched = { readonly patch: FilePatch; readonly written: Written };
