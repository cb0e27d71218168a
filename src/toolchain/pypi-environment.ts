import { stat } from 'node:fs/promises';
import { type Installation, runInstaller } from './command.ts';
import { type EnvironmentRecord, environmentFolder, makeEnvironment, readRecord } from './environment.ts';
import { asProvisionError } from './failure.ts';
import { environmentName, readLock } from './lock.ts';
import { pipInstall } from './pip.ts';
import { findPython, type Python, pythonMissing, requirePython, seriesOf } from './python.ts';
import type { Tool } from './tool.ts';
import { createVenv, venvPython, venvSite } from './venv.ts';

export type PypiEnvironmentOptions<Paths extends Record<string, string>> = Pick<
  Tool,
  'id' | 'title' | 'without' | 'megabytes'
> & {
  /** Absolute path of a requirements file with hashes. */
  readonly lock: string;
  /** The oldest Python that all packages of the lock support, such as `3.10`. */
  readonly minimumPython: string;
  readonly paths: (environment: PypiEnvironment) => Paths;
  readonly version: (record: EnvironmentRecord) => string;
  /** Arguments for the environment's interpreter; the installation counts only if it exits with 0. */
  readonly smokeTest: readonly string[];
};

/** Where the parts of an environment lie; `site` is inside it, `base` outside. */
export type PypiEnvironment = { readonly python: string; readonly site: string; readonly base: Python };

/** A tool that is a virtual environment filled from a lock, made anew for each lock and each Python. */
export const pypiEnvironment = <Paths extends Record<string, string>>(
  options: PypiEnvironmentOptions<Paths>,
): Tool<Paths> => {
  const { id, title, without, megabytes, minimumPython } = options;
  const layout = (folder: string, base: Python): PypiEnvironment => ({
    python: venvPython(folder),
    site: venvSite(folder, base),
    base,
  });
  const locate = async (base: Python) => {
    const lock = await readLock(options.lock);
    const series = seriesOf(base);
    return { lock, name: environmentName(`${id}-py${series}`, lock, [series, base.executable]) };
  };

  return {
    id,
    title,
    without,
    megabytes,
    async probe() {
      const base = await findPython(minimumPython);
      if (!base) return { status: 'missing', ...pythonMissing(minimumPython) };
      const folder = environmentFolder((await locate(base)).name);
      const record = await usableRecord(folder);
      if (!record) return { status: 'missing', reason: 'not installed', hint: `bifocal setup ${id}` };
      const paths = options.paths(layout(folder, base));
      return { status: 'ready', version: options.version(record), paths, managed: true };
    },
    async install(log, signal) {
      const installation: Installation = { id, log, signal };
      try {
        const base = await requirePython(id, minimumPython);
        const { lock, name } = await locate(base);
        await makeEnvironment(
          name,
          async (staging) => {
            const { python, site } = layout(staging, base);
            await createVenv(installation, base, staging);
            const packages = await pipInstall(installation, base, lock.file, site);
            await runInstaller(installation, python, options.smokeTest);
            return { tool: id, lock: lock.sha256, runtime: `python ${base.version}`, packages };
          },
          async (folder) => (await usableRecord(folder)) !== undefined,
        );
      } catch (error) {
        throw asProvisionError(id, error);
      }
    },
  };
};

/** The interpreter is a link to one outside of the environment: it goes when that Python is removed. */
const usableRecord = async (folder: string): Promise<EnvironmentRecord | undefined> => {
  const interpreter = await stat(venvPython(folder)).catch(() => undefined);
  return interpreter && readRecord(folder);
};
