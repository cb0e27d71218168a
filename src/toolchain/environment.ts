import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { toolchainHome } from './home.ts';

const RECORD_FILE = 'bifocal-tool.json';
const STALE_STAGING_MS = 24 * 3600 * 1000;

const recordSchema = z.object({
  tool: z.string(),
  /** SHA-256 of the lock file that was installed. */
  lock: z.string(),
  /** Version of the interpreter it was installed with. */
  runtime: z.string(),
  /** Package name to version. */
  packages: z.record(z.string(), z.string()),
});

/** What lies in an environment. It is written last: a folder without it is not an environment. */
export type EnvironmentRecord = z.infer<typeof recordSchema>;

export const environmentFolder = (name: string): string => join(toolchainHome(), name);

/** The record of a complete environment, `undefined` where there is none. */
export const readRecord = async (folder: string): Promise<EnvironmentRecord | undefined> => {
  const text = await readFile(join(folder, RECORD_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/**
 * Makes the environment `name` in a staging folder and moves it into place in one step, so that a process
 * killed at any moment leaves nothing that looks complete, and of two processes at once one simply wins.
 * `fill` puts the files into the staging folder and says what they are; `usable` judges an environment that
 * is already in place, which is kept if it is good and replaced if it is not.
 */
export const makeEnvironment = async (
  name: string,
  fill: (staging: string) => Promise<EnvironmentRecord>,
  usable: (folder: string) => Promise<boolean>,
): Promise<void> => {
  const stagingRoot = join(toolchainHome(), 'staging');
  await mkdir(stagingRoot, { recursive: true });
  await sweep(stagingRoot);
  const staging = await mkdtemp(join(stagingRoot, `${name}-`));
  try {
    const record = await fill(staging);
    await writeFile(join(staging, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
    await publish(staging, environmentFolder(name), usable);
  } finally {
    await remove(staging);
  }
};

const publish = async (
  staging: string,
  target: string,
  usable: (folder: string) => Promise<boolean>,
): Promise<void> => {
  try {
    await rename(staging, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
    if (await usable(target)) return;
    const broken = `${staging}-replaced`;
    await rename(target, broken);
    await rename(staging, target);
    await remove(broken);
  }
};

const sweep = async (stagingRoot: string): Promise<void> => {
  for (const entry of await readdir(stagingRoot)) {
    const path = join(stagingRoot, entry);
    const made = await stat(path).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > STALE_STAGING_MS) await remove(path);
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });
