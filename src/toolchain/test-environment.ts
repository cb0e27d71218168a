import { pypiEnvironment } from './pypi-environment.ts';
import type { Tool } from './tool.ts';

export type TestEnvironmentPaths = {
  /** The base interpreter, below `basePrefix`. It is started with `site` added to `sys.path`. */
  python: string;
  basePrefix: string;
  site: string;
};

/**
 * A Python with libraries, in which generated code is tested. Adding one takes a lock with hashes in
 * `tools/python`, a file that calls this, and a line in the registry.
 */
export const testEnvironment = (
  options: Pick<Tool, 'id' | 'title' | 'without' | 'megabytes'> & {
    readonly lock: string;
    readonly minimumPython: string;
    /** Modules that must import for the installation to count. */
    readonly modules: readonly string[];
  },
): Tool<TestEnvironmentPaths> =>
  pypiEnvironment({
    ...options,
    paths: ({ site, base }) => ({ python: base.executable, basePrefix: base.basePrefix, site }),
    version: ({ runtime, packages, lock }) =>
      `${runtime}, ${Object.keys(packages).length} packages, lock ${lock.slice(0, 12)}`,
    smokeTest: ['-I', '-c', `import ${options.modules.join(', ')}`],
  });
