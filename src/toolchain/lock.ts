import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A pinned list of packages, as it lies in the `tools` folder of this package. */
export type Lock = { readonly file: string; readonly sha256: string };

/** Absolute path of a file in the `tools` folder, from the sources and from the built package alike. */
export const toolsFile = (name: string): string =>
  fileURLToPath(new URL(`../../tools/${name}`, import.meta.url));

export const readLock = async (file: string): Promise<Lock> => ({
  file,
  sha256: createHash('sha256')
    .update(await readFile(file))
    .digest('hex'),
});

/**
 * Folder name of what a lock installs, such as `bandit-py3.11-5f1d2c3b4a69`. The hash covers the lock, the
 * platform and `parts`, so that whatever changes one of them makes a new environment.
 */
export const environmentName = (
  label: string,
  lock: Pick<Lock, 'sha256'>,
  parts: readonly string[] = [],
): string => {
  const key = [lock.sha256, process.platform, process.arch, ...parts].join('\n');
  return `${label}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
};
