/**
 * Runs in a thread of its own: receives programs, answers each with Ruff's diagnostics. `workerData.select` says which
 * rules. An error or a panic ends the thread, because the memory of a WebAssembly module that has overflowed its stack
 * is not to be used again.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type Diagnostic, PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { mayBeSuppressed, neutralise } from './suppressions.ts';

const { select }: { readonly select: readonly string[] } = workerData;

const workspace = new Workspace(
  { preview: false, 'target-version': 'py314', lint: { select } },
  PositionEncoding.Utf32,
);

parentPort?.on('message', (code: string) => {
  const checked = mayBeSuppressed(code) ? neutralise(code, workspace.tokens(code)) : code;
  const diagnostics: readonly Diagnostic[] = workspace.check(checked);
  parentPort?.postMessage(
    diagnostics.map(({ code, message, start_location, end_location }) => ({
      code,
      message,
      start: start_location,
      end: end_location,
    })),
  );
});
