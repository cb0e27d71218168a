import { statSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FILES } from '../engine/run-folder.ts';

const tell = (message: string): void => void process.stderr.write(`${message}\n`);

/** Below, reading and scoring take a moment. */
const LARGE = 50e6;
const PATIENCE_MS = 2000;

const recordsSize = (folder: string): number =>
  [RUN_FILES.samples, RUN_FILES.traces, RUN_FILES.cases, RUN_FILES.findings].reduce(
    (sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

/** Says on stderr, before runs are read, that it will take a while. */
export const tellSize = (folders: readonly string[]): void => {
  const bytes = folders.reduce((sum, folder) => sum + recordsSize(folder), 0);
  if (bytes > LARGE) tell(`reading and scoring ${(bytes / 1e6).toFixed(0)} MB of records`);
};

/** Says on stderr how far a report is written: at every tenth, where it takes longer than a moment. */
export const writingProgress = (): ((done: number, total: number) => void) => {
  const start = performance.now();
  let told = 0;
  return (done, total) => {
    const tenth = Math.floor((10 * done) / total);
    if (tenth <= told || performance.now() - start < PATIENCE_MS) return;
    told = tenth;
    tell(`report: ${done} of ${total} files`);
  };
};
