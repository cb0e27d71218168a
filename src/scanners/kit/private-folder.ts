import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Those in use, so that they go with a process that does not wait for their end. */
const folders = new Set<string>();

const removeAll = (): void => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};

/** Gives a fresh folder to `use`, and removes it whatever happens, short of a kill. */
export const inPrivateFolder = async <T>(name: string, use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), `bifocal-${name}-`));
  if (folders.size === 0) process.once('exit', removeAll);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    folders.delete(folder);
    if (folders.size === 0) process.off('exit', removeAll);
  }
};
