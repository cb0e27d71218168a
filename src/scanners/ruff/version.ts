import { createRequire } from 'node:module';
import { type Outcome, ok } from '../../core/outcome.ts';
import type { ScannerVersion } from '../scanner.ts';

/** The Ruff that comes with this package. */
export const ruffVersion = async (): Promise<Outcome<ScannerVersion>> => {
  const { version } = createRequire(import.meta.url)('@astral-sh/ruff-wasm-nodejs/package.json');
  return ok({ version });
};
