import type { ScannerRole, ScanOutcome } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Language } from '../core/task.ts';
import type { ToolId } from '../toolchain/index.ts';

/** One piece of code to scan. `id` is only there to map the answer back. */
export type ScanInput = { readonly id: string; readonly language: Language; readonly code: string };

/** What a scanner is on this machine: goes into the manifest, and into the key of every result. */
export type ScannerVersion = { readonly version: string };

/** A rule that a scanner can report. `cwes` is empty where nobody gave it any: such rules are listed, not guessed. */
export type Rule = { readonly id: string; readonly cwes: readonly number[] };

/**
 * A scanner. One file or folder in this folder, one object in the registry.
 *
 * A scanner never reports "no findings" for code that it could not read: such an input is unknown. Suppression
 * comments in the code have no effect.
 */
export type Scanner = {
  /** How it is named in options, records and tables. */
  readonly id: string;
  readonly title: string;
  readonly role: ScannerRole;
  /** Whether it takes part unless others are asked for. */
  readonly standard: boolean;
  readonly languages: readonly Language[];
  /** What must be installed for it. */
  readonly tools: readonly ToolId[];
  /** How many inputs one call of `scan` may get: enough to be quick, few enough to show progress and lose little. */
  readonly batch: number;
  /** Whether the scanner can run here, and which version would. The version tells its rules, too. */
  probe(): Promise<Outcome<ScannerVersion>>;
  /** Every rule that it can report here; unknown where the scanner does not list them. */
  rules(): Promise<Outcome<readonly Rule[]>>;
  /** Scans a batch. The answer has an entry for every input id. Aborting rejects. */
  scan(inputs: readonly ScanInput[], signal?: AbortSignal): Promise<ReadonlyMap<string, ScanOutcome>>;
  /** Gives back what it holds open (a model, a process). Absent: nothing. */
  close?(): Promise<void>;
};
