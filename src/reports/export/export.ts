import type { RunRecords } from '../../engine/run-folder.ts';
import type { ScoredRun } from '../../engine/score-run.ts';

/** A run, and what it amounts to under the policy that was asked for; computed when first needed. */
export type ExportMaterial = { readonly run: RunRecords; scored(): ScoredRun };

/** One way to hand a run to other tools: one file in this folder, one line in the registry. */
export type Export = {
  /** As `--to` takes it. */
  readonly id: string;
  readonly title: string;
  /**
   * Writes files into a folder, which is made if it is not there. Files of the same names are replaced.
   * @returns their paths
   */
  write(material: ExportMaterial, folder: string): readonly string[];
};
