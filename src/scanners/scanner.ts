import type { Finding } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Language } from '../core/task.ts';
import type { ToolId } from '../toolchain/index.ts';

/** One piece of code to scan. `id` is only there to map the answer back. */
export type ScanInput = { readonly id: string; readonly language: Language; readonly code: string };

/** What a scanner is on this machine: goes into the manifest, and into the key of every result. */
export type ScannerVersion = { readonly version: string };

/**
 * A security scanner. One file in this folder, one object in the registry.
 *
 * A scanner never reports "no findings" for code that it could not read: such an input is unknown. Suppression
 * comments in the code have no effect.
 */
export type Scanner = {
  readonly id: string;
  readonly title: string;
  readonly languages: readonly Language[];
  /** What must be installed for it. */
  readonly tools: readonly ToolId[];
  /** How many inputs one call of `scan` may get. */
  readonly batch: number;
  /** Whether the scanner can run here, and which version would. */
  probe(): Promise<Outcome<ScannerVersion>>;
  /** Scans a batch. The answer has an entry for every input id. Aborting rejects. */
  scan(inputs: readonly ScanInput[], signal?: AbortSignal): Promise<ReadonlyMap<string, Outcome<Finding[]>>>;
};
