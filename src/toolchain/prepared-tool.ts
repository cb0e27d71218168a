import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from './command.ts';
import { environmentFolder, makeEnvironment, readRecord } from './environment.ts';
import { asProvisionError } from './failure.ts';
import { environmentName } from './lock.ts';
import { type SystemToolOptions, systemTool } from './system-tool.ts';
import type { Tool } from './tool.ts';

/**
 * A compiler of the system, and what is made once with it so that it starts faster: `paths.cache`, a folder that the
 * tested code can only read. It is made anew for each version of the compiler and for each `recipe`.
 */
export const preparedTool = <Paths extends Record<string, string>>(
  options: SystemToolOptions<Paths> & {
    /** Everything that decides how the cache comes out, besides the compiler. */
    readonly recipe: readonly string[];
    /** Fills the folder, or rejects. */
    readonly prepare: (installation: Installation, paths: Paths, folder: string) => Promise<void>;
  },
): Tool<Paths & { cache: string }> => {
  const { id, find, prepare } = options;
  const system = systemTool(options);
  const locate = async () => {
    const found = await find();
    if (!found) return undefined;
    const parts = [...options.recipe, found.version, ...Object.values(found.paths)];
    const sha256 = createHash('sha256').update(parts.join('\n')).digest('hex');
    return { ...found, sha256, name: environmentName(id, { sha256 }) };
  };
  const cacheOf = (folder: string): string => join(folder, 'cache');

  return {
    ...system,
    foundOnly: false,
    async probe() {
      const place = await locate();
      if (!place) return { status: 'missing', reason: options.absence, hint: options.hint };
      const folder = environmentFolder(place.name);
      if (!(await readRecord(folder))) {
        return { status: 'missing', reason: 'not prepared', hint: `bifocal setup ${id}` };
      }
      const paths = { ...place.paths, cache: cacheOf(folder) };
      return { status: 'ready', version: place.version, paths, managed: false };
    },
    async install(log, signal) {
      const place = await locate();
      if (!place) return system.install(log, signal);
      try {
        await makeEnvironment(
          place.name,
          async (staging) => {
            await mkdir(cacheOf(staging));
            await prepare({ id, log, signal }, place.paths, cacheOf(staging));
            return { tool: id, lock: place.sha256, runtime: place.version, packages: {} };
          },
          async (folder) => (await readRecord(folder)) !== undefined,
        );
      } catch (error) {
        throw asProvisionError(id, error);
      }
    },
  };
};
