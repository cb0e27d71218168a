import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Folder that holds everything installed: `BIFOCAL_HOME`, else `bifocal` in the user's cache folder. */
export const toolchainHome = (env: NodeJS.ProcessEnv = process.env): string => {
  if (env.BIFOCAL_HOME) return resolve(env.BIFOCAL_HOME);
  return resolve(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bifocal');
};
