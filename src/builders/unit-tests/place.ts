import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { BifocalError } from '../../core/errors.ts';

/**
 * Makes sure, before any work, that built tasks can be written to a file, and that nothing else is lost there. Makes its
 * folder.
 *
 * @param source where the tasks come from, if that is a path
 * @throws BifocalError BIFOCAL_USAGE if the file is the source, a folder, something that was not built here, or cannot be
 *   written
 */
export const preparePlace = (out: string, source: string): void => {
  const refuse = (why: string, cause?: unknown): BifocalError =>
    new BifocalError(
      'BIFOCAL_USAGE',
      `tasks cannot be written to ${out}: ${why}`,
      'choose another file with --out',
      {
        cause,
      },
    );
  try {
    mkdirSync(dirname(out), { recursive: true });
    accessSync(dirname(out), constants.W_OK);
    if (!existsSync(out)) return;
    if (statSync(out).isDirectory()) throw refuse('it is a folder');
    if (existsSync(source) && realpathSync(source) === realpathSync(out))
      throw refuse('it is the set that tests are built for');
    const lines = readFileSync(out, 'utf8').split('\n').filter(Boolean);
    if (!lines.every(isBuilt)) throw refuse('it holds something that was not built here');
  } catch (error) {
    throw error instanceof BifocalError ? error : refuse((error as Error).message, error);
  }
};

const isBuilt = (line: string): boolean => {
  try {
    const row = JSON.parse(line) as { readonly provenance?: { readonly builder?: unknown } } | null;
    return row?.provenance?.builder === 'unit-tests';
  } catch {
    return false;
  }
};
